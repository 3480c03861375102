/** Clauses that the core itself gives; a policy may name others, or bring its own words. Words: `because.<key>`. */
export const becauseKeys = [
  'within_window',
  'covered',
  'window_passed',
  'not_covered',
  'statutory_right',
  'final_sale',
  'cannot_be_resold',
  'payment_checked',
  'carrier_checked',
  'unknown_line',
  'unknown_payment',
  'unknown_reason',
  'wrong_subject',
] as const
