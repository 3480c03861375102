/** Neutral failure codes of every provider. */
export const failureCodes = [
  'insufficient_merchant_balance',
  'limit_reached',
  'window_expired',
  'amount_exceeded',
  'already_refunded',
  'payer_account_closed_or_frozen',
  'payer_details_required',
  'merchant_account_restricted',
  'disputed',
  'not_refundable_state',
  'duplicate_request',
  'invalid_request',
  'auth_config',
  'rate_limited',
  'provider_unavailable',
  'outcome_unknown',
  'not_executed',
] as const
export type FailureCode = (typeof failureCodes)[number]
