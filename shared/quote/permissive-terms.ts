import type { MoneyTerms } from './quote-types.ts'

/** Everything eligible and offered, no fees, shipping back with the whole order: `policy: "permissive"` of POST /v1/quotes. */
export const permissiveTerms: MoneyTerms = {
  eligible: true,
  because: 'permissive',
  resolutions: ['refund', 'store_credit', 'keep_item', 'other_account'],
  returnItem: true,
  returnShipping: { paidBy: 'merchant', fee: {} },
  restockingFee: 'none',
  processingFee: 'none',
  outboundShipping: 'whole_order',
  creditBonusPercent: 0,
  keepItemPercent: 10_000,
}
