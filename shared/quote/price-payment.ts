import { type Refusal, refuse } from '../errors.ts'
import type { Ledger } from './ledger.ts'
import type { QuotedItem, QuoteItem } from './quote-types.ts'

/** A payment taken wrongly (charged twice): all that remains on it, or an amount; to that payment alone, no line touched. */
export function pricePayment(ledger: Ledger, id: string, item: QuoteItem, pointer: string): QuotedItem | Refusal {
  const left = ledger.payments.get(id) ?? 0
  const amount = item.amount ?? Math.min(left, ledger.totalLeft)
  if (left === 0 || amount === 0) return refuse('already_refunded', { pointer })
  if (amount > left) return refuse('exceeds_payment', { limit: left, pointer: `${pointer}/amount` })
  ledger.payments.set(id, left - amount)
  return { payment: id, quantity: 0, resolution: 'refund', net: amount, tax: 0, taxes: [], amount, settled: amount }
}
