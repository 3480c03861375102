import type { Order } from '../order/order.ts'
import type { RareRules } from './quote-by.ts'

/** Whether the plain rules give what all of them give: nothing was refunded outside, and no promotion can break. */
export function isPlain({ refunds, promotions = [] }: Order): boolean {
  return refunds.length + promotions.length === 0
}

/**
 * The rules of a plain order, for a request that is made of what the order has: distinct lines and payments named
 * one by one, in whole units.
 */
export const plainRules: RareRules = {
  allRemaining: () => [],
  checkRequest: () => undefined,
  externalOf: () => ({ amounts: new Map(), taxDrift: new Map() }),
  settlePromotions: (_order, _ledger, _holdings, _items, plain) => plain,
  sparedParts: () => [],
  withUnits: (item) => item,
}
