import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { entryOf } from '../table-entry.ts'
import type { AlipayReply } from './alipay-call.ts'
import { codeOf, refused, unclear } from './outcome.ts'

/** Business failures (40004) of alipay.trade.refund that Alipay documents; money did not move, but for the last two. */
const bySubCode: Readonly<Record<string, FailureCode>> = {
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': 'insufficient_merchant_balance',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': 'amount_exceeded',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': 'amount_exceeded',
  'ACQ.TRADE_HAS_FINISHED': 'window_expired',
  // A payment that was captured is closed by refunding all of it.
  'ACQ.TRADE_HAS_CLOSE': 'already_refunded',
  'ACQ.TRADE_NOT_EXIST': 'not_refundable_state',
  'ACQ.TRADE_STATUS_ERROR': 'not_refundable_state',
  'ACQ.TRADE_NOT_ALLOW_REFUND': 'not_refundable_state',
  'ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND': 'not_refundable_state',
  'ACQ.REASON_TRADE_BEEN_FREEZEN': 'merchant_account_restricted',
  'ACQ.BUYER_ERROR': 'payer_account_closed_or_frozen',
  'ACQ.BUYER_NOT_EXIST': 'payer_account_closed_or_frozen',
  'ACQ.INVALID_PARAMETER': 'invalid_request',
  // The number was used with another amount: what became of that is asked.
  'ACQ.DISCORDANT_REPEAT_REQUEST': 'duplicate_request',
  'ACQ.SYSTEM_ERROR': 'outcome_unknown',
}

/** The gateway refused before Alipay's payments saw it, by the reply's code. */
const byCode: Readonly<Record<string, FailureCode>> = {
  20001: 'auth_config',
  40001: 'invalid_request',
  40002: 'invalid_request',
  40003: 'invalid_request',
  40005: 'rate_limited',
  40006: 'merchant_account_restricted',
}

/** Signature, app id and keys: the merchant's connection is wrong, not this refund. */
const connection = /^isv\.(invalid-signature|missing-signature|invalid-app-id|missing-app-id|invalid-timestamp)/

/** The documented failure of a reply that is not 10000; undefined for codes nobody documented, and for 20000. */
export function failureOfAlipay({
  code,
  subCode = '',
}: Pick<AlipayReply, 'code' | 'subCode'>): FailureCode | undefined {
  if (connection.test(subCode)) return 'auth_config'
  return code === '40004' ? entryOf(bySubCode, subCode) : entryOf(byCode, code)
}

/** What such a reply says of a refund. What nobody documented, or nobody signed, frees no money. */
export function stateOfAlipay(reply: AlipayReply): ProviderState {
  const said = codeOf(reply.subCode ?? reply.code, reply.code)
  const failure = failureOfAlipay(reply)
  if (failure === undefined || failure === 'outcome_unknown') return unclear(said)
  if (failure === 'duplicate_request') return unclear(said, failure)
  const state = refused(failure, said)
  return state.failure?.final && !reply.isVerified ? unclear(said) : state
}
