import { payoutNumberOf } from '../../providers/payout-number.ts'
import { fromProviderUnits, paypalUnits } from '../../providers/units.ts'
import { currencyIn, needed, optional, timeIn } from './cells.ts'
import { type SettlementFormat, UnreadableRow } from './settlement-format.ts'

/** A refund that the merchant made, of a payment or of a part of it. */
const refunds: readonly string[] = ['T1107', 'T1110']

/** PayPal's settlement report (STL) and transaction detail report (TRR): amounts in the smallest unit, without a point. */
export const paypalFormat: SettlementFormat = {
  name: 'paypal_settlement_report',
  columns: ['Transaction ID', 'Transaction Event Code', 'Gross Transaction Amount', 'Gross Transaction Currency'],
  refundOf(row) {
    // Credited is what the shop got back as somebody's customer.
    if (optional(row, 'Transaction Debit or Credit') === 'CR') return undefined
    if (!refunds.includes(optional(row, 'Transaction Event Code') ?? '')) return undefined
    const currency = currencyIn(row, 'Gross Transaction Currency')
    const text = needed(row, 'Gross Transaction Amount')
    const amount = /^\d{1,14}$/.test(text) ? fromProviderUnits(Number(text), currency, paypalUnits) : undefined
    if (amount === undefined) throw new UnreadableRow(row, 'the gross amount is no amount')
    return {
      providerReference: needed(row, 'Transaction ID'),
      payout: payoutNumberOf(optional(row, 'Invoice ID')),
      payment: optional(row, 'PayPal Reference ID'),
      amount,
      currency,
      state: { status: 'succeeded' },
      at: timeIn(optional(row, 'Transaction Completion Date')),
    }
  },
}
