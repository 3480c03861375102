import type { OrderLine } from '../../order/order.ts'
import type { Source, Statute } from './statute.ts'

/**
 * The exception of the statute that takes this line out, or undefined: the right stands. `condition`: as the shopper
 * says; a seal that nobody said was broken is not (Directive 2011/83/EU art. 16(e), (i): "unsealed after delivery").
 */
export function exclusionOf(statute: Statute, line: OrderLine, condition = 'unopened'): Source | undefined {
  if (line.legalClass) {
    for (const legalClass of line.legalClass) {
      const exclusion = statute.excludedClasses[legalClass]
      if (exclusion && !(exclusion.unlessUnopened && condition === 'unopened')) return exclusion
    }
  }
  return line.legalConfirmed ? statute.excludedIfConfirmed : undefined
}
