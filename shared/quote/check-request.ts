import { type Refusal, refuse } from '../errors.ts'
import { isAmount } from '../money/round.ts'
import type { Ledger } from './ledger.ts'
import type { QuoteInput } from './quote-types.ts'

/** What is wrong with a request before anything is computed; in the order of its items. */
export function checkRequest(input: QuoteInput, ledger: Ledger): Refusal | undefined {
  const { shipping, goodwill = 0, preferredPayment } = input
  const items = input.items === 'all' ? [] : input.items
  if (typeof shipping === 'number' && !isAmount(shipping)) return refuse('invalid_amount', { pointer: '/shipping' })
  if (!isAmount(goodwill)) return refuse('invalid_amount', { pointer: '/goodwill' })
  const isShippingAsked = shipping === 'full' || (typeof shipping === 'number' && shipping > 0)
  if (input.items !== 'all' && items.length === 0 && !isShippingAsked && goodwill === 0)
    return refuse('nothing_selected')

  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    const pointer = `/items/${index}`
    const { line, payment, quantity, amount, reason = '' } = item
    if (line === undefined ? payment === undefined : payment !== undefined || !ledger.lines.has(line)) {
      return refuse('unknown_line', { pointer: `${pointer}/line` })
    }
    if (payment !== undefined && !ledger.payments.has(payment)) {
      return refuse('unknown_payment', { pointer: `${pointer}/payment` })
    }
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
  if (preferredPayment !== undefined && !ledger.payments.has(preferredPayment)) {
    return refuse('unknown_payment', { pointer: '/preferredPayment' })
  }
  return undefined
}
