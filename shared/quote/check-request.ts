import { type Refusal, refuse } from '../errors.ts'
import { isAmount } from '../money/round.ts'
import type { QuoteInput, QuoteItem } from './quote-types.ts'

/** What is wrong with a request before anything is computed; in the order of its items. */
export function checkRequest(input: QuoteInput, items: readonly QuoteItem[]): Refusal | undefined {
  const { shipping, goodwill = 0, preferredPayment } = input
  if (typeof shipping === 'number' && !isAmount(shipping)) return refuse('invalid_amount', { pointer: '/shipping' })
  if (!isAmount(goodwill)) return refuse('invalid_amount', { pointer: '/goodwill' })
  const isShippingAsked = shipping === 'full' || (typeof shipping === 'number' && shipping > 0)
  if (items.length === 0 && !isShippingAsked && goodwill === 0) return refuse('nothing_selected')

  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    const pointer = `/items/${index}`
    const { line, payment, quantity, amount, reason = '' } = item
    if ((line === undefined) === (payment === undefined)) return refuse('unknown_line', { pointer: `${pointer}/line` })
    if (quantity !== undefined && (!isAmount(quantity) || quantity === 0 || payment !== undefined)) {
      return refuse('invalid_quantity', { pointer: `${pointer}/quantity` })
    }
    if (amount !== undefined && (!isAmount(amount) || amount === 0)) {
      return refuse('invalid_amount', { pointer: `${pointer}/amount` })
    }
    const claim = JSON.stringify([line, payment, reason])
    if (seen.has(claim)) return refuse('duplicate_line', { pointer })
    seen.add(claim)
  }
  if (preferredPayment !== undefined && !input.order.payments.some(({ id }) => id === preferredPayment)) {
    return refuse('unknown_payment', { pointer: '/preferredPayment' })
  }
  return undefined
}
