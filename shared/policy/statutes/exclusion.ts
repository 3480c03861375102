import type { OrderLine } from '../../order/order.ts'
import type { Source, Statute } from './statute.ts'

/** The exception of the statute that takes this line out, or undefined: the right stands. `condition`: as the shopper says. */
export function exclusionOf(statute: Statute, line: OrderLine, condition?: string): Source | undefined {
  if (line.legalClass) {
    for (const legalClass of line.legalClass) {
      const exclusion = statute.excludedClasses[legalClass]
      if (exclusion && !(exclusion.unlessUnopened && condition === 'unopened')) return exclusion
    }
  }
  return line.legalConfirmed ? statute.excludedIfConfirmed : undefined
}
