import { isWithin } from '../category-class.ts'
import type { CategoryClass, Condition } from '../policy.ts'
import { euCountries } from '../statutes/eu.ts'
import type { Statute } from '../statutes/statute.ts'
import { statuteFor } from '../statutes/statute-for.ts'
import type { Demand } from './can-happen.ts'
import type { LawRegion } from './finding.ts'
import type { Situation } from './situations.ts'
import type { Sources } from './sources.ts'

export const regions: readonly { region: LawRegion; countries: readonly string[] }[] = [
  { region: 'CN', countries: ['CN'] },
  { region: 'EU', countries: euCountries },
  { region: 'UK', countries: ['GB'] },
  { region: 'AU', countries: ['AU'] },
]

/** A statute in one region, with the claims it covers: the same for every rule. */
export interface Law {
  by: Statute
  region: LawRegion
  situations: readonly Situation[]
  demands: readonly Demand[]
}

export function lawsFor({ situations, policy: { legalClasses = [] } }: Sources): Law[] {
  return regions.flatMap(({ region, countries }) => {
    const statuteOf = ({ reason }: Situation) => statuteFor(countries[0] ?? '', reason)
    const statutes = new Set(situations.map(statuteOf))
    return [...statutes]
      .filter((by) => by !== undefined)
      .map((by) => ({
        by,
        region,
        situations: situations.filter((one) => statuteOf(one) === by),
        demands: coverage(by, countries, legalClasses),
      }))
  })
}

/**
 * Claims that the statute surely covers: by a shopper of the region, in its period even if all came in one parcel, and
 * of nothing that its exceptions take out.
 */
function coverage(
  { period, excludedClasses, excludedIfConfirmed }: Statute,
  countries: readonly string[],
  entries: readonly CategoryClass[],
): Demand[] {
  const classes = Object.entries(excludedClasses)
  const once = classes.filter(([, exclusion]) => exclusion.unlessUnopened).map(([name]) => name)
  const always = classes.filter(([, exclusion]) => !exclusion.unlessUnopened).map(([name]) => name)
  const holds = (condition: Condition): Demand => ({ condition, holds: true })
  const fails = (condition: Condition): Demand => ({ condition, holds: false })
  const opened = any(isOf(once), ...isIn(entries, once))
  return [
    holds({ fact: 'customer.country', op: 'in', value: countries }),
    holds({ fact: 'line.daysSinceDelivery', op: 'lte', value: period.days }),
    fails(isOf(always)),
    ...isIn(entries, always).map(fails),
    ...(excludedIfConfirmed ? [fails({ fact: 'line.legalConfirmed', op: 'eq', value: true })] : []),
    ...(once.length > 0
      ? [holds(any({ not: opened }, { fact: 'claim.condition', op: 'in', value: ['', 'unopened'] }))]
      : []),
  ]
}

function any(...conditions: Condition[]): Condition {
  return conditions.length === 1 ? (conditions[0] as Condition) : { any: conditions }
}

function isOf(classes: readonly string[]): Condition {
  return { fact: 'line.legalClass', op: 'in', value: classes }
}

/** In a category that the policy counts as one of these. Below it only where no other entry speaks of a part of it. */
function isIn(entries: readonly CategoryClass[], classes: readonly string[]): Condition[] {
  return entries
    .filter(({ legalClass }) => classes.includes(legalClass))
    .flatMap(({ category }): Condition[] => {
      const isWhole = entries.every((other) => other.category === category || !isWithin(other.category, category))
      const below = [' >', '>', ' /', '/'].map((end): Condition => startsWith(`${category}${end}`))
      return [{ fact: 'line.categories', op: 'in', value: [category] }, ...(isWhole ? below : [])]
    })
}

function startsWith(value: string): Condition {
  return { fact: 'line.categories', op: 'starts_with', value }
}
