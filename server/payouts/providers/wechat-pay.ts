import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { Found, ProviderFactory, ProviderRefund, RefundOrder } from '../../platform/ports.ts'
import { certain, undocumented } from './certain.ts'
import { daysBilled } from './china-bills.ts'
import { codeOf, refused, unclear } from './outcome.ts'
import { paymentKnownAs } from './payment-reference-store.ts'
import { UnreadableKey } from './rsa.ts'
import { wechatBill, wechatRefund } from './wechat-pay.schema.ts'
import { type BilledRefund, readRefundBill } from './wechat-pay-bill.ts'
import { callWechatPay, downloadBill, ForeignReply } from './wechat-pay-call.ts'
import { failureOfWechat, isWindowOver, refusalOfWechat, stateOfWechat } from './wechat-pay-codes.ts'
import { readWechatNotice } from './wechat-pay-notice.ts'
import type { WechatPayCredentials } from './wechat-pay-signature.ts'

const path = '/v3/refund/domestic/refunds'

/**
 * WeChat Pay, API v3. The payment's reference is WeChat Pay's transaction_id (28 digits); any other text is taken for the
 * merchant's out_trade_no. Our number is the out_refund_no: the same number refunds once. 200 says accepted, not paid.
 */
export const wechatPayProvider: ProviderFactory = (parts) => {
  const credentials = parts.credentials as WechatPayCredentials
  const call = (method: 'GET' | 'POST', address: string, content?: unknown) =>
    callWechatPay({ ...parts, credentials }, method, address, content)

  const find = async (order: RefundOrder): Promise<Found> => {
    const reply = await call('GET', `${path}/${order.id}`)
    if (reply.status === 200) return stateOf(order, reply.body)
    if (reply.status === 404 && reply.code === 'RESOURCE_NOT_EXISTS') return 'never_seen'
    const failure = failureOfWechat(reply)
    const isConnection = failure === 'auth_config' || failure === 'merchant_account_restricted'
    return unclear(codeOf(reply.code, `http_${reply.status}`), isConnection ? failure : 'outcome_unknown')
  }

  const knownAs = (names: readonly (string | undefined)[]) =>
    paymentKnownAs(parts.database, { merchant: parts.merchant, provider: 'wechat_pay' }, names)

  const billOf = async (day: string): Promise<BilledRefund[]> => {
    const reply = await call('GET', `/v3/bill/tradebill?bill_date=${day}&bill_type=REFUND`)
    if (reply.code === 'NO_STATEMENT_EXIST') return []
    if (reply.status !== 200) throw new Error(`no bill of ${day}: ${codeOf(reply.code, `http_${reply.status}`)}`)
    return readRefundBill(await downloadBill({ ...parts, credentials }, wechatBill.parse(reply.body)))
  }

  /** What was not settled when the bill was made may be by now; and a bill does not say to whom another card belongs. */
  const stateNow = async ({ number, isToPayer, state }: Omit<BilledRefund, 'payments'>): Promise<ProviderState> => {
    if (state.status === 'succeeded' && isToPayer) return state
    const reply = await call('GET', `${path}/${encodeURIComponent(number)}`)
    return reply.status === 200 ? stateOfWechat(wechatRefund.parse(reply.body)) : state
  }

  return {
    name: 'wechat_pay',
    async refund(order) {
      const { capturedAmount: total, currency } = order
      if (currency !== 'CNY' || total === undefined) return refused('invalid_request', 'currency')
      const isFirst = order.attempt <= 1
      if (isFirst && isWindowOver(order, parts.clock.now())) return refused('window_expired', 'over_365_days')
      try {
        const reply = await call('POST', path, {
          ...paymentOf(order.reference),
          out_refund_no: order.id,
          reason: order.request,
          // WeChat Pay calls https addresses alone.
          ...(parts.noticeUrl?.startsWith('https://') ? { notify_url: parts.noticeUrl } : {}),
          amount: { refund: order.amount, total, currency },
        })
        if (reply.status === 200) return stateOf(order, reply.body)
        if (failureOfWechat(reply) === undefined) {
          return await undocumented(order, codeOf(reply.code, `http_${reply.status}`), () => find(order))
        }
        return await certain(order, refusalOfWechat(order, reply, parts.clock.now()), () => find(order))
      } catch (error) {
        if (error instanceof UnreadableKey) return refused('auth_config', 'key')
        throw error
      }
    },
    find,
    async check() {
      if (new TextEncoder().encode(credentials.apiV3Key).length !== 32) {
        return { ok: false, code: 'auth_config', providerCode: 'api_v3_key' }
      }
      try {
        // Nobody's refund: that WeChat Pay does not know it shows that it knows the caller.
        const reply = await call('GET', `${path}/${parts.ids.next('check')}`)
        if (reply.status === 200 || reply.code === 'RESOURCE_NOT_EXISTS') return { ok: true }
        const providerCode = codeOf(reply.code, `http_${reply.status}`)
        return { ok: false, code: failureOfWechat(reply) ?? 'provider_unavailable', providerCode }
      } catch (error) {
        if (error instanceof UnreadableKey) return { ok: false, code: 'auth_config', providerCode: 'key' }
        if (error instanceof ForeignReply) return { ok: false, code: 'auth_config', providerCode: 'platform_keys' }
        return { ok: false, code: 'provider_unavailable' }
      }
    },
    readNotice: (raw) => readWechatNotice(raw, credentials, parts.clock.now(), knownAs),
    async list(from, until) {
      const refunds: ProviderRefund[] = []
      for (const day of daysBilled(from, until, parts.clock.now())) {
        for (const { payments, ...billed } of await billOf(day)) {
          if (billed.at < from || billed.at >= until) continue
          const { number: _number, isToPayer: _isToPayer, ...refund } = billed
          refunds.push({ ...refund, ...(await knownAs(payments)), state: await stateNow(billed) })
        }
      }
      return refunds
    },
  }
}

function paymentOf(reference: string): { transaction_id: string } | { out_trade_no: string } {
  return /^\d{28}$/.test(reference) ? { transaction_id: reference } : { out_trade_no: reference }
}

/** @throws when it is about another refund: then nobody knows about ours */
function stateOf(order: RefundOrder, body: unknown): Exclude<Found, string> {
  const refund = wechatRefund.parse(body)
  if (refund.out_refund_no !== order.id) throw new Error('WeChat Pay answered about another refund')
  const isSame = refund.amount.refund === order.amount && (refund.amount.currency ?? 'CNY') === order.currency
  return isSame ? stateOfWechat(refund, order.providerCode) : unclear('amount', 'duplicate_request')
}
