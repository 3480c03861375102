import { createSign } from 'node:crypto'
import type { BookedRefund, Books, Habits, Trouble } from '../books.ts'
import type { Face, FaceCall } from '../face.ts'
import { doubleKeys } from '../keys.ts'

const provider = 'alipay'
const chinaAheadMs = 8 * 3_600_000

/** Alipay's gateway: signed replies; a number refunds once for good, and says N when it moved nothing. Amounts in yuan. */
export function alipayFace(books: Books, habits: Habits, now: () => number): Face {
  const { platform, credentials } = doubleKeys()
  const signed = (text: string) => createSign('RSA-SHA256').update(text).sign(platform.privateKey, 'base64')
  const reply = (method: string, node: object): Response => {
    const text = JSON.stringify(node)
    const name = `${method.replaceAll('.', '_')}_response`
    return new Response(`{"${name}":${text},"sign":${JSON.stringify(signed(text))}}`)
  }
  const methodOf = ({ url }: FaceCall) => url.searchParams.get('method') ?? ''

  const refund = (method: string, biz: Biz): Response => {
    const asked = { number: biz.out_request_no, capture: tradeOf(biz), amount: fen(biz.refund_amount), currency: 'CNY' }
    const trade = { trade_no: asked.capture, out_trade_no: asked.capture }
    const known = books.find(provider, asked.number)
    if (known) {
      books.repeat(provider, asked)
      if (known.amount !== asked.amount) return reply(method, failed('ACQ.DISCORDANT_REPEAT_REQUEST'))
      return reply(method, { ...worked, ...trade, fund_change: 'N' })
    }
    const made = books.refund(provider, asked, habits)
    if (typeof made === 'string') return reply(method, failed(codes[made]))
    return reply(method, { ...worked, ...trade, fund_change: made.status === 'succeeded' ? 'Y' : 'N' })
  }

  const transfer = (method: string, biz: TransferBiz): Response => {
    const { out_biz_no: number, payee_info: payee, trans_amount: amount } = biz
    const asked = { number, payee: payee.identity, amount: fen(amount), currency: 'CNY' }
    const known = books.find(provider, number)
    if (known) {
      books.repeat(provider, { ...asked, capture: '' })
      const isSame = known.amount === asked.amount && known.payee === asked.payee
      return reply(method, isSame ? transferOf(known) : failed('PAYMENT_INFO_INCONSISTENCY'))
    }
    const made = books.transfer(provider, asked, habits)
    return reply(method, typeof made === 'string' ? failed(transferCodes[made] ?? 'SYSTEM_ERROR') : transferOf(made))
  }

  const queryTransfer = (method: string, { out_biz_no: number }: TransferBiz): Response => {
    const known = books.find(provider, number)
    const isTransfer = known?.payee !== undefined
    return reply(
      method,
      isTransfer ? { ...transferOf(known), trans_amount: yuan(known.amount) } : failed('ORDER_NOT_EXIST'),
    )
  }

  const query = (method: string, biz: Biz): Response => {
    const known = books.find(provider, biz.out_request_no) ?? books.byReference(`${tradeOf(biz)}/${biz.out_request_no}`)
    if (!known) return reply(method, worked)
    return reply(method, {
      ...worked,
      trade_no: known.capture,
      out_trade_no: known.capture,
      out_request_no: biz.out_request_no,
      refund_amount: yuan(known.amount),
      refund_status: known.status === 'succeeded' ? 'REFUND_SUCCESS' : 'REFUND_PROCESSING',
      gmt_refund_pay: chinaTime(known.changedAt),
    })
  }

  return {
    provider,
    isRefund: (call) => ['alipay.trade.refund', 'alipay.fund.trans.uni.transfer'].includes(methodOf(call)),
    async answer(call) {
      const method = methodOf(call)
      const biz = JSON.parse(new URLSearchParams(call.body).get('biz_content') ?? '{}')
      if (method === 'alipay.fund.trans.uni.transfer') return transfer(method, biz)
      if (method === 'alipay.fund.trans.common.query') return queryTransfer(method, biz)
      return method === 'alipay.trade.refund' ? refund(method, biz) : query(method, biz)
    },
    error: async (call) =>
      reply(methodOf(call), { code: '20000', msg: 'Service Currently Unavailable', sub_code: 'isp.unknow-error' }),
    limited: async () => new Response(null, { status: 429 }),
    notice(told: BookedRefund, event) {
      if (told.payee === undefined && told.status !== 'succeeded') return undefined
      const fields: Record<string, string> = {
        app_id: credentials.alipay.appId,
        notify_id: event,
        notify_time: chinaTime(now()),
        ...(told.payee === undefined ? refundFields(told) : transferFields(told)),
      }
      const names = Object.keys(fields).sort()
      const sign = signed(names.map((name) => `${name}=${fields[name]}`).join('&'))
      return {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...fields, sign_type: 'RSA2', sign }).toString(),
      }
    },
  }
}

function refundFields({ reference, amount, changedAt }: BookedRefund): Record<string, string> {
  const [trade = '', number = ''] = reference.split('/')
  return {
    trade_no: trade,
    out_trade_no: trade,
    out_biz_no: number,
    gmt_refund: chinaTime(changedAt),
    refund_fee: yuan(amount),
  }
}

function transferFields(told: BookedRefund): Record<string, string> {
  const { out_biz_no, status } = transferOf(told)
  const biz_content = JSON.stringify({ out_biz_no, status, trans_amount: yuan(told.amount) })
  return { msg_method: 'alipay.fund.trans.order.changed', biz_content }
}

function transferOf({ number, reference, status, trouble }: BookedRefund) {
  return {
    ...worked,
    out_biz_no: number,
    order_id: reference,
    status: { succeeded: 'SUCCESS', pending: 'DEALING', requires_action: 'DEALING', failed: 'FAIL' }[status],
    ...(status === 'failed' ? { error_code: transferCodes[trouble ?? 'payer_closed'] } : {}),
  }
}

const transferCodes: Partial<Record<Trouble, string>> = {
  no_balance: 'PAYER_BALANCE_NOT_ENOUGH',
  payer_closed: 'PAYEE_USERINFO_STATUS_ERROR',
  restricted: 'PAYER_STATUS_ERROR',
}

interface TransferBiz {
  out_biz_no: string
  trans_amount: string
  payee_info: { identity: string }
}

interface Biz {
  trade_no?: string
  out_trade_no?: string
  out_request_no: string
  refund_amount: string
}

const worked = { code: '10000', msg: 'Success' }

const codes: Record<Trouble, string> = {
  no_balance: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
  too_old: 'ACQ.TRADE_HAS_FINISHED',
  exceeds: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  all_refunded: 'ACQ.TRADE_HAS_CLOSE',
  payer_closed: 'ACQ.BUYER_ERROR',
  restricted: 'ACQ.REASON_TRADE_BEEN_FREEZEN',
  unknown_capture: 'ACQ.TRADE_NOT_EXIST',
  currency: 'ACQ.INVALID_PARAMETER',
  too_soon: 'ACQ.SYSTEM_ERROR',
}

function failed(code: string): object {
  return { code: '40004', msg: 'Business Failed', sub_code: code }
}

function tradeOf({ trade_no, out_trade_no }: Biz): string {
  return trade_no ?? out_trade_no ?? ''
}

function fen(text: string): number {
  return Math.round(Number(text) * 100)
}

function yuan(amount: number): string {
  return (amount / 100).toFixed(2)
}

function chinaTime(atMs: number): string {
  return new Date(atMs + chinaAheadMs).toISOString().slice(0, 19).replace('T', ' ')
}
