import type { ProviderState } from '../../../../shared/payouts/payout.ts'
import { payoutNumberOf } from '../../providers/payout-number.ts'
import { entryOf } from '../../table-entry.ts'
import { amountIn, currencyIn, needed, optional, timeIn } from './cells.ts'
import type { SettlementFormat } from './settlement-format.ts'

const states: Readonly<Record<string, ProviderState['status']>> = {
  Refunded: 'succeeded',
  RefundedReversed: 'failed',
}

/** Adyen's settlement details report: a refund's own reference is its modification reference. */
export const adyenFormat: SettlementFormat = {
  name: 'adyen_settlement_details',
  columns: ['Psp Reference', 'Type', 'Modification Reference', 'Gross Currency', 'Gross Debit (GC)'],
  accountsOf: (row) => [optional(row, 'Merchant Account')],
  refundOf(row) {
    const status = entryOf(states, optional(row, 'Type'))
    if (!status) return undefined
    const currency = currencyIn(row, 'Gross Currency')
    const column = optional(row, 'Gross Debit (GC)') ? 'Gross Debit (GC)' : 'Gross Credit (GC)'
    return {
      providerReference: needed(row, 'Modification Reference'),
      payout: payoutNumberOf(optional(row, 'Modification Merchant Reference')),
      payment: needed(row, 'Psp Reference'),
      amount: amountIn(row, column, currency),
      currency,
      state: { status },
      at: timeIn(optional(row, 'Booking Date') ?? optional(row, 'Creation Date')),
    }
  },
}
