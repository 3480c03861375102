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
    isRefund: (call) => methodOf(call) === 'alipay.trade.refund',
    async answer(call) {
      const method = methodOf(call)
      const biz = JSON.parse(new URLSearchParams(call.body).get('biz_content') ?? '{}') as Biz
      return method === 'alipay.trade.refund' ? refund(method, biz) : query(method, biz)
    },
    error: async (call) =>
      reply(methodOf(call), { code: '20000', msg: 'Service Currently Unavailable', sub_code: 'isp.unknow-error' }),
    limited: async () => new Response(null, { status: 429 }),
    notice(told: BookedRefund, event) {
      if (told.status !== 'succeeded') return undefined
      const [trade = '', number = ''] = told.reference.split('/')
      const fields: Record<string, string> = {
        app_id: credentials.alipay.appId,
        notify_id: event,
        notify_time: chinaTime(now()),
        trade_no: trade,
        out_trade_no: trade,
        out_biz_no: number,
        gmt_refund: chinaTime(told.changedAt),
        refund_fee: yuan(told.amount),
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
