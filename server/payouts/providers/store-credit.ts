import { assertNever } from '../../../shared/assert-never.ts'
import type { ProviderFactory } from '../../platform/ports.ts'
import { creditPayout, isCredited } from '../../store-credit/index.ts'
import { refused } from './outcome.ts'

/** Store credit is money of ours: granted, or given back, in our own books, at once and once for each payout. */
export const storeCreditProvider: ProviderFactory = (parts) => ({
  name: 'store_credit',
  async refund(order) {
    const credited = await creditPayout(parts, order)
    switch (credited) {
      case 'credited':
        return { status: 'succeeded', providerReference: order.id }
      case 'given_back_before':
        return refused('already_refunded', credited)
      case 'other_currency':
      case 'no_owner':
        return refused('invalid_request', credited)
      default:
        return assertNever(credited)
    }
  },
  async find({ merchant, id }) {
    if (!(await isCredited(parts.database, merchant, id))) return 'never_seen'
    return { status: 'succeeded', providerReference: id }
  },
})
