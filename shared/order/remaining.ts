import type { Holdings } from '../quote/quote-types.ts'
import { balancesWith, type OrderBalances } from './balances.ts'
import { externalRefunds } from './external-refunds.ts'
import type { Order } from './order.ts'

export type { OrderBalances } from './balances.ts'

/** Every ceiling of an order: `units:<line>`, `line:<line>`, `shipping:<id>`, `payment:<id>`, `total`. */
export function orderBalances(order: Order, holdings: Holdings, ours?: ReadonlySet<string>): OrderBalances {
  return balancesWith(externalRefunds, order, holdings, ours)
}
