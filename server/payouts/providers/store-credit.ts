import type { ProviderFactory } from '../../platform/ports.ts'
import { grantCredit, hasCredit } from './store-credit-store.ts'

/** Store credit is money of ours: granted in our own books, at once, one row per payout. */
export const storeCreditProvider: ProviderFactory = ({ database, clock }) => ({
  name: 'store_credit',
  async refund({ merchant, id: payout, request, currency, amount }) {
    await database.write([grantCredit({ merchant, payout, request, currency, amount, at: clock.now() })])
    return { status: 'succeeded', providerReference: payout }
  },
  async find({ merchant, id }) {
    if (!(await hasCredit(database, merchant, id))) return 'never_seen'
    return { status: 'succeeded', providerReference: id }
  },
})
