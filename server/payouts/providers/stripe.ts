import type { Stripe } from 'stripe'
import { z } from 'zod'
import type { Credentials } from '../../../shared/payouts/credentials.ts'
import { failures } from '../../../shared/payouts/failures.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { NoticeItem, ProviderFactory, ProviderParts, ProviderRefund, RefundOrder } from '../../platform/ports.ts'
import { parsed } from './json-call.ts'
import { checkBy, refused, unclear } from './outcome.ts'
import { stripeClient } from './stripe-client.ts'
import {
  readRefund,
  refundPageSchema,
  type StripeAmount,
  type StripeRefund,
  stripeFault,
  stripeProviderRefund,
  stripeStateOf,
} from './stripe-states.ts'
import { stripeUnits, toProviderUnits } from './units.ts'

/** A webhook older than this is not believed. */
const noticeLifeSeconds = 300
const pageSize = 100
/** A payment with more refunds than this, or a day with more, is not walked to its end by guessing. */
const mostPages = 1000

/**
 * Stripe through its own SDK. The payout's number is the Idempotency-Key and metadata.refund_id: a key is forgotten after a
 * day, the metadata never.
 */
export const stripeProvider: ProviderFactory = (parts) => ({
  name: 'stripe',

  async refund(order) {
    const amount = amountOf(order)
    if (!amount) return refused('invalid_request', 'amount_not_payable')
    const stripe = await stripeClient(parts)
    const metadata = { refund_id: order.id, request: order.request }
    try {
      const body = { ...paymentOf(order), amount: amount.amount, metadata }
      return stateOf(await stripe.refunds.create(body, { idempotencyKey: order.id }), amount)
    } catch (error) {
      const said = await faultOf(error)
      // "Already refunded" may be by our own earlier try, whose key Stripe has forgotten.
      const found = isRefusal(said) ? await findByNumber(stripe, order, amount) : 'never_seen'
      return found === 'never_seen' ? said : found
    }
  },

  async find(order) {
    const amount = amountOf(order)
    if (!amount) return 'never_seen'
    const stripe = await stripeClient(parts)
    return findByNumber(stripe, order, amount)
  },

  check: () =>
    checkBy(async () => {
      const stripe = await stripeClient(parts)
      // Not the balance: a restricted key that may refund need not see it.
      return stripe.refunds.list({ limit: 1 }).then(() => undefined, faultOf)
    }),

  async readNotice({ body, headers }) {
    const stripe = await stripeClient(parts)
    const event = await verified(parts, stripe, body, headers['stripe-signature'])
    return event ? { items: await itemsOf(stripe, event) } : 'invalid_signature'
  },

  async list(from, until) {
    const stripe = await stripeClient(parts)
    // Stripe counts seconds: the parts of one at both ends are cut off here.
    const created = { gte: Math.floor(from / 1000), lt: Math.ceil(until / 1000) }
    const refunds: ProviderRefund[] = []
    for await (const refund of pagesOf(stripe, { created })) {
      const known = stripeProviderRefund(refund)
      if (known && known.at >= from && known.at < until) refunds.push(known)
    }
    return refunds
  },
})

function amountOf({ amount, currency }: RefundOrder): StripeAmount | undefined {
  const units = toProviderUnits(amount, currency, stripeUnits)
  return units === undefined ? undefined : { amount: units, currency: currency.toLowerCase() }
}

function paymentOf({ reference }: RefundOrder): { payment_intent: string } | { charge: string } {
  return reference.startsWith('pi_') ? { payment_intent: reference } : { charge: reference }
}

function stateOf(body: unknown, asked: StripeAmount): ProviderState {
  const refund = readRefund(body)
  return refund ? stripeStateOf(refund, asked) : unclear('not_understood')
}

function isRefusal({ status, failure }: ProviderState): boolean {
  return status === 'failed' && failure?.code !== 'auth_config' && failure?.code !== 'rate_limited'
}

/** @throws what was no answer of Stripe's */
async function faultOf(error: unknown): Promise<ProviderState> {
  const { Stripe } = await import('stripe')
  if (error instanceof Stripe.errors.StripeConnectionError) throw new Error('stripe did not answer')
  if (error instanceof Stripe.errors.StripeError) return stripeFault(error)
  return unclear('not_understood')
}

async function findByNumber(
  stripe: Stripe,
  order: RefundOrder,
  asked: StripeAmount,
): Promise<ProviderState | 'never_seen'> {
  try {
    if (order.providerReference) return stateOf(await stripe.refunds.retrieve(order.providerReference), asked)
    for await (const refund of pagesOf(stripe, paymentOf(order))) {
      if (refund.metadata?.refund_id === order.id) return stripeStateOf(refund, asked)
    }
    return 'never_seen'
  } catch (error) {
    // A question that is refused says nothing of the money.
    const { failure, providerCode = 'not_understood' } = await faultOf(error)
    return unclear(providerCode, failure && failures[failure.code].stopsProvider ? failure.code : undefined)
  }
}

/** @throws when a page is not understood: half a list must not look like a whole one */
async function* pagesOf(stripe: Stripe, filter: Stripe.RefundListParams): AsyncGenerator<StripeRefund> {
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = refundPageSchema.parse(
      await stripe.refunds.list({ ...filter, limit: pageSize, ...(after ? { starting_after: after } : {}) }),
    )
    yield* answer.data
    after = answer.data.at(-1)?.id
    if (!answer.has_more || after === undefined) return
  }
  throw new Error('stripe lists without end')
}

const eventSchema = z.object({
  id: z.string().min(1),
  type: z.string(),
  /** Not every event is of an object that has an id. */
  data: z
    .object({ object: z.object({ id: z.string() }) })
    .optional()
    .catch(undefined),
})
type StripeEvent = z.infer<typeof eventSchema>

async function verified(
  { credentials, clock }: ProviderParts,
  stripe: Stripe,
  body: string,
  signature: string | undefined,
): Promise<StripeEvent | undefined> {
  const { Stripe } = await import('stripe')
  const { webhookSecret } = credentials as Credentials['stripe']
  const { signature: signatures } = stripe.webhooks
  if (!signatures) return undefined
  try {
    await signatures.verifyHeaderAsync(
      body,
      signature ?? '',
      webhookSecret,
      noticeLifeSeconds,
      Stripe.createSubtleCryptoProvider(),
      clock.now(),
    )
  } catch {
    return undefined
  }
  // The SDK only looks at how old it is.
  const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature ?? '')?.[1]) * 1000
  return signedAt - clock.now() <= noticeLifeSeconds * 1000 ? eventSchema.safeParse(parsed(body)).data : undefined
}

const refundEvents = ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated']

/** Events come in any order, so an event only says which refund to look at. @throws when it cannot be looked at now */
async function itemsOf(stripe: Stripe, { id: event, type, data }: StripeEvent): Promise<NoticeItem[]> {
  const id = data?.object.id
  if (id && refundEvents.includes(type)) {
    const refund = await refundNow(stripe, id)
    return refund ? [itemOf(event, refund)] : [{ event, kind: 'other' }]
  }
  if (id && type === 'charge.refunded') {
    const items: NoticeItem[] = []
    for await (const refund of pagesOf(stripe, { charge: id })) items.push(itemOf(`${event}/${refund.id}`, refund))
    return items
  }
  return [{ event, kind: type.startsWith('charge.dispute.') ? 'dispute' : 'other' }]
}

/** undefined for a refund that is not this account's. */
async function refundNow(stripe: Stripe, id: string): Promise<StripeRefund | undefined> {
  const answer = await stripe.refunds.retrieve(id).then(
    (body) => ({ refund: readRefund(body) }),
    async (error: unknown) => ({ code: (await faultOf(error)).providerCode }),
  )
  if ('refund' in answer) return answer.refund
  if (answer.code === 'resource_missing') return undefined
  throw new Error(`stripe does not tell of a refund: ${answer.code}`)
}

function itemOf(event: string, stripeRefund: StripeRefund): NoticeItem {
  const refund = stripeProviderRefund(stripeRefund)
  return { event, kind: refund ? 'refund' : 'other', payout: refund?.payout, refund }
}
