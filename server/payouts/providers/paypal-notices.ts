import { z } from 'zod'
import type { Notice, NoticeItem, ProviderParts, RawNotice } from '../../platform/ports.ts'
import { isOk, parsed } from './json-call.ts'
import { payoutNumberOf } from './payout-number.ts'
import { credentialsOf, paypalCall } from './paypal-client.ts'
import { paypalProviderRefund, readRefund } from './paypal-states.ts'

/** PayPal delivers again for three days. */
const noticeLifeMs = 4 * 86_400_000

const eventSchema = z.object({
  id: z.string().min(1),
  event_type: z.string(),
  resource: z.looseObject({ id: z.string().optional() }).optional(),
})

const itemSchema = z.object({ payout_item: z.object({ sender_item_id: z.string().optional() }) })

const refundEvents = [
  'PAYMENT.CAPTURE.REFUNDED',
  'PAYMENT.REFUND.PENDING',
  'PAYMENT.REFUND.FAILED',
  'PAYMENT.REFUND.COMPLETED',
]
// A reversal is PayPal's own decision in a dispute; it is no refund of the merchant's.
const disputeEvents = ['PAYMENT.CAPTURE.REVERSED', 'CUSTOMER.DISPUTE.CREATED', 'CUSTOMER.DISPUTE.RESOLVED']

/** What PayPal says, once PayPal confirmed that it said so. @throws when it cannot be asked now: it will deliver again */
export async function readPaypalNotice(parts: ProviderParts, raw: RawNotice): Promise<Notice | 'invalid_signature'> {
  const event = eventSchema.safeParse(parsed(raw.body)).data
  if (!event || !(await isSigned(parts, raw))) return 'invalid_signature'
  return { items: [await itemOf(parts, event)] }
}

/**
 * PayPal checks its own signature: no certificate is fetched from an address that a stranger may have written. The event
 * goes back byte for byte, as the signature is over its bytes.
 */
async function isSigned(parts: ProviderParts, { headers, body }: RawNotice): Promise<boolean> {
  const time = headers['paypal-transmission-time']
  const sentAt = Date.parse(time ?? '')
  if (!(Math.abs(parts.clock.now() - sentAt) <= noticeLifeMs)) return false
  const claim = {
    auth_algo: headers['paypal-auth-algo'],
    cert_url: headers['paypal-cert-url'],
    transmission_id: headers['paypal-transmission-id'],
    transmission_sig: headers['paypal-transmission-sig'],
    transmission_time: time,
    webhook_id: credentialsOf(parts).webhookId,
  }
  if (Object.values(claim).some((value) => !value)) return false
  const answer = await paypalCall(parts, {
    method: 'POST',
    path: '/v1/notifications/verify-webhook-signature',
    body: `${JSON.stringify(claim).slice(0, -1)},"webhook_event":${body}}`,
  })
  if (answer.kind === 'not_sent') throw new Error(`paypal gives no token: ${answer.said.providerCode}`)
  if (answer.status === 400 || answer.status === 422) return false
  if (!isOk(answer)) throw new Error(`paypal does not verify: ${answer.status}`)
  return z.object({ verification_status: z.literal('SUCCESS') }).safeParse(answer.body).success
}

/** Events come in any order, so an event only says which refund to look at. */
async function itemOf(parts: ProviderParts, event: z.infer<typeof eventSchema>): Promise<NoticeItem> {
  const { id, event_type: type, resource } = event
  if (disputeEvents.includes(type)) return { event: id, kind: 'dispute' }
  // Ours is asked about; what the merchant pays out besides is no refund.
  if (type.startsWith('PAYMENT.PAYOUTS-ITEM.')) {
    const payout = payoutNumberOf(itemSchema.safeParse(resource).data?.payout_item.sender_item_id)
    return { event: id, kind: payout ? 'refund' : 'other', payout }
  }
  if (!refundEvents.includes(type) || !resource?.id) return { event: id, kind: 'other' }
  const path = `/v2/payments/refunds/${encodeURIComponent(resource.id)}`
  const answer = await paypalCall(parts, { method: 'GET', path })
  if (answer.kind === 'not_sent') throw new Error(`paypal gives no token: ${answer.said.providerCode}`)
  if (answer.status === 404) return { event: id, kind: 'other' }
  if (!isOk(answer)) throw new Error(`paypal does not tell of a refund: ${answer.status}`)
  const known = readRefund(answer.body)
  const refund = known && paypalProviderRefund(known, parts.clock.now())
  return { event: id, kind: refund ? 'refund' : 'other', payout: refund?.payout, refund }
}
