import { isPaymentId } from '../order/payment-id.ts'
import type { Quote } from './quote-types.ts'

/** What an accepted quote adds to one key of Holdings: `amount` to reserved (later refunded), `settled` and `kept` as named. */
export interface QuoteHolding {
  amount: number
  settled: number
  kept: number
}

/**
 * What a quote reserves, by key. Lines: what is paid for them after restocking, and what that settles. Payments and total:
 * what leaves the captured money, so without bonus and what goes to store credit or an account.
 */
export function holdingsOf(quote: Quote): Record<string, QuoteHolding> {
  const held: Record<string, QuoteHolding> = {}
  const add = (key: string, amount: number, settled: number, kept = 0): void => {
    const before = held[key] ?? { amount: 0, settled: 0, kept: 0 }
    held[key] = { amount: before.amount + amount, settled: before.settled + settled, kept: before.kept + kept }
  }
  quote.items.forEach((item, index) => {
    if (item.line === undefined) return
    const fee = quote.fees.find((candidate) => candidate.item === index)?.amount ?? 0
    const isKept = item.resolution === 'keep_item'
    if (item.quantity > 0) add(`units:${item.line}`, item.quantity, item.quantity, isKept ? item.quantity : 0)
    add(`line:${item.line}`, item.amount - fee, item.settled, isKept ? item.settled : 0)
    if (item.resolution === 'store_credit') add(`credited:${item.line}`, 0, item.amount - fee)
    if (item.outboundShipping) add(`proportional:${item.line}`, 0, item.quantity)
    for (const part of item.spares ?? []) add(`spared_${part}:${item.line}`, 0, item.quantity)
  })
  for (const { promotion, part, amount } of quote.promotions ?? []) add(`${part}:${promotion}`, 0, amount)
  for (const { id, amount } of quote.shipping.lines) add(`shipping:${id}`, amount, amount)
  for (const { payment, amount } of quote.payments) {
    if (isPaymentId(payment)) add(`payment:${payment}`, amount, amount)
  }
  add('total', quote.total - quote.bonus, quote.total - quote.bonus)
  return held
}
