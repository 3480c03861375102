import { payoutNumberOf } from '../../providers/payout-number.ts'
import { entryOf } from '../../table-entry.ts'
import { amountIn, currencyIn, needed, optional, timeIn } from './cells.ts'
import { type SettlementFormat, UnreadableRow } from './settlement-format.ts'

const states = { paid: 'succeeded', pending: 'pending', failed: 'failed' } as const

/**
 * A table that anybody can write: `reference` (the provider's), `amount`, `currency`, and if known `payout` (our number),
 * `payment` (the payment's reference), `status` (paid, pending or failed; paid where there is none) and `at` (ISO 8601).
 */
export const genericFormat: SettlementFormat = {
  name: 'csv',
  columns: ['reference', 'amount', 'currency'],
  refundOf(row) {
    const currency = currencyIn(row, 'currency')
    const status = entryOf(states, optional(row, 'status')?.toLowerCase() ?? 'paid')
    if (!status) throw new UnreadableRow(row, 'the status is paid, pending or failed')
    return {
      providerReference: needed(row, 'reference'),
      payout: payoutNumberOf(optional(row, 'payout')),
      payment: optional(row, 'payment'),
      amount: amountIn(row, 'amount', currency),
      currency,
      state: { status },
      at: timeIn(optional(row, 'at')),
    }
  },
}
