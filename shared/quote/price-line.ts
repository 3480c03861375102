import { type Refusal, refuse } from '../errors.ts'
import { entitledTo } from '../order/entitlement.ts'
import type { Resolution } from '../policy/policy.ts'
import { isRoundedAway, type Standing, shareOfNext } from './ledger.ts'
import type { MoneyTerms, QuotedItem, QuoteItem } from './quote-types.ts'
import { taxParts } from './tax-parts.ts'

/**
 * Units of a line, an amount on it, or an amount for units: what they are worth (R(n+m) - A, never below 0), what of it is
 * paid, and its parts. Moves the standing on. Refuses what is beyond the line's units or money.
 */
export function priceLine(
  standing: Standing,
  item: QuoteItem,
  resolution: Resolution,
  terms: MoneyTerms,
  pointer: string,
): QuotedItem | Refusal {
  const { sold, unitsLeft, moneyLeft } = standing
  const isFree = item.amount !== undefined
  const wantsUnits = item.quantity !== undefined || !isFree
  if ((wantsUnits && unitsLeft === 0) || (sold.total > 0 && moneyLeft === 0 && (isFree || !isRoundedAway(standing))))
    return refuse('already_refunded', { pointer })
  const quantity = item.quantity ?? (isFree ? 0 : unitsLeft)
  if (quantity > unitsLeft) return refuse('exceeds_line', { limit: unitsLeft, pointer: `${pointer}/quantity` })

  const units = Math.min(sold.quantity, standing.units + quantity)
  const worth = quantity ? Math.max(0, entitledTo(sold, units) - standing.settled) : 0
  const isKept = resolution === 'keep_item'
  const amount = item.amount ?? (isKept ? shareOfNext(standing, 'kept', worth, terms.keepItemPercent) : worth)
  if (amount > moneyLeft) {
    return refuse('exceeds_line', { limit: moneyLeft, pointer: isFree ? `${pointer}/amount` : pointer })
  }
  const settled = Math.max(worth, amount)
  const parts = taxParts(standing, amount, settled)

  standing.units += quantity
  standing.settled += settled
  standing.unitsLeft -= quantity
  standing.moneyLeft -= amount
  const priced = { line: sold.id, quantity, resolution, ...parts, settled }
  if (isKept) return priced
  standing.backNow += quantity
  const { outboundShipping } = terms
  if (outboundShipping !== 'proportional') return priced
  standing.backProportional += quantity
  return { ...priced, outboundShipping }
}
