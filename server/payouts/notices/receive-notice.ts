import { constraintFailure } from '../../db/constraints.ts'
import { Failure } from '../../failure.ts'
import { takeFromLimits } from '../../http/rate-limit.ts'
import { findMerchantByPublishableKey } from '../../merchants/index.ts'
import type { Notice, NoticeItem, Ports, RawNotice, RefundProvider } from '../../platform/ports.ts'
import { writeNoticed } from '../connections/index.ts'
import { providerOf } from '../provider-of.ts'
import { applyNotice, type NoticeContext } from './apply-notice.ts'
import { readKnownEvents } from './store.ts'

export interface ReceivedNotice {
  provider: string
  publishableKey: string
  raw: RawNotice
  /** Where it came from, for the limit on what nobody signed. */
  address: string
}

/** What a wrongly configured provider sends in a minute, many times over; a guesser needs more. */
const forgeriesPerMinute = 60

/**
 * Takes in a provider's webhook: believed when the provider signed it, done once, and answered when it is kept. Whatever
 * cannot be kept now is refused, so that the provider sends it again.
 * @throws Failure not_found, invalid_signature, too_many_requests, conflict
 */
export async function receiveNotice(ports: Ports, received: ReceivedNotice): Promise<Response> {
  const merchant = await findMerchantByPublishableKey(ports, received.publishableKey)
  const provider = merchant && (await providerOf(ports, merchant.id, received.provider))
  if (!merchant || !provider?.readNotice) throw new Failure('not_found')
  const notice = await provider.readNotice(received.raw).catch(() => {
    // Whom it would have had to ask did not answer; the error may quote an answer, and the provider tells again.
    ports.log.info('notice_not_read', { merchant: merchant.id, provider: received.provider })
    throw new Failure('conflict')
  })
  if (notice === 'invalid_signature') return refuseForgery(ports, merchant.id, received)
  const from = { merchant: merchant.id, provider: received.provider }
  await applyItems({ ports, from, provider }, notice)
  await ports.database.write([writeNoticed(from.merchant, from.provider, ports.clock.now())])
  return answerOf(provider)
}

async function refuseForgery(ports: Ports, merchant: string, { provider, address }: ReceivedNotice): Promise<never> {
  ports.log.info('notice_not_signed', { merchant, provider })
  await takeFromLimits(ports, merchant, [
    { name: `hook:${provider}`, value: address, most: forgeriesPerMinute, windowMs: 60_000 },
  ])
  throw new Failure('invalid_signature')
}

/** Each by itself: what is done stays done when a later one has to come again. */
async function applyItems(context: NoticeContext, { items }: Notice): Promise<void> {
  const { ports, from } = context
  const known = await readKnownEvents(
    ports.database,
    from,
    items.map(({ event }) => event),
  )
  for (const item of items) {
    if (!known.has(item.event)) await applyOnce(context, item)
    known.add(item.event)
  }
}

/** Of two that come at the same moment one is refused by the event's own key: then the other did it. */
async function applyOnce(context: NoticeContext, item: NoticeItem): Promise<void> {
  try {
    await applyNotice(context, item)
  } catch (error) {
    if (!constraintFailure(error)?.name.startsWith('provider_events.')) throw error
  }
}

function answerOf(provider: RefundProvider): Response {
  const wanted = provider.acknowledge?.()
  if (!wanted) return new Response(null, { status: 204 })
  return new Response(wanted.body, { status: wanted.status, headers: { 'Content-Type': wanted.type } })
}
