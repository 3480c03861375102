import { type Refusal, refuse } from '../errors.ts'
import { roundHalfUp } from '../money/round.ts'
import { entitledTo } from '../order/entitlement.ts'
import type { Resolution } from '../policy/policy.ts'
import { isRoundedAway, type Standing } from './ledger.ts'
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
  const amount = item.amount ?? (isKept ? roundHalfUp(worth, terms.keepItemPercent, 10_000) : worth)
  if (amount > moneyLeft) {
    return refuse('exceeds_line', { limit: moneyLeft, pointer: isFree ? `${pointer}/amount` : pointer })
  }
  const settled = Math.max(worth, amount)
  const parts = taxParts(standing, amount, settled)

  standing.units += quantity
  standing.settled += settled
  standing.unitsLeft -= quantity
  standing.moneyLeft -= amount
  if (!isKept) {
    standing.backNow += quantity
    if (terms.outboundShipping === 'proportional') standing.backProportional += quantity
  }
  return { line: sold.id, quantity, resolution, ...parts, settled }
}
