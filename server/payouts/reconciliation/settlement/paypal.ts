import { payoutNumberOf } from '../../providers/payout-number.ts'
import { currencyIn, needed, optional, timeIn } from './cells.ts'
import { type SettlementFormat, UnreadableRow } from './settlement-format.ts'

/** A refund that the merchant made, of a payment or of a part of it. */
const refunds: readonly string[] = ['T1107', 'T1110']

/** PayPal's settlement report (STL) and transaction detail report (TRR): amounts in the smallest unit, without a point. */
export const paypalFormat: SettlementFormat = {
  name: 'paypal_settlement_report',
  columns: ['Transaction ID', 'Transaction Event Code', 'Gross Transaction Amount', 'Gross Transaction Currency'],
  refundOf(row) {
    if (!refunds.includes(optional(row, 'Transaction Event Code') ?? '')) return undefined
    const amount = needed(row, 'Gross Transaction Amount')
    if (!/^\d{1,14}$/.test(amount)) throw new UnreadableRow(row, 'the gross amount is no amount')
    return {
      providerReference: needed(row, 'Transaction ID'),
      payout: payoutNumberOf(optional(row, 'Invoice ID')),
      payment: optional(row, 'PayPal Reference ID'),
      amount: Number(amount),
      currency: currencyIn(row, 'Gross Transaction Currency'),
      state: { status: 'succeeded' },
      at: timeIn(optional(row, 'Transaction Completion Date')),
    }
  },
}
