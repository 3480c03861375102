/**
 * The one list of error codes. Errors travel as codes; the words for people live in the locales.
 * `exceeds_*` refusals carry `limit`, in minor units (units for a quantity).
 */
export const errorCodes = [
  // quote refusals (422)
  'nothing_selected',
  'invalid_quantity',
  'invalid_amount',
  'duplicate_line',
  'unknown_line',
  'unknown_payment',
  'exceeds_line',
  'exceeds_shipping',
  'exceeds_order',
  'exceeds_payment',
  'exceeds_balance',
  'already_refunded',
  'order_not_paid',
  'not_eligible',
  'resolution_not_offered',
  'quote_changed',
  // lifecycle refusals (409 or 422)
  'illegal_state',
  'not_permitted',
  'unknown_item',
  'reason_required',
  'message_required',
  'evidence_required',
  'details_required',
  'answers_required',
  'invalid_answer',
  'appeal_closed',
  'same_reviewer',
  'outcome_unknown',
  'account_required',
  'unknown_account',
  'invalid_account',
  'verification_too_old',
  'stale',
  'conflict',
  'overcommitted',
  'statute_forbids',
  // policies (422)
  'cases_failed',
  // border errors
  'validation_failed',
  'malformed_json',
  'unknown_reason',
  'unknown_fact',
  'type_mismatch',
  'limit_exceeded',
  'missing_currency',
  'unauthenticated',
  'forbidden',
  'origin_not_allowed',
  'invalid_signature',
  'not_found',
  'method_not_allowed',
  'payload_too_large',
  'unsupported_media_type',
  'too_many_requests',
  'idempotency_key_required',
  'idempotency_key_reused',
  'idempotency_in_progress',
  'code_wrong',
  'code_expired',
  'older_revision',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An expected "no" of the core: a value, never an exception. `pointer` is a JSON pointer into the command or input. */
export interface Refusal {
  readonly refused: ErrorCode
  readonly limit?: number
  readonly pointer?: string
  /** Facts for the reader's sentence, such as the article of a statute; never personal data. */
  readonly detail?: Readonly<Record<string, string | number>>
}

export function refuse(refused: ErrorCode, more: Omit<Refusal, 'refused'> = {}): Refusal {
  return { refused, ...more }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}
