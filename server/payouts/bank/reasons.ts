import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import { entryOf } from '../table-entry.ts'

/** ISO 20022 external code sets: status reasons (pain.002) and return reasons (camt.054), as neutral codes. */
const byReason: Readonly<Record<string, FailureCode>> = {
  AC01: 'payer_details_required',
  AC02: 'auth_config',
  AC03: 'payer_details_required',
  AC04: 'payer_account_closed_or_frozen',
  AC06: 'payer_account_closed_or_frozen',
  AC07: 'payer_account_closed_or_frozen',
  AC13: 'payer_details_required',
  AC14: 'payer_details_required',
  AG01: 'not_refundable_state',
  AG02: 'invalid_request',
  AG03: 'not_refundable_state',
  AM02: 'not_refundable_state',
  AM03: 'invalid_request',
  AM04: 'insufficient_merchant_balance',
  AM09: 'invalid_request',
  AM10: 'invalid_request',
  AM14: 'insufficient_merchant_balance',
  AM21: 'insufficient_merchant_balance',
  BE01: 'payer_details_required',
  BE04: 'payer_details_required',
  BE05: 'auth_config',
  BE06: 'payer_details_required',
  BE07: 'payer_details_required',
  CNOR: 'payer_details_required',
  CUST: 'not_refundable_state',
  DNOR: 'merchant_account_restricted',
  DS02: 'auth_config',
  DT01: 'invalid_request',
  FF01: 'invalid_request',
  FF05: 'invalid_request',
  FOCR: 'not_refundable_state',
  MD07: 'payer_account_closed_or_frozen',
  MS02: 'not_refundable_state',
  MS03: 'not_refundable_state',
  NARR: 'not_refundable_state',
  RC01: 'payer_details_required',
  RC03: 'auth_config',
  RC04: 'payer_details_required',
  RC07: 'payer_details_required',
  RR02: 'auth_config',
  RR03: 'payer_details_required',
  RR04: 'not_refundable_state',
  TM01: 'invalid_request',
}

/** The bank says it had this one before: whether the earlier one paid is not known from it. */
export function isDuplicate(reason: string | undefined): boolean {
  return reason === 'AM05' || reason === 'DU01' || reason === 'DU02' || reason === 'DU03' || reason === 'DUPL'
}

/** An unknown reason is one the bank does not tell. */
export function failureOfReason(reason: string | undefined): FailureCode {
  return entryOf(byReason, reason) ?? 'not_refundable_state'
}
