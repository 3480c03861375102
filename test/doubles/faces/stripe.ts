import { createHmac } from 'node:crypto'
import type { BookedRefund, Books, Habits, Trouble } from '../books.ts'
import type { Face, FaceCall } from '../face.ts'
import { doubleKeys } from '../keys.ts'
import { KeyMemory } from '../memory.ts'

const provider = 'stripe'
/** "Keys may be pruned after at least 24 hours": here they are. */
const keyLifeMs = 86_400_000

/** Stripe's refunds as its API has them: form in, JSON out; a key answers again for a day, also with a 500. */
export function stripeFace(books: Books, habits: Habits, now: () => number): Face {
  const keys = new KeyMemory(keyLifeMs, now)
  const isRefund = ({ method }: FaceCall) => method === 'POST'

  const create = ({ headers, body }: FaceCall): Response => {
    const key = headers['idempotency-key'] ?? ''
    const known = keys.find(key)
    const form = new URLSearchParams(body)
    const asked = {
      number: form.get('metadata[refund_id]') ?? '',
      capture: form.get('payment_intent') ?? form.get('charge') ?? '',
      amount: Number(form.get('amount')),
      currency: books.captures.get(form.get('payment_intent') ?? form.get('charge') ?? '')?.currency ?? '',
    }
    if (known) {
      books.repeat(provider, asked)
      if (known.asked !== body) return fault(400, { type: 'idempotency_error' })
      return new Response(known.body, { status: known.status, headers: json })
    }
    const made = books.refund(provider, asked, habits)
    if (typeof made === 'string') return fault(...faults[made])
    const text = JSON.stringify(refundOf(made))
    keys.keep(key, body, 200, text)
    return new Response(text, { status: 200, headers: json })
  }

  const list = (url: URL): Response => {
    const capture = url.searchParams.get('payment_intent') ?? url.searchParams.get('charge')
    const from = Number(url.searchParams.get('created[gte]') ?? 0) * 1000
    const until = Number(url.searchParams.get('created[lt]') ?? Number.MAX_SAFE_INTEGER) * 1000
    const found = books.refunds.filter(
      (refund) =>
        refund.provider === provider &&
        (capture === null || refund.capture === capture) &&
        refund.at >= from &&
        refund.at < until,
    )
    return Response.json({ object: 'list', url: '/v1/refunds', data: found.map(refundOf), has_more: false })
  }

  return {
    provider,
    isRefund,
    async answer(call) {
      if (isRefund(call)) return create(call)
      const [, , , id] = call.url.pathname.split('/')
      if (id === undefined) return list(call.url)
      const found = books.byReference(id)
      return found ? Response.json(refundOf(found)) : fault(404, { code: 'resource_missing' })
    },
    async error(call) {
      const text = JSON.stringify({ error: { type: 'api_error', message: 'Something went wrong on our end.' } })
      const key = call.headers['idempotency-key']
      if (key && isRefund(call)) keys.keep(key, call.body, 500, text)
      return new Response(text, { status: 500, headers: json })
    },
    limited: async () => fault(429, { code: 'rate_limit' }),
    notice(refund, event) {
      const type = refund.status === 'failed' ? 'refund.failed' : 'refund.updated'
      const body = JSON.stringify({ id: event, object: 'event', type, data: { object: refundOf(refund) } })
      const time = Math.floor(now() / 1000)
      const { webhookSecret } = doubleKeys().credentials.stripe
      const signature = createHmac('sha256', webhookSecret).update(`${time}.${body}`).digest('hex')
      return { headers: { 'Stripe-Signature': `t=${time},v1=${signature}` }, body }
    },
  }
}

const json = { 'Content-Type': 'application/json' }

function refundOf({ reference, amount, currency, status, trouble, number, capture, at }: BookedRefund) {
  const field = capture.startsWith('pi_') ? 'payment_intent' : 'charge'
  return {
    id: reference,
    object: 'refund',
    amount,
    currency: currency.toLowerCase(),
    created: Math.floor(at / 1000),
    status,
    ...(status === 'pending' && trouble === 'no_balance' ? { pending_reason: 'insufficient_funds' } : {}),
    ...(status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}),
    metadata: number === undefined ? {} : { refund_id: number },
    [field]: capture,
  }
}

type StripeFault = [status: number, error: { type?: string; code?: string; param?: string }]

const faults: Record<Trouble, StripeFault> = {
  no_balance: [400, { code: 'balance_insufficient' }],
  too_old: [400, { code: 'refund_period_expired' }],
  exceeds: [400, { param: 'amount' }],
  all_refunded: [400, { code: 'charge_already_refunded' }],
  payer_closed: [400, { code: 'charge_not_refundable' }],
  restricted: [400, { code: 'account_invalid' }],
  unknown_capture: [404, { code: 'resource_missing' }],
  currency: [400, { code: 'parameter_unknown' }],
  too_soon: [429, { code: 'rate_limit' }],
}

function fault(status: number, error: StripeFault[1]): Response {
  return Response.json({ error: { type: 'invalid_request_error', message: 'No.', ...error } }, { status })
}
