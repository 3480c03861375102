import { type Refusal, refuse } from '../errors.ts'
import { isRoundedAway, type Ledger } from './ledger.ts'
import type { Claim } from './quote-by.ts'
import type { QuoteInput, QuoteItem } from './quote-types.ts'

/** Every line that still has units, and money if it ever had, and may be refunded. */
export function allRemaining(ledger: Ledger, termsOf: QuoteInput['termsOf']): Claim[] | Refusal {
  const items: QuoteItem[] = []
  for (const standing of ledger.lines.values()) {
    const { sold, unitsLeft, moneyLeft } = standing
    if (unitsLeft > 0 && (moneyLeft > 0 || isRoundedAway(standing))) items.push({ line: sold.id, quantity: unitsLeft })
  }
  if (items.length === 0) return refuse('already_refunded')
  const eligible = items
    .map((item, index) => ({ item, terms: termsOf(item, index) }))
    .filter(({ terms }) => terms.eligible)
  return eligible.length ? eligible : refuse('not_eligible')
}

/** As it is priced: where neither units nor an amount are named, all that remain. */
export function withUnits(item: QuoteItem, { lines }: Ledger): QuoteItem {
  if (item.quantity !== undefined || item.amount !== undefined) return item
  const quantity = lines.get(item.line ?? '')?.unitsLeft
  return quantity ? { ...item, quantity } : item
}
