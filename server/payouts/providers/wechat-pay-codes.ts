import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { RefundOrder } from '../../platform/ports.ts'
import { entryOf } from '../table-entry.ts'
import { codeOf, refused, unclear } from './outcome.ts'
import type { WechatRefund } from './wechat-pay.schema.ts'
import type { WechatReply } from './wechat-pay-call.ts'

/** Refused, as the documentation of the refund lists it. */
const byCode: Readonly<Record<string, FailureCode>> = {
  NOT_ENOUGH: 'insufficient_merchant_balance',
  USER_ACCOUNT_ABNORMAL: 'payer_account_closed_or_frozen',
  RESOURCE_NOT_EXISTS: 'not_refundable_state',
  REQUEST_BLOCKED: 'not_refundable_state',
  MCH_NOT_EXISTS: 'auth_config',
  SIGN_ERROR: 'auth_config',
  NO_AUTH: 'merchant_account_restricted',
  PARAM_ERROR: 'invalid_request',
  INVALID_REQUEST: 'invalid_request',
  FREQUENCY_LIMITED: 'rate_limited',
  RATELIMIT_EXCEEDED: 'rate_limited',
  SYSTEM_ERROR: 'outcome_unknown',
}

/** INVALID_REQUEST is many things, and only its sentence says which. */
const bySentence: readonly (readonly [RegExp, FailureCode])[] = [
  [/不一致/, 'duplicate_request'],
  // Before the amounts: "订单已经超过可退款的最大期限".
  [/期限/, 'window_expired'],
  [/全额退款/, 'already_refunded'],
  [/大于|超过可退|超出/, 'amount_exceeded'],
]

/** From the payment on. */
const windowMs = 365 * 86_400_000

export function isWindowOver({ capturedAt }: RefundOrder, nowMs: number): boolean {
  return capturedAt !== undefined && nowMs - capturedAt > windowMs
}

/** The documented failure of a reply that is not 2xx; undefined for codes nobody documented. */
export function failureOfWechat({ status, code, message }: WechatReply): FailureCode | undefined {
  if (status === 429) return 'rate_limited'
  if (code === 'INVALID_REQUEST' || code === 'PARAM_ERROR') {
    return bySentence.find(([sentence]) => sentence.test(message))?.[1] ?? 'invalid_request'
  }
  return entryOf(byCode, code) ?? (status >= 500 ? 'outcome_unknown' : status === 401 ? 'auth_config' : undefined)
}

/** What such a reply says of a refund. */
export function refusalOfWechat(order: RefundOrder, reply: WechatReply, nowMs: number): ProviderState {
  const said = codeOf(reply.code, `http_${reply.status}`)
  const failure = failureOfWechat(reply)
  if (failure === undefined || failure === 'outcome_unknown') return unclear(said)
  if (failure === 'duplicate_request') return unclear(said, failure)
  if (failure === 'invalid_request' && isWindowOver(order, nowMs)) return refused('window_expired', said)
  return refused(failure, said)
}

/** What WeChat Pay says of a refund that it has. @param before what it said last: its code for that */
export function stateOfWechat(
  {
    status,
    refund_id: providerReference,
    user_received_account: receiver = '',
  }: Pick<WechatRefund, 'status' | 'refund_id' | 'user_received_account'>,
  before?: string,
): ProviderState {
  switch (status) {
    case 'SUCCESS':
      return { ...(merchantsOwn.test(receiver) ? toMerchant : { status: 'succeeded' }), providerReference }
    case 'PROCESSING':
      return { status: 'pending', providerReference }
    case 'CLOSED':
      return { ...(before === abnormal.providerCode ? closedAbnormal : closed), providerReference }
    case 'ABNORMAL':
      return { ...abnormal, providerReference }
    default:
      return { ...unclear(codeOf(status, 'status')), providerReference }
  }
}

/** The balance stayed short for seven days. This number is used up: after a top-up a new one is needed. */
const closed: ProviderState = {
  status: 'failed',
  failure: { code: 'insufficient_merchant_balance', final: true },
  providerCode: 'CLOSED',
}

/** The shopper's card is gone, and WeChat Pay holds the money: nobody may pay it a second time by another way. */
const abnormal: ProviderState = {
  status: 'requires_action',
  failure: { code: 'payer_account_closed_or_frozen', final: false },
  providerCode: 'ABNORMAL',
}

/** No top-up mends what ended after that: the shopper's card is as gone as before. */
const closedAbnormal: ProviderState = {
  ...closed,
  failure: { code: 'payer_account_closed_or_frozen', final: true },
}

/** 商户基本账户 and 商户结算银行账户: `user_received_account` of what ended with the merchant instead of the shopper. */
const merchantsOwn = /^(退还商户|商户(基本账户|结算银行账户))/

/** What was abnormal is done for WeChat Pay once the merchant took it back; the shopper has nothing yet. */
const toMerchant: ProviderState = {
  status: 'failed',
  failure: { code: 'payer_account_closed_or_frozen', final: true, returned: true },
  providerCode: 'SUCCESS_TO_MERCHANT',
}
