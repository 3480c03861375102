import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { Found, ProviderFactory, ProviderRefund, RefundOrder } from '../../platform/ports.ts'
import { type AlipayFound, alipayBill, alipayFound, alipayRefund } from './alipay.schema.ts'
import { downloadedRefunds } from './alipay-bill.ts'
import { type AlipayCredentials, type AlipayReply, callAlipay, UnsignedReply } from './alipay-call.ts'
import { failureOfAlipay, stateOfAlipay } from './alipay-codes.ts'
import { readAlipayNotice } from './alipay-notice.ts'
import { alipayTransfers } from './alipay-transfer.ts'
import { certain, undocumented } from './certain.ts'
import { daysBilled } from './china-bills.ts'
import { codeOf, refused, unclear } from './outcome.ts'
import { paymentKnownAs } from './payment-reference-store.ts'
import { UnreadableKey } from './rsa.ts'
import { decimalOf, givenAmountOf } from './units.ts'

/**
 * Alipay in mainland China (alipay.trade.refund). The payment's reference is Alipay's trade_no (28 digits, beginning with the
 * year); any other text is taken for the merchant's out_trade_no. Our number is the out_request_no: the same number refunds
 * once, and a failed refund must be sent again under it. What goes to a shopper's account is transferred.
 */
export const alipayProvider: ProviderFactory = (parts) => {
  const credentials = parts.credentials as AlipayCredentials
  const call = (method: string, biz: Record<string, unknown>) => callAlipay({ ...parts, credentials }, method, biz)
  const query = (trade: Trade, number: string) =>
    call('alipay.trade.fastpay.refund.query', {
      ...trade,
      out_request_no: number,
      query_options: ['gmt_refund_pay', 'refund_detail_item_list'],
    })

  const transfers = alipayTransfers(parts, call)

  const find = async (order: RefundOrder): Promise<Found> => {
    if (order.destination === 'account') return transfers.find(order)
    const reply = await query(tradeOf(order.reference), order.id)
    return reply.code === '10000' ? foundState(order, alipayFound.parse(reply.node)) : unfound(reply)
  }

  const lookUp = async (trade: string, number: string) => {
    const reply = await query({ trade_no: trade }, number)
    if (reply.code !== '10000') throw new Error('Alipay does not say what it told of')
    return alipayFound.parse(reply.node)
  }
  const knownAs = (names: readonly (string | undefined)[]) =>
    paymentKnownAs(parts.database, { merchant: parts.merchant, provider: 'alipay' }, names)

  const billOf = async (day: string): Promise<ProviderRefund[]> => {
    const reply = await call('alipay.data.dataservice.bill.downloadurl.query', { bill_type: 'trade', bill_date: day })
    // A day without trades has none.
    if (reply.isVerified && /bill_not_exist$/i.test(reply.subCode ?? '')) return []
    if (reply.code !== '10000') throw new Error(`no bill of ${day}: ${codeOf(reply.subCode, reply.code)}`)
    return downloadedRefunds(parts, alipayBill.parse(reply.node).bill_download_url)
  }

  return {
    name: 'alipay',
    async refund(order) {
      if (order.destination === 'account') return transfers.send(order)
      const amount = yuanOf(order.amount)
      if (order.currency !== 'CNY' || amount === undefined) return refused('invalid_request', 'currency')
      try {
        const reply = await call('alipay.trade.refund', {
          ...tradeOf(order.reference),
          refund_amount: amount,
          out_request_no: order.id,
          refund_reason: order.request,
          // Without it nobody is told when the bank has the money.
          query_options: ['deposit_back_info'],
        })
        if (reply.code !== '10000') return await refusal(order, reply, () => find(order))
        const { trade_no, out_trade_no, fund_change } = alipayRefund.parse(reply.node)
        // Signed, and of another payment: an answer from before, say.
        if (trade_no !== order.reference && out_trade_no !== order.reference) return unclear('trade_no')
        if (fund_change === 'Y') return { status: 'succeeded', providerReference: `${trade_no}/${order.id}` }
        // Moved nothing this time: paid before under this number, or not yet. Only asking tells.
        const found = await find(order)
        return typeof found === 'string' ? unclear('fund_change.N') : found
      } catch (error) {
        if (error instanceof UnreadableKey) return refused('auth_config', 'key')
        throw error
      }
    },
    find,
    async check() {
      try {
        // Nobody's trade: that Alipay does not know it shows that it knows the caller.
        const reply = await call('alipay.trade.query', { out_trade_no: parts.ids.next('check') })
        if (reply.code === '10000' || reply.subCode === 'ACQ.TRADE_NOT_EXIST') {
          return credentials.transfers === 'on' ? await transfers.check() : { ok: true }
        }
        const providerCode = codeOf(reply.subCode ?? reply.code, reply.code)
        return { ok: false, code: failureOfAlipay(reply) ?? 'provider_unavailable', providerCode }
      } catch (error) {
        if (error instanceof UnreadableKey) return { ok: false, code: 'auth_config', providerCode: 'key' }
        if (error instanceof UnsignedReply) return { ok: false, code: 'auth_config', providerCode: 'alipay_public_key' }
        return { ok: false, code: 'provider_unavailable' }
      }
    },
    async list(from, until) {
      const refunds: ProviderRefund[] = []
      for (const day of daysBilled(from, until, parts.clock.now())) {
        for (const refund of await billOf(day)) if (refund.at >= from && refund.at < until) refunds.push(refund)
      }
      return refunds
    },
    readNotice: (raw) => readAlipayNotice(raw, credentials, parts.clock.now(), lookUp, knownAs),
    acknowledge: () => ({ status: 200, type: 'text/plain', body: 'success' }),
  }
}

type Trade = { trade_no: string } | { out_trade_no: string }

function tradeOf(reference: string): Trade {
  return /^20\d{26}$/.test(reference) ? { trade_no: reference } : { out_trade_no: reference }
}

function yuanOf(amount: number): string | undefined {
  return decimalOf(amount, 'CNY', { digits: {}, step: {} })
}

async function refusal(order: RefundOrder, reply: AlipayReply, ask: () => Promise<Found>): Promise<ProviderState> {
  const isUndocumented = reply.isVerified && reply.code === '40004' && failureOfAlipay(reply) === undefined
  if (isUndocumented) return undocumented(order, codeOf(reply.subCode, reply.code), ask)
  return certain(order, stateOfAlipay(reply), ask)
}

/** The query worked; whether there is a refund is said by what it found. */
function foundState(order: RefundOrder, found: AlipayFound): Found {
  const { refund_status: status, refund_amount: amount } = found
  if (status === 'REFUND_PROCESSING') return { status: 'pending', providerReference: referenceOf(order, found) }
  const isPaid = status === 'REFUND_SUCCESS' || (status === undefined && amount !== undefined)
  // Not received, or failed: either way it is sent again under its own number.
  if (!isPaid) return 'never_seen'
  if (found.out_request_no !== undefined && found.out_request_no !== order.id) return unclear('out_request_no')
  if (givenAmountOf(amount ?? '', 'CNY') !== order.amount) return unclear('refund_amount', 'duplicate_request')
  return { status: 'succeeded', providerReference: referenceOf(order, found) }
}

function referenceOf({ id, reference }: RefundOrder, { trade_no = reference }: AlipayFound): string {
  return `${trade_no}/${id}`
}

/** The question failed: what became of the refund is as unknown as before, unless there is no such trade to refund. */
function unfound(reply: AlipayReply): Found {
  if (reply.isVerified && reply.subCode === 'ACQ.TRADE_NOT_EXIST') return 'never_seen'
  const failure = failureOfAlipay(reply)
  const isConnection = failure === 'auth_config' || failure === 'merchant_account_restricted'
  return unclear(codeOf(reply.subCode ?? reply.code, reply.code), isConnection ? failure : 'outcome_unknown')
}
