import { z } from 'zod'
import { isSameSecret } from '../../platform/hmac.ts'
import type { Notice, NoticeItem, ProviderParts, ProviderRefund } from '../../platform/ports.ts'
import { credentialsOf } from './adyen-client.ts'
import { adyenRefusal, adyenReturned } from './adyen-states.ts'
import { parsed } from './json-call.ts'
import { payoutNumberOf } from './payout-number.ts'
import { adyenUnits, fromProviderUnits } from './units.ts'

const itemSchema = z.object({
  additionalData: z.record(z.string(), z.unknown()).optional(),
  /** Reports and the like come without. */
  amount: z.object({ currency: z.string(), value: z.int() }).nullish(),
  eventCode: z.string(),
  eventDate: z.string(),
  merchantAccountCode: z.string(),
  merchantReference: z.string().nullish(),
  originalReference: z.string().nullish(),
  pspReference: z.string().min(1),
  reason: z.string().nullish(),
  success: z.union([z.string(), z.boolean().transform(String)]),
})
type AdyenItem = z.infer<typeof itemSchema>

const noticeSchema = z.object({
  notificationItems: z.array(z.object({ NotificationRequestItem: itemSchema })).min(1),
})

/** Every item is signed by itself; one that is not makes the whole notice somebody else's. */
export async function readAdyenNotice(parts: ProviderParts, body: string): Promise<Notice | 'invalid_signature'> {
  const notice = noticeSchema.safeParse(parsed(body)).data
  if (!notice) return 'invalid_signature'
  const { hmacKey, merchantAccount } = credentialsOf(parts)
  const keys = await keysOf(hmacKey)
  const items: NoticeItem[] = []
  for (const { NotificationRequestItem: item } of notice.notificationItems) {
    if (!(await isSigned(keys, item))) return 'invalid_signature'
    items.push(item.merchantAccountCode === merchantAccount ? itemOf(item, parts.clock.now()) : otherOf(item))
  }
  return { items }
}

/** docs.adyen.com, verify HMAC signatures: these values in this order, joined by colons; the key is hexadecimal. */
async function isSigned(keys: readonly CryptoKey[], item: AdyenItem): Promise<boolean> {
  const claimed = item.additionalData?.hmacSignature
  if (typeof claimed !== 'string') return false
  const text = [
    item.pspReference,
    item.originalReference,
    item.merchantAccountCode,
    item.merchantReference,
    item.amount?.value,
    item.amount?.currency,
    item.eventCode,
    item.success,
  ].join(':')
  for (const key of keys) {
    const digest = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
    if (isSameSecret(btoa(String.fromCharCode(...new Uint8Array(digest))), claimed)) return true
  }
  return false
}

/** Adyen signs with the old key for a while after a new one was made, so there may be both. */
function keysOf(text: string): Promise<CryptoKey[]> {
  const keys = text.split(/[\s,]+/).filter((hex) => /^([0-9a-f]{2})+$/i.test(hex))
  return Promise.all(
    keys.map((hex) => {
      const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    }),
  )
}

const disputeEvents = ['CHARGEBACK', 'SECOND_CHARGEBACK', 'NOTIFICATION_OF_CHARGEBACK', 'REQUEST_FOR_INFORMATION']

function itemOf(item: AdyenItem, now: number): NoticeItem {
  if (disputeEvents.includes(item.eventCode)) return { ...otherOf(item), kind: 'dispute' }
  const refund = refundOf(item, now)
  return refund ? { event: eventOf(item), kind: 'refund', payout: refund.payout, refund } : otherOf(item)
}

function otherOf(item: AdyenItem): NoticeItem {
  return { event: eventOf(item), kind: 'other' }
}

/** Adyen numbers no deliveries: the same notice has the same code, reference and outcome. */
function eventOf({ pspReference, eventCode, success }: AdyenItem): string {
  return `${pspReference}:${eventCode}:${success}`
}

function refundOf(item: AdyenItem, now: number): ProviderRefund | undefined {
  const { pspReference, originalReference, merchantReference, eventDate, amount: money } = item
  const state = stateOf(item)
  const amount = money ? fromProviderUnits(money.value, money.currency, adyenUnits) : undefined
  if (!state || !money || amount === undefined) return undefined
  const at = Date.parse(eventDate)
  return {
    providerReference: pspReference,
    payout: payoutNumberOf(merchantReference),
    payment: originalReference ?? undefined,
    amount,
    currency: money.currency,
    state,
    at: Number.isNaN(at) ? now : at,
  }
}

/** undefined where the event says nothing of a refund. */
function stateOf({ eventCode, success, reason, pspReference, additionalData }: AdyenItem) {
  switch (eventCode) {
    case 'CANCEL_OR_REFUND':
      // A reversal of what was never captured moves no money back.
      if (additionalData?.['modification.action'] !== 'refund') return undefined
      return outcomeOf(success, reason, pspReference)
    case 'REFUND':
      return outcomeOf(success, reason, pspReference)
    case 'REFUND_FAILED':
    case 'REFUNDED_REVERSED':
      return success === 'true' ? adyenReturned(eventCode, reason ?? undefined, pspReference) : undefined
    default:
      return undefined
  }
}

function outcomeOf(success: string, reason: string | null | undefined, providerReference: string) {
  if (success === 'true') return { status: 'succeeded', providerReference } as const
  return success === 'false' ? adyenRefusal(reason ?? undefined, providerReference) : undefined
}
