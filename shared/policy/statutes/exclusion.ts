import type { LegalClass, OrderLine } from '../../order/order.ts'
import type { CategoryClass } from '../policy.ts'
import type { Exclusion, Source, Statute } from './statute.ts'

/**
 * The exception of the statute that takes this line out, or undefined: the right stands. `condition`: as the shopper
 * says; a seal that nobody said was broken is not (Directive 2011/83/EU art. 16(e), (i): "unsealed after delivery").
 * `entry`: what the policy says of its category, where the line does not say what it is.
 */
export function exclusionOf(
  statute: Statute,
  line: OrderLine,
  condition = 'unopened',
  entry?: CategoryClass,
): Source | undefined {
  if (line.legalClass) {
    for (const legalClass of line.legalClass) {
      const exclusion = statute.excludedClasses[legalClass]
      if (exclusion && isOut(exclusion, condition)) return exclusion
    }
  } else if (entry && entry.legalClass !== 'none') {
    const exclusion = statute.excludedClasses[entry.legalClass]
    if (exclusion && isOut(exclusion, condition)) return exclusion
  }
  return line.legalConfirmed ? statute.excludedIfConfirmed : undefined
}

function isOut({ unlessUnopened }: Exclusion, condition: string): boolean {
  return !(unlessUnopened && condition === 'unopened')
}

/** The class of the line behind its exclusion, and the category that says so; neither: the shopper confirmed it. */
export function classBehind(
  exclusion: Source,
  statute: Statute,
  { legalClass = [] }: OrderLine,
  entry: CategoryClass | undefined,
): { legalClass?: LegalClass; category?: string } {
  const own = legalClass.find((each) => statute.excludedClasses[each] === exclusion)
  if (own) return { legalClass: own }
  if (!entry || entry.legalClass === 'none' || statute.excludedClasses[entry.legalClass] !== exclusion) return {}
  return { legalClass: entry.legalClass, category: entry.category }
}
