import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { entryOf } from '../table-entry.ts'
import type { AlipayReply } from './alipay-call.ts'
import { failureOfAlipay } from './alipay-codes.ts'
import { codeOf, refused, unclear } from './outcome.ts'

/** Business failures of alipay.fund.trans.uni.transfer that Alipay documents; money did not move, but for the last two. */
const byTransferCode: Readonly<Record<string, FailureCode>> = {
  PAYER_BALANCE_NOT_ENOUGH: 'insufficient_merchant_balance',
  BALANCE_IS_NOT_ENOUGH: 'insufficient_merchant_balance',
  PAYMENT_MONEY_NOT_ENOUGH: 'insufficient_merchant_balance',
  // Of a day, a month, or how often somebody is paid in a day: there is room again later.
  EXCEED_LIMIT_DM_AMOUNT: 'limit_reached',
  EXCEED_LIMIT_DM_MAX_AMOUNT: 'limit_reached',
  EXCEED_LIMIT_MM_AMOUNT: 'limit_reached',
  EXCEED_LIMIT_MM_MAX_AMOUNT: 'limit_reached',
  EXCEED_LIMIT_DC_RECEIVED: 'limit_reached',
  RESOURCE_LIMIT_EXCEED: 'rate_limited',
  // Of one transfer: no day makes it smaller.
  EXCEED_LIMIT_SM_AMOUNT: 'not_refundable_state',
  EXCEED_LIMIT_SM_MIN_AMOUNT: 'not_refundable_state',
  EXCEED_LIMIT_PERSONAL_SM_AMOUNT: 'not_refundable_state',
  EXCEED_LIMIT_ENT_SM_AMOUNT: 'not_refundable_state',
  PAYEE_NOT_EXIST: 'payer_details_required',
  PAYEE_ACCOUNT_NOT_EXSIT: 'payer_details_required',
  PAYEE_USER_INFO_ERROR: 'payer_details_required',
  PAYEE_ACC_OCUPIED: 'payer_details_required',
  PERMIT_NON_BANK_LIMIT_PAYEE: 'payer_details_required',
  PERM_AML_NOT_REALNAME_REV: 'payer_details_required',
  EXCEED_LIMIT_UNRN_DM_AMOUNT: 'payer_details_required',
  NO_ACCOUNT_RECEIVE_PERMISSION: 'payer_account_closed_or_frozen',
  PAYEE_USERINFO_STATUS_ERROR: 'payer_account_closed_or_frozen',
  PAYEE_ACCOUNT_STATUS_ERROR: 'payer_account_closed_or_frozen',
  PAYER_STATUS_ERROR: 'merchant_account_restricted',
  PAYER_USERINFO_STATUS_ERROR: 'merchant_account_restricted',
  PAYER_CERTIFY_CHECK_FAIL: 'merchant_account_restricted',
  PAYER_PERMLIMIT_CHECK_FAILURE: 'merchant_account_restricted',
  PERMIT_CHECK_PERM_LIMITED: 'merchant_account_restricted',
  PERMIT_CHECK_PERM_IDENTITY_THEFT: 'merchant_account_restricted',
  // Refunds go their way all the same: what is not signed or not allowed are transfers alone.
  PRODUCT_NOT_SIGN: 'not_refundable_state',
  NO_PERMISSION_ACCOUNT: 'not_refundable_state',
  NO_ACCOUNT_PAYMENT_PERMISSION: 'not_refundable_state',
  PAYCARD_UNABLE_PAYMENT: 'not_refundable_state',
  SECURITY_CHECK_FAILED: 'not_refundable_state',
  PAYER_PAYEE_CANNOT_SAME: 'not_refundable_state',
  INVALID_PARAMETER: 'invalid_request',
  REMARK_HAS_SENSITIVE_WORD: 'invalid_request',
  MEMO_REQUIRED_IN_TRANSFER_ERROR: 'invalid_request',
  // The number was used with other words: what became of that is asked.
  PAYMENT_INFO_INCONSISTENCY: 'duplicate_request',
  SYSTEM_ERROR: 'outcome_unknown',
}

/** The documented failure of a reply that is not 10000; undefined for codes nobody documented, and for 20000. */
export function failureOfTransfer(reply: Pick<AlipayReply, 'code' | 'subCode'>): FailureCode | undefined {
  if (reply.code === '40004') return entryOf(byTransferCode, reply.subCode)
  const failure = failureOfAlipay(reply)
  // Without the permission to transfer, refunds are as allowed as before.
  return failure === 'merchant_account_restricted' ? 'not_refundable_state' : failure
}

/** What such a reply says of a transfer. What nobody documented, or nobody signed, frees no money. */
export function refusalOfTransfer(reply: AlipayReply): ProviderState {
  const said = codeOf(reply.subCode ?? reply.code, reply.code)
  const failure = failureOfTransfer(reply)
  if (failure === undefined || failure === 'outcome_unknown') return unclear(said)
  if (failure === 'duplicate_request') return unclear(said, failure)
  const state = refused(failure, said)
  return state.failure?.final && !reply.isVerified ? unclear(said) : state
}

/** What Alipay says of a transfer that it has. */
export function stateOfTransfer({
  status,
  order_id: providerReference,
  error_code: error,
}: {
  status: string
  order_id?: string
  error_code?: string
}): ProviderState {
  switch (status) {
    case 'SUCCESS':
      return { status: 'succeeded', providerReference }
    case 'INIT':
    case 'DEALING':
    case 'WAIT_PAY':
      return { status: 'pending', providerReference, providerCode: status }
    case 'FAIL': {
      const failure = entryOf(byTransferCode, error) ?? 'not_refundable_state'
      const isOdd = failure === 'duplicate_request' || failure === 'outcome_unknown'
      return { ...refused(isOdd ? 'not_refundable_state' : failure, codeOf(error, 'FAIL')), providerReference }
    }
    case 'CLOSED':
      return { ...refused('not_refundable_state', status), providerReference }
    case 'REFUND':
      return { ...refused('payer_account_closed_or_frozen', status), providerReference }
    default:
      return { ...unclear(codeOf(status, 'no_status')), providerReference }
  }
}
