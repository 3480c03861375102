import type { Notice, ProviderRefund, RawNotice } from '../../platform/ports.ts'
import { type AlipayFound, alipayDepositBack, alipayTransferChanged } from './alipay.schema.ts'
import type { AlipayCredentials } from './alipay-call.ts'
import { type Form, formOf, signedBytes, textsOf } from './alipay-form.ts'
import { fromChinaTime } from './china-time.ts'
import { parsed } from './json-call.ts'
import { payoutNumberOf } from './payout-number.ts'
import { isSignedRsa } from './rsa.ts'
import { amountOfDecimal } from './units.ts'

/** Alipay sends again for about 25 hours what was not acknowledged. */
const oldestMs = 48 * 3_600_000

/**
 * What Alipay tells: that a bank gave its answer (alipay.trade.refund.depositback.completed, through the application's
 * gateway), that a transfer changed (alipay.fund.trans.order.changed), or that a trade did by a refund (trade_status_sync). Amounts in both are of other things than this refund, so
 * the refund itself is looked up by `ask`, which throws when nobody answers: then Alipay tells again.
 */
export async function readAlipayNotice(
  { body }: RawNotice,
  { appId, alipayPublicKey }: AlipayCredentials,
  nowMs: number,
  ask: (trade: string, number: string) => Promise<AlipayFound>,
  paymentOf: (names: readonly (string | undefined)[]) => Promise<Pick<ProviderRefund, 'payment' | 'otherReferences'>>,
): Promise<Notice | 'invalid_signature'> {
  const form = formOf(body)
  const fields = textsOf(form)
  if (fields.app_id !== appId || !(await isSigned(form, fields, alipayPublicKey))) return 'invalid_signature'
  const toldAtMs = fields.utc_timestamp ? Number(fields.utc_timestamp) : fromChinaTime(fields.notify_time)
  if (toldAtMs === undefined || !(Math.abs(nowMs - toldAtMs) <= oldestMs)) return 'invalid_signature'
  const event = fields.notify_id ?? ''
  if (event === '') return { items: [] }
  const transfer = transferOf(fields)
  if (transfer) return { items: [{ event, kind: transfer.payout ? 'refund' : 'other', payout: transfer.payout }] }
  const told = refundOf(fields)
  if (!told) return { items: [{ event, kind: 'other' }] }
  const found = await ask(told.trade, told.number)
  const refund = refundFound(told, found, toldAtMs)
  const payout = payoutNumberOf(told.number)
  if (!refund) return { items: [{ event, kind: 'refund', payout }] }
  const payment = await paymentOf([told.trade, found.out_trade_no])
  return { items: [{ event, kind: 'refund', payout, refund: { ...refund, ...payment } }] }
}

/**
 * Alipay signs with and without sign_type, by the kind of notice, and of its own kits some leave out what is empty and some do
 * not: each of them is what Alipay said.
 */
async function isSigned(
  { sign: _sign, sign_type: _type, ...untyped }: Form,
  { sign = '', sign_type: type }: Record<string, string>,
  publicKey: string,
): Promise<boolean> {
  if (type !== undefined && type !== 'RSA2') return false
  for (const signed of [{ ...untyped, sign_type: new TextEncoder().encode('RSA2') }, untyped]) {
    const full = Object.fromEntries(Object.entries(signed).filter(([, value]) => value.length > 0))
    for (const parts of [full, signed]) if (await isSignedRsa(publicKey, signedBytes(parts), sign)) return true
  }
  return false
}

/** A transfer of ours is asked about; of anybody else's, nothing follows. */
function transferOf({ msg_method: method, biz_content = '' }: Record<string, string>): { payout?: string } | undefined {
  if (method !== 'alipay.fund.trans.order.changed') return undefined
  return { payout: payoutNumberOf(alipayTransferChanged.safeParse(parsed(biz_content)).data?.out_biz_no) }
}

interface Told {
  trade: string
  number: string
}

function refundOf(fields: Record<string, string>): Told | undefined {
  if (fields.msg_method === 'alipay.trade.refund.depositback.completed') {
    const content = alipayDepositBack.safeParse(parsed(fields.biz_content ?? ''))
    return content.success ? { trade: content.data.trade_no, number: content.data.out_request_no } : undefined
  }
  const { trade_no: trade, out_biz_no: number, gmt_refund: refundedAt } = fields
  return trade && number && refundedAt ? { trade, number } : undefined
}

/** Where the bank sent it back, Alipay has put it into the shopper's balance: paid all the same. */
function refundFound({ trade, number }: Told, found: AlipayFound, toldAtMs: number): ProviderRefund | undefined {
  const { refund_status: status, refund_amount: text = '', gmt_refund_pay: paidAt } = found
  const amount = amountOfDecimal(text, 'CNY')
  if (amount === undefined || (status !== undefined && status !== 'REFUND_SUCCESS')) return undefined
  const providerReference = `${trade}/${number}`
  return {
    providerReference,
    payout: payoutNumberOf(number),
    amount,
    currency: 'CNY',
    state: { status: 'succeeded', providerReference },
    at: fromChinaTime(paidAt) ?? toldAtMs,
  }
}
