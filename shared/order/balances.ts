import type { Holdings } from '../quote/quote-types.ts'
import type { ExternalRefunds } from './external-refunds.ts'
import type { Order } from './order.ts'
import { capturedTotal, lineTotals, type Sold, shippingTotals } from './order-totals.ts'

/** One ceiling. Minor units, or units for `units:<line>`. */
export interface Balance {
  /** What was sold or captured. */
  cap: number
  external: number
  reserved: number
  refunded: number
  /** cap - external - reserved - refunded, at least 0. */
  remaining: number
  /** More went out, here and outside, than the cap: payouts of this order wait for finance. */
  overcommitted: boolean
}

/** What an order was, what happened to it outside, and what remains, by the keys of Holdings. */
export interface OrderBalances {
  lines: Sold[]
  shipping: Sold[]
  external: ExternalRefunds
  byKey: ReadonlyMap<string, Balance>
}

/** What was refunded outside; for an order without refunds that is nothing. */
export type ExternalOf = (order: Order, lines: readonly Sold[], ours?: ReadonlySet<string>) => ExternalRefunds

/** Every ceiling of an order: `units:<line>`, `line:<line>`, `shipping:<id>`, `payment:<id>`, `total`. */
export function balancesWith(
  externalOf: ExternalOf,
  order: Order,
  holdings: Holdings,
  ours?: ReadonlySet<string>,
): OrderBalances {
  const lines = lineTotals(order)
  const shipping = shippingTotals(order)
  const external = externalOf(order, lines, ours)
  const byKey = new Map<string, Balance>()
  const put = (key: string, cap: number): void => {
    const outside = external.amounts.get(key) ?? 0
    const { reserved = 0, refunded = 0 } = holdings[key] ?? {}
    const remaining = cap - outside - reserved - refunded
    byKey.set(key, {
      cap,
      external: outside,
      reserved,
      refunded,
      remaining: Math.max(0, remaining),
      overcommitted: remaining < 0,
    })
  }
  for (const line of lines) {
    put(`units:${line.id}`, line.quantity)
    put(`line:${line.id}`, line.total)
  }
  for (const line of shipping) put(`shipping:${line.id}`, line.total)
  for (const payment of order.payments) put(`payment:${payment.id}`, payment.amount)
  put('total', capturedTotal(order))
  return { lines, shipping, external, byKey }
}
