import type { Refusal } from '../errors.ts'
import { externalRefunds } from '../order/external-refunds.ts'
import { allRemaining, withUnits } from './all-remaining.ts'
import { checkRequest } from './check-request.ts'
import { quoteBy, type RareRules } from './quote-by.ts'
import type { Quote, QuoteInput } from './quote-types.ts'
import { settlePromotions, sparedParts } from './settle-promotions.ts'

export const everyRule: RareRules = {
  allRemaining,
  checkRequest,
  externalOf: externalRefunds,
  settlePromotions,
  sparedParts,
  withUnits,
}

/**
 * What a request pays, itemised, and over which payments; or why not. The same function serves the widget's preview, the
 * submit, the payout and POST /v1/quotes. Pure: the same input gives the same answer, and the input is not changed.
 *
 * Refuses with nothing_selected, invalid_quantity, invalid_amount, duplicate_line, unknown_line, unknown_payment,
 * order_not_paid, not_eligible, resolution_not_offered, already_refunded, and exceeds_line, exceeds_shipping,
 * exceeds_order, exceeds_payment with `limit`. What is asked is never cut down to fit.
 */
export function quote(input: QuoteInput): Quote | Refusal {
  return quoteBy(everyRule, input)
}
