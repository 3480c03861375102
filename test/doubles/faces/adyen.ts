import { createHmac } from 'node:crypto'
import type { BookedRefund, Books, Habits, Trouble } from '../books.ts'
import type { Face, FaceCall } from '../face.ts'
import { doubleKeys } from '../keys.ts'
import { KeyMemory } from '../memory.ts'

const provider = 'adyen'
/** "Valid for at least seven days." */
const keyLifeMs = 7 * 86_400_000

/** Adyen receives every refund; only a signed webhook says what came of it. */
export function adyenFace(books: Books, habits: Habits, now: () => number): Face {
  const keys = new KeyMemory(keyLifeMs, now)
  const { merchantAccount, hmacKey } = doubleKeys().credentials.adyen
  return {
    provider,
    isRefund: ({ url }: FaceCall) => url.pathname.endsWith('/refunds'),
    async answer({ url, headers, body }) {
      const key = headers['idempotency-key'] ?? ''
      const { amount, reference: number } = JSON.parse(body) as {
        amount: { currency: string; value: number }
        reference: string
      }
      const capture = decodeURIComponent(url.pathname.split('/').at(-2) ?? '')
      const asked = { number, capture, amount: amount.value, currency: amount.currency }
      const known = keys.find(key)
      if (known) {
        books.repeat(provider, asked)
        return known.asked === body ? new Response(known.body, { status: 201 }) : fault(422, '704')
      }
      if (!books.captures.has(capture)) return fault(422, '167')
      const made = books.refund(provider, asked, { ...habits, pending: 1, refusesLater: true })
      if (typeof made === 'string') throw new Error(`adyen refuses nothing at once: ${made}`)
      const text = JSON.stringify({
        merchantAccount,
        paymentPspReference: capture,
        reference: number,
        pspReference: made.reference,
        status: 'received',
        amount,
      })
      keys.keep(key, body, 201, text)
      return new Response(text, { status: 201 })
    },
    error: async () => fault(500, '905'),
    limited: async () => fault(429, '429'),
    notice(refund) {
      const item = itemOf(refund)
      if (!item) return undefined
      const notice = { ...item, merchantAccountCode: merchantAccount }
      const signed = [
        notice.pspReference,
        notice.originalReference,
        merchantAccount,
        notice.merchantReference,
        notice.amount.value,
        notice.amount.currency,
        notice.eventCode,
        notice.success,
      ].join(':')
      const hmacSignature = createHmac('sha256', Buffer.from(hmacKey, 'hex')).update(signed).digest('base64')
      const NotificationRequestItem = { ...notice, additionalData: { hmacSignature } }
      return { headers: {}, body: JSON.stringify({ live: 'false', notificationItems: [{ NotificationRequestItem }] }) }
    },
  }
}

function itemOf({ status, returned, reference, capture, number, amount, currency, trouble, changedAt }: BookedRefund) {
  if (status !== 'succeeded' && status !== 'failed') return undefined
  return {
    amount: { currency, value: amount },
    eventCode: returned ? 'REFUND_FAILED' : 'REFUND',
    eventDate: new Date(changedAt).toISOString(),
    merchantReference: number ?? '',
    originalReference: capture,
    pspReference: reference,
    reason: status === 'failed' ? sentences[trouble ?? 'payer_closed'] : '',
    success: String(status === 'succeeded' || returned),
  }
}

const sentences: Record<Trouble, string> = {
  no_balance: 'Insufficient balance',
  too_old: 'Expired',
  exceeds: 'Insufficient balance on payment',
  all_refunded: 'Already refunded',
  payer_closed: 'The account was closed',
  restricted: 'Refused',
  unknown_capture: 'Original pspReference required for this operation',
  currency: 'Invalid amount',
  too_soon: 'Refused',
}

function fault(status: number, errorCode: string): Response {
  return Response.json({ status, errorCode, errorType: 'validation', message: 'No.' }, { status })
}
