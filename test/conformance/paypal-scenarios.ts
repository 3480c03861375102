import { type Call, nowMs, orderOf, type Reply } from '../../server/payouts/providers/provider.fixtures.ts'
import type { Scenario } from './scenario.ts'
import type { Specification } from './specification.ts'

export const paypalCredentials = {
  clientId: 'conformance',
  clientSecret: 'secret',
  webhookId: '9XL90610J3647323C',
  environment: 'sandbox',
} as const

const order = orderOf({ provider: 'paypal', method: 'paypal', reference: '2GG279541U471931P' })
const refund = {
  id: '1JU08902781691411',
  status: 'COMPLETED',
  amount: { currency_code: 'EUR', value: '12.50' },
  invoice_id: order.id,
  create_time: '2026-11-22T11:00:00Z',
  update_time: '2026-11-22T11:00:00Z',
  seller_payable_breakdown: {
    gross_amount: { currency_code: 'EUR', value: '12.50' },
    paypal_fee: { currency_code: 'EUR', value: '0.00' },
    net_amount: { currency_code: 'EUR', value: '12.50' },
    total_refunded_amount: { currency_code: 'EUR', value: '12.50' },
  },
  links: [
    { href: 'https://api-m.sandbox.paypal.com/v2/payments/refunds/1JU08902781691411', rel: 'self', method: 'GET' },
    { href: `https://api-m.sandbox.paypal.com/v2/payments/captures/${order.reference}`, rel: 'up', method: 'GET' },
  ],
}

const transaction_info = {
  transaction_id: refund.id,
  paypal_reference_id: order.reference,
  paypal_reference_id_type: 'TXN',
  transaction_event_code: 'T1107',
  transaction_initiation_date: '2026-11-22T11:00:00+0000',
  transaction_amount: { currency_code: 'EUR', value: '-12.50' },
  transaction_status: 'S',
  invoice_id: order.id,
}

const token = { status: 200, body: { access_token: 'A21AA', token_type: 'Bearer', expires_in: 32400 } }
const withToken = (reply: (call: Call) => Reply) => (call: Call) =>
  call.url.pathname === '/v1/oauth2/token' ? token : reply(call)
const created = (body: object): Reply => ({ status: 201, body })

function answers(name: string, also: object, expected: object): Scenario {
  const reply = withToken(() => created({ ...refund, ...also }))
  return { name, reply, act: (paypal) => paypal.refund(order), expected }
}

/** The name and sentence that PayPal's file gives every error of a status. */
const errors: Readonly<Record<number, { name: string; message: string }>> = {
  400: {
    name: 'INVALID_REQUEST',
    message: 'Request is not well-formed, syntactically incorrect, or violates schema.',
  },
  401: {
    name: 'AUTHENTICATION_FAILURE',
    message: 'Authentication failed due to missing authorization header, or invalid authentication credentials.',
  },
  403: { name: 'NOT_AUTHORIZED', message: 'Authorization failed due to insufficient permissions.' },
  404: { name: 'RESOURCE_NOT_FOUND', message: 'The specified resource does not exist.' },
  409: { name: 'RESOURCE_CONFLICT', message: 'The server has detected a conflict while processing this request.' },
  422: {
    name: 'UNPROCESSABLE_ENTITY',
    message: 'The requested action could not be performed, semantically incorrect, or failed business validation.',
  },
}

function errorReply(status: number, issue: string): Reply {
  return { status, body: { ...errors[status], debug_id: '90957fca61718', details: [{ issue }] } }
}

// What the file names and a repeated call answers; all other issues are refusals.
const asked: readonly string[] = ['DUPLICATE_INVOICE_ID', 'PREVIOUS_REQUEST_IN_PROGRESS']

/** Every issue that the file names for a refund: none may be a stranger to the adapter. */
function issueScenarios({ document }: Specification): Scenario[] {
  return Object.entries({
    400: ['captures.refund-400'],
    401: ['401'],
    403: ['403'],
    404: ['404'],
    409: ['409'],
    422: ['captures.refund-422'],
  }).flatMap(([status, schemas]) =>
    schemas
      .flatMap((name) => issuesOf(document.components.schemas[name]))
      .map((issue) => ({
        name: `${status} ${issue}`,
        reply: withToken(() => errorReply(Number(status), issue)),
        act: (paypal) => paypal.refund(order),
        expected: { status: asked.includes(issue) ? 'unknown' : 'failed', providerCode: issue },
      })),
  )
}

function issuesOf(schema: unknown): string[] {
  const text = JSON.stringify(schema)
  return [...text.matchAll(/"issue":\{[^}]*?"enum":\["([A-Z_]+)"\]/g)].flatMap(([, issue]) => issue ?? [])
}

const headers = {
  'paypal-auth-algo': 'SHA256withRSA',
  'paypal-cert-url': 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42',
  'paypal-transmission-id': 'd938e770-8046-11e6-8103-6b62a8a99ac4',
  'paypal-transmission-sig': 'eDOnWUj9FXOnr2naQnrdL7bhgejVSTwRbwbJ0kuk5w==',
  'paypal-transmission-time': new Date(nowMs).toISOString(),
}
const verified = withToken(({ url }) =>
  url.pathname.endsWith('/verify-webhook-signature')
    ? { status: 200, body: { verification_status: 'SUCCESS' } }
    : { status: 200, body: refund },
)
const failed = (code: string, final: boolean) => ({ status: 'failed', failure: { code, final } })

export function paypalScenarios(specification: Specification): readonly Scenario[] {
  return [
    answers('completed', {}, { status: 'succeeded', providerReference: refund.id }),
    answers('pending', { status: 'PENDING', status_details: { reason: 'ECHECK' } }, { status: 'pending' }),
    answers('failed', { status: 'FAILED' }, failed('not_refundable_state', true)),
    answers('cancelled', { status: 'CANCELLED' }, failed('not_refundable_state', true)),
    answers(
      'another amount',
      { amount: { currency_code: 'EUR', value: '12.51' } },
      { status: 'unknown', providerCode: 'amount_differs' },
    ),
    answers('no amount', { amount: undefined }, { status: 'pending', providerReference: refund.id }),
    {
      ...answers('yen', { amount: { currency_code: 'JPY', value: '1250' } }, { status: 'succeeded' }),
      act: (paypal) => paypal.refund({ ...order, currency: 'JPY' }),
    },
    ...issueScenarios(specification),
    {
      name: 'an error of theirs',
      reply: withToken(() => ({ status: 500, body: '' })),
      act: (paypal) => paypal.refund(order),
      expected: { status: 'unknown' },
    },
    {
      name: 'already refunded, perhaps by us',
      reply: withToken(() => errorReply(422, 'CAPTURE_FULLY_REFUNDED')),
      act: (paypal) => paypal.refund({ ...order, attempt: 2 }),
      expected: { status: 'unknown' },
    },
    {
      name: 'found by its reference',
      reply: withToken(() => ({ status: 200, body: refund })),
      act: (paypal) => paypal.find({ ...order, providerReference: refund.id }),
      expected: { status: 'succeeded' },
    },
    {
      name: 'its reference is not found',
      reply: withToken(() => errorReply(404, 'INVALID_RESOURCE_ID')),
      act: (paypal) => paypal.find({ ...order, providerReference: refund.id }),
      expected: { status: 'unknown' },
    },
    {
      name: 'asked without a reference',
      reply: withToken(() => ({ status: 500, body: '' })),
      act: (paypal) => paypal.find(order),
      expected: 'cannot_tell',
    },
    {
      name: 'a day of refunds',
      reply: withToken(() => ({ status: 200, body: { total_pages: 1, transaction_details: [{ transaction_info }] } })),
      act: async (paypal) => paypal.list?.(nowMs - 86_400_000, nowMs),
      expected: [{ payout: order.id, payment: order.reference, amount: order.amount, state: { status: 'succeeded' } }],
    },
    {
      name: 'good credentials',
      reply: withToken(() => ({ status: 200, body: {} })),
      act: async (paypal) => paypal.check?.(),
      expected: { ok: true },
    },
    ...['PAYMENT.CAPTURE.REFUNDED', 'PAYMENT.REFUND.PENDING', 'PAYMENT.REFUND.FAILED'].map(
      (event_type): Scenario => ({
        name: event_type,
        reply: verified,
        act: async (paypal) =>
          paypal.readNotice?.({
            headers,
            body: JSON.stringify({ id: 'WH-1', event_type, resource_type: 'refund', resource: refund }),
            url: 'https://shop.example/notices',
          }),
        expected: { items: [{ kind: 'refund', payout: order.id, refund: { payment: order.reference } }] },
        carries: [{ schema: 'refund', value: refund }],
      }),
    ),
  ]
}
