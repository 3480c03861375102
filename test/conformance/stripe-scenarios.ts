import { Stripe } from 'stripe'
import { type Call, nowMs, orderOf, type Reply } from '../../server/payouts/providers/provider.fixtures.ts'
import type { Scenario } from './scenario.ts'

export const stripeCredentials = { secretKey: 'sk_test_conformance', webhookSecret: 'whsec_conformance' }

const order = orderOf({ reference: 'pi_3MmlLrLkdIwHu7ix0snN0B15' })
const refund = {
  id: 're_1Nispe2eZvKYlo2Cd31jOCgZ',
  object: 'refund',
  amount: order.amount,
  balance_transaction: 'txn_1Nispe2eZvKYlo2CYezqFhEx',
  charge: 'ch_1NirD82eZvKYlo2CIvbtLWuY',
  created: nowMs / 1000,
  currency: 'eur',
  metadata: { refund_id: order.id, request: order.request },
  payment_intent: order.reference,
  reason: null,
  receipt_number: null,
  source_transfer_reversal: null,
  status: 'succeeded',
  transfer_reversal: null,
}
const other = { ...refund, id: 're_2Other', metadata: {} }

const isList = ({ method, url }: Call) => method === 'GET' && url.pathname === '/v1/refunds'
const ok = (body: object): Reply => ({ status: 200, body })
const page = (data: object[], has_more = false) => ok({ object: 'list', url: '/v1/refunds', has_more, data })
const fault = (status: number, error: object): Reply => ({ status, body: { error: { message: 'No.', ...error } } })
const invalid = { type: 'invalid_request_error' }
const failed = (code: string, final: boolean) => ({ status: 'failed', failure: { code, final } })

function answers(name: string, also: object, expected: object): Scenario {
  return { name, reply: () => ok({ ...refund, ...also }), act: (stripe) => stripe.refund(order), expected }
}

function refuses(name: string, status: number, error: object, expected: object): Scenario {
  const reply = (call: Call) => (isList(call) ? page([other]) : fault(status, error))
  return { name, reply, act: (stripe) => stripe.refund(order), expected }
}

async function deliver(type: string, object: object) {
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } })
  const { webhooks } = new Stripe(stripeCredentials.secretKey)
  const signature = await webhooks.generateTestHeaderStringAsync({
    payload,
    secret: stripeCredentials.webhookSecret,
    timestamp: nowMs / 1000,
    cryptoProvider: Stripe.createSubtleCryptoProvider(),
  })
  return { body: payload, headers: { 'stripe-signature': signature }, url: 'https://shop.example/notices' }
}

export const stripeScenarios: readonly Scenario[] = [
  answers('succeeded', {}, { status: 'succeeded', providerReference: refund.id }),
  answers('pending', { status: 'pending' }, { status: 'pending' }),
  answers(
    'pending for want of balance',
    { status: 'pending', pending_reason: 'insufficient_funds' },
    { status: 'pending', failure: { code: 'insufficient_merchant_balance', final: false } },
  ),
  answers('requires action', { status: 'requires_action' }, { status: 'requires_action' }),
  answers('canceled', { status: 'canceled' }, failed('payer_details_required', true)),
  answers('a status of next year', { status: 'thinking' }, { status: 'pending', providerCode: 'thinking' }),
  answers('no status', { status: null }, { status: 'pending' }),
  ...['lost_or_stolen_card', 'expired_or_canceled_card', 'declined'].map((failure_reason) =>
    answers(failure_reason, { status: 'failed', failure_reason }, failed('payer_account_closed_or_frozen', true)),
  ),
  answers(
    'failed: disputed',
    { status: 'failed', failure_reason: 'charge_for_pending_refund_disputed' },
    failed('disputed', true),
  ),
  answers(
    'failed: no funds',
    { status: 'failed', failure_reason: 'insufficient_funds' },
    failed('insufficient_merchant_balance', true),
  ),
  answers('another amount', { amount: order.amount + 1 }, { status: 'unknown', providerCode: 'amount_differs' }),
  {
    ...answers('a charge, in kronur', { amount: 9900, currency: 'isk' }, { status: 'succeeded' }),
    act: (stripe) => stripe.refund({ ...order, reference: 'ch_1', currency: 'ISK', amount: 99 }),
  },
  refuses('already refunded', 400, { ...invalid, code: 'charge_already_refunded' }, failed('already_refunded', true)),
  refuses('more than is left', 400, { ...invalid, param: 'amount' }, failed('amount_exceeded', true)),
  refuses('disputed', 400, { ...invalid, code: 'charge_disputed' }, failed('disputed', true)),
  refuses('no such payment', 404, { ...invalid, code: 'resource_missing' }, failed('not_refundable_state', true)),
  refuses('a code of next year', 400, { ...invalid, code: 'new_code' }, failed('invalid_request', false)),
  refuses('number used otherwise', 400, { type: 'idempotency_error' }, { status: 'unknown' }),
  refuses('wrong key', 401, invalid, failed('auth_config', false)),
  refuses('no permission', 403, invalid, failed('auth_config', false)),
  refuses('in use', 409, { ...invalid, code: 'idempotency_key_in_use' }, { status: 'unknown' }),
  refuses('too many calls', 429, { ...invalid, code: 'rate_limit' }, failed('rate_limited', false)),
  refuses('an error of theirs', 500, { type: 'api_error' }, { status: 'unknown' }),
  {
    name: 'already refunded, by us',
    reply: (call) =>
      isList(call) ? page([other, refund]) : fault(400, { ...invalid, code: 'charge_already_refunded' }),
    act: (stripe) => stripe.refund({ ...order, attempt: 2 }),
    expected: { status: 'succeeded', providerReference: refund.id },
  },
  {
    name: 'found by its number, on the second page',
    reply: ({ url }) => (url.searchParams.has('starting_after') ? page([refund]) : page([other], true)),
    act: (stripe) => stripe.find(order),
    expected: { status: 'succeeded', providerReference: refund.id },
  },
  { name: 'never seen', reply: () => page([other]), act: (stripe) => stripe.find(order), expected: 'never_seen' },
  {
    name: 'found by its reference',
    reply: () => ok({ ...refund, status: 'pending' }),
    act: (stripe) => stripe.find({ ...order, providerReference: refund.id }),
    expected: { status: 'pending', providerReference: refund.id },
  },
  {
    name: 'a day of refunds',
    reply: ({ url }) => (url.searchParams.has('starting_after') ? page([other]) : page([refund], true)),
    act: async (stripe) => stripe.list?.(nowMs - 86_400_000, nowMs + 1),
    expected: [{ payout: order.id, amount: order.amount, currency: 'EUR' }, { payout: undefined }],
  },
  { name: 'a good key', reply: () => page([]), act: async (stripe) => stripe.check?.(), expected: { ok: true } },
  {
    name: 'a bad key',
    reply: () => fault(401, invalid),
    act: async (stripe) => stripe.check?.(),
    expected: { ok: false, code: 'auth_config' },
  },
  ...['refund.created', 'refund.updated', 'refund.failed'].map(
    (type): Scenario => ({
      name: type,
      reply: () => ok(refund),
      act: async (stripe) => stripe.readNotice?.(await deliver(type, refund)),
      expected: { items: [{ kind: 'refund', payout: order.id, refund: { state: { status: 'succeeded' } } }] },
      carries: [{ schema: 'refund', value: refund }],
    }),
  ),
  {
    name: 'charge.refunded',
    reply: () => page([refund, other]),
    act: async (stripe) => stripe.readNotice?.(await deliver('charge.refunded', { id: 'ch_1', object: 'charge' })),
    expected: { items: [{ kind: 'refund', payout: order.id }, { kind: 'refund' }] },
  },
]
