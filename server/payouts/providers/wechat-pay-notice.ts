import type { Notice, ProviderRefund, RawNotice } from '../../platform/ports.ts'
import { parsed } from './json-call.ts'
import { payoutNumberOf } from './payout-number.ts'
import { fromBase64 } from './rsa.ts'
import { wechatNotice, wechatRefundNotice } from './wechat-pay.schema.ts'
import { stateOfWechat } from './wechat-pay-codes.ts'
import { verdictOf, type WechatPayCredentials } from './wechat-pay-signature.ts'

const utf8 = new TextEncoder()

/** A notice of WeChat Pay: signed like its replies, and what matters sealed with the merchant's APIv3 key. */
export async function readWechatNotice(
  { headers, body }: RawNotice,
  credentials: WechatPayCredentials,
  nowMs: number,
  paymentOf: (names: readonly (string | undefined)[]) => Promise<Pick<ProviderRefund, 'payment' | 'otherReferences'>>,
): Promise<Notice | 'invalid_signature'> {
  if ((await verdictOf(credentials, (name) => headers[name], body, nowMs)) !== 'signed') return 'invalid_signature'
  const notice = wechatNotice.safeParse(parsed(body)).data
  if (!notice) return { items: [] }
  const { id: event, event_type: type, resource, create_time: createdAt } = notice
  if (!type.startsWith('REFUND.')) return { items: [{ event, kind: 'other' }] }
  const opened = await openResource(resource, credentials.apiV3Key)
  // Sealed for somebody else, or our key is not the one that is set at WeChat Pay: it will be told again once it is.
  if (opened === undefined) return 'invalid_signature'
  const told = wechatRefundNotice.safeParse(parsed(opened)).data
  if (!told) return { items: [{ event, kind: 'other' }] }
  const receivers = [told.mchid, told.sp_mchid, told.sub_mchid].filter((id) => id !== undefined)
  if (receivers.length > 0 && !receivers.includes(credentials.mchId)) return 'invalid_signature'
  const payout = payoutNumberOf(told.out_refund_no)
  const refund = {
    providerReference: told.refund_id,
    payout,
    ...(await paymentOf([told.transaction_id, told.out_trade_no])),
    amount: told.amount.refund,
    currency: 'CNY',
    state: stateOfWechat({ ...told, status: told.refund_status }),
    at: timeOf(told.success_time) ?? timeOf(createdAt) ?? nowMs,
  }
  return { items: [{ event, kind: 'refund', payout, refund }] }
}

async function openResource(
  resource: { algorithm: string; nonce: string; associated_data?: string; ciphertext: string },
  apiV3Key: string,
): Promise<string | undefined> {
  const sealed = fromBase64(resource.ciphertext)
  const raw = utf8.encode(apiV3Key)
  if (resource.algorithm !== 'AEAD_AES_256_GCM' || !sealed || raw.length !== 32) return undefined
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
    const algorithm = {
      name: 'AES-GCM',
      iv: utf8.encode(resource.nonce),
      additionalData: utf8.encode(resource.associated_data ?? ''),
    }
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, sealed))
  } catch {
    return undefined
  }
}

function timeOf(text: string | undefined): number | undefined {
  const atMs = Date.parse(text ?? '')
  return Number.isNaN(atMs) ? undefined : atMs
}
