import { enclosing } from '../category-class.ts'
import type { Policy } from '../policy.ts'
import type { Finding } from './finding.ts'

/**
 * The first level of Google's and Shopify's product taxonomies. No law takes a right from all of one: what spoils, is made
 * to order or is sealed is a part of it.
 */
const departments: ReadonlySet<string> = new Set(
  [
    'Animals & Pet Supplies',
    'Apparel & Accessories',
    'Arts & Entertainment',
    'Baby & Toddler',
    'Business & Industrial',
    'Cameras & Optics',
    'Electronics',
    'Food, Beverages & Tobacco',
    'Furniture',
    'Hardware',
    'Health & Beauty',
    'Home & Garden',
    'Luggage & Bags',
    'Mature',
    'Media',
    'Office Supplies',
    'Religious & Ceremonial',
    'Software',
    'Sporting Goods',
    'Toys & Games',
    'Uncategorized',
    'Vehicles & Parts',
  ].map(folded),
)

function folded(category: string): string {
  return category.toLowerCase()
}

/** Classes given to more than the law means, or to nothing. */
export function categoryClasses({ legalClasses: entries = [] }: Policy): Finding[] {
  return entries.flatMap((entry, index): Finding[] => {
    const { category, legalClass } = entry
    const about = { pointer: `/legalClasses/${index}`, params: { category, class: legalClass } }
    const around = enclosing(entries, entry)?.legalClass ?? 'none'
    if (around === legalClass) return [{ ...about, code: 'class_idle', severity: 'note' }]
    const isBroad = legalClass !== 'none' && departments.has(folded(category))
    return isBroad ? [{ ...about, code: 'class_too_broad', severity: 'warning' }] : []
  })
}
