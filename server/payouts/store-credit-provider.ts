import type { Ports, RefundProvider } from '../platform/ports.ts'
import { grantCredit, hasCredit } from './store-credit-store.ts'

/** Store credit is money of ours: granted in our own books, at once, one row per payout. */
export function storeCreditProvider({ database, clock }: Pick<Ports, 'database' | 'clock'>): RefundProvider {
  return {
    name: 'store_credit',
    async refund(order) {
      await database.write([grantCredit({ ...order, at: clock.now() })])
      return { status: 'succeeded', providerReference: order.payout }
    },
    async find({ merchant, payout }) {
      if (!(await hasCredit(database, merchant, payout))) return undefined
      return { status: 'succeeded', providerReference: payout }
    },
  }
}
