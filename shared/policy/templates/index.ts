import { cosmetics } from './cosmetics.ts'
import { courses } from './courses.ts'
import { digital } from './digital.ts'
import { electronics } from './electronics.ts'
import { fashion } from './fashion.ts'
import { food } from './food.ts'
import { furniture } from './furniture.ts'
import { insurance } from './insurance.ts'
import { restaurant } from './restaurant.ts'
import type { IndustryTemplate } from './template.ts'
import { tickets } from './tickets.ts'
import { travel } from './travel.ts'

/** Policies to start from, by trade. */
export const templates: readonly IndustryTemplate[] = [
  fashion,
  electronics,
  food,
  cosmetics,
  digital,
  furniture,
  courses,
  travel,
  tickets,
  restaurant,
  insurance,
]
export type { IndustryTemplate } from './template.ts'
