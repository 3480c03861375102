import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountDetails } from '../../../shared/payouts/account.ts'
import type { ProviderParts } from '../../platform/ports.ts'
import { paypalProvider } from './paypal.ts'
import { type Call, doubleOf, nowMs, orderOf, providerWith, type Reply, strangeBodies } from './provider.fixtures.ts'

const credentials = {
  clientId: 'AeA1',
  clientSecret: 'EM1',
  webhookId: '9XL90610J3647323C',
  environment: 'sandbox',
  transfers: 'on',
} as const
const order = orderOf({
  provider: 'paypal',
  method: 'paypal',
  destination: 'account',
  account: 'acc_1',
  reference: 'acc_1',
})
const wallet: AccountDetails = { kind: 'paypal', holder: '', number: 'ann@example.com' }
const token = { status: 200, body: { access_token: 'A21AA', token_type: 'Bearer', expires_in: 32400 } }

function paypalThat(reply: (call: Call) => Reply, also: Partial<ProviderParts> = {}) {
  const double = doubleOf((call) => (call.url.pathname === '/v1/oauth2/token' ? token : reply(call)))
  const paypal = providerWith<'paypal'>(paypalProvider, credentials, {
    fetch: double.fetch,
    openAccount: async (id) => (id === 'acc_1' ? wallet : undefined),
    ...also,
  })
  return { calls: double.calls, paypal, ours: () => double.calls.filter(({ url }) => !url.pathname.endsWith('/token')) }
}

/** As PayPal's sandbox answers. */
const header = {
  payout_batch_id: 'Q8KVJG9TZTNN4',
  batch_status: 'PENDING',
  sender_batch_header: { sender_batch_id: order.id, recipient_type: 'EMAIL' },
}
const created = { batch_header: header }
const item = {
  payout_item_id: '8AELMXH8UB2P8',
  transaction_id: '0C413693MN970190K',
  transaction_status: 'SUCCESS',
  payout_batch_id: header.payout_batch_id,
  payout_item: {
    recipient_type: 'EMAIL',
    amount: { value: '12.50', currency: 'EUR' },
    receiver: 'ann@example.com',
    sender_item_id: order.id,
  },
}
const batchWith = (more: Record<string, unknown>, status = 'SUCCESS') => ({
  batch_header: { ...header, batch_status: status },
  items: [{ ...item, ...more }],
})
const repeated = (links: unknown) => ({
  status: 400,
  body: {
    name: 'USER_BUSINESS_ERROR',
    message: 'User business error.',
    debug_id: 'f701090abdcb2',
    details: [
      {
        field: 'SENDER_BATCH_ID',
        location: 'body',
        issue: 'Batch with given sender_batch_id already exists',
        link: links,
      },
    ],
    links: [],
  },
})
const known = { providerReference: header.payout_batch_id, attempt: 0 }

describe('a payout to the PayPal account that a shopper named', () => {
  it('is a batch of one under our number, and not paid before PayPal says so', async () => {
    const { paypal, ours } = paypalThat(() => ({ status: 201, body: created }))
    expect(await paypal.refund(order)).toEqual({ status: 'pending', providerReference: 'Q8KVJG9TZTNN4' })
    expect(ours().map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(['POST /v1/payments/payouts'])
    expect(JSON.parse(ours()[0]?.body ?? '')).toEqual({
      sender_batch_header: { sender_batch_id: order.id, recipient_type: 'EMAIL' },
      items: [
        {
          recipient_type: 'EMAIL',
          receiver: 'ann@example.com',
          amount: { currency: 'EUR', value: '12.50' },
          sender_item_id: order.id,
          note: '1001 R-ABCD-EFGH',
        },
      ],
    })
  })

  it('sent again is the batch that PayPal made before, asked for at PayPal itself', async () => {
    const link = [{ href: 'https://evil.example/v1/payments/payouts/Q6K2CE4GQ36MQ', rel: 'self', method: 'GET' }]
    const { paypal, ours } = paypalThat(({ method }) =>
      method === 'POST'
        ? repeated(link)
        : { status: 200, body: { ...batchWith({}), batch_header: { ...header, payout_batch_id: 'Q6K2CE4GQ36MQ' } } },
    )
    expect(await paypal.refund({ ...order, attempt: 2 })).toEqual({
      status: 'succeeded',
      providerReference: 'Q6K2CE4GQ36MQ',
    })
    expect(ours().at(-1)?.url.href).toBe('https://api-m.sandbox.paypal.com/v1/payments/payouts/Q6K2CE4GQ36MQ')
    const nameless = paypalThat(() => repeated(undefined))
    expect(await nameless.paypal.refund({ ...order, attempt: 2 })).toMatchObject({
      status: 'unknown',
      failure: { code: 'duplicate_request' },
    })
  })

  it.each([
    [422, 'INSUFFICIENT_FUNDS', 'insufficient_merchant_balance', false],
    [403, 'SENDER_RESTRICTED', 'merchant_account_restricted', false],
    [403, 'AUTHORIZATION_ERROR', 'not_refundable_state', true],
    [403, 'SOMETHING_NEW', 'not_refundable_state', true],
    [400, 'VALIDATION_ERROR', 'invalid_request', true],
    [401, 'AUTHENTICATION_FAILURE', 'auth_config', false],
    [429, 'RATE_LIMIT_REACHED', 'rate_limited', false],
  ])('refused with %i %s is %s', async (status, name, code, final) => {
    const { paypal } = paypalThat(() => ({ status, body: { name, message: '…', debug_id: 'd' } }))
    expect(await paypal.refund(order)).toEqual({ status: 'failed', failure: { code, final }, providerCode: name })
  })

  it('refused for good after an earlier try stays unknown: that one may have paid', async () => {
    const { paypal } = paypalThat(() => ({ status: 403, body: { name: 'AUTHORIZATION_ERROR' } }))
    expect(await paypal.refund({ ...order, attempt: 2 })).toMatchObject({ status: 'unknown' })
  })

  it.each<[string, Reply]>([
    ['a 500', { status: 500, body: { name: 'INTERNAL_SERVER_ERROR' } }],
    ['a 409', { status: 409, body: { name: 'RESOURCE_CONFLICT' } }],
    ['a page of HTML', { status: 200, body: '<html><body>Sorry</body></html>' }],
    ['half an answer', { status: 201, body: JSON.stringify(created).slice(0, 60) }],
    [
      'another’s batch',
      { status: 201, body: { batch_header: { ...header, sender_batch_header: { sender_batch_id: 'po_2' } } } },
    ],
    ['an error inside of a 200', { status: 200, body: { name: 'INSUFFICIENT_FUNDS', message: '…' } }],
    ['a refusal that nobody documented', { status: 400, body: { name: 'SOMETHING_NEW' } }],
  ])('stays unknown after %s', async (_, reply) => {
    expect(await paypalThat(() => reply).paypal.refund(order)).toMatchObject({ status: 'unknown' })
  })

  it('without an account that opens is asked for anew, and nothing is sent', async () => {
    const { paypal, calls } = paypalThat(() => 'dropped', { openAccount: async () => undefined })
    expect(await paypal.refund(order)).toMatchObject({ failure: { code: 'payer_details_required', final: true } })
    const half = paypalThat(() => 'dropped')
    expect(await half.paypal.refund({ ...order, currency: 'HUF', amount: 1250 })).toMatchObject({
      failure: { code: 'invalid_request' },
    })
    expect([...calls, ...half.calls]).toEqual([])
  })
})

describe('asking about a payout', () => {
  it.each<[string, Record<string, unknown>, string, string | undefined]>([
    ['SUCCESS', {}, 'succeeded', undefined],
    ['PENDING', {}, 'pending', undefined],
    ['ONHOLD', {}, 'pending', undefined],
    ['UNCLAIMED', { errors: { name: 'RECEIVER_UNREGISTERED' } }, 'requires_action', 'payer_details_required'],
    ['BLOCKED', {}, 'requires_action', 'not_refundable_state'],
    ['RETURNED', {}, 'failed', 'payer_details_required'],
    ['REFUNDED', {}, 'failed', 'payer_details_required'],
    ['REVERSED', {}, 'failed', 'not_refundable_state'],
    ['FAILED', { errors: { name: 'RECEIVER_ACCOUNT_LOCKED' } }, 'failed', 'payer_account_closed_or_frozen'],
    ['FAILED', { errors: { name: 'INSUFFICIENT_FUNDS' } }, 'failed', 'insufficient_merchant_balance'],
    ['FAILED', { errors: { name: 'SPENDING_LIMIT_EXCEEDED' } }, 'failed', 'limit_reached'],
    ['FAILED', {}, 'failed', 'not_refundable_state'],
    ['SOMETHING_NEW', {}, 'pending', undefined],
  ])('%s %j is %s', async (transaction_status, more, status, code) => {
    const { paypal } = paypalThat(() => ({ status: 200, body: batchWith({ transaction_status, ...more }) }))
    const failure = code && { code, final: status === 'failed' }
    const found = await paypal.find({ ...order, ...known })
    expect(found).toMatchObject({ status, providerReference: 'Q8KVJG9TZTNN4', ...(failure && { failure }) })
  })

  it.each<[string, Reply, string]>([
    [
      'another amount',
      {
        status: 200,
        body: batchWith({ payout_item: { ...item.payout_item, amount: { value: '12.51', currency: 'EUR' } } }),
      },
      'unknown',
    ],
    [
      'another currency',
      {
        status: 200,
        body: batchWith({ payout_item: { ...item.payout_item, amount: { value: '12.50', currency: 'USD' } } }),
      },
      'unknown',
    ],
    [
      'another’s item',
      { status: 200, body: batchWith({ payout_item: { ...item.payout_item, sender_item_id: 'po_2' } }, 'DENIED') },
      'pending',
    ],
    [
      'another’s batch',
      {
        status: 200,
        body: { ...batchWith({}), batch_header: { ...header, sender_batch_header: { sender_batch_id: 'po_2' } } },
      },
      'unknown',
    ],
    ['no item yet', { status: 200, body: created }, 'pending'],
    [
      'a batch that PayPal denied',
      { status: 200, body: { batch_header: { ...header, batch_status: 'DENIED' } } },
      'failed',
    ],
    ['a page of HTML', { status: 200, body: '<html></html>' }, 'unknown'],
    ['no such batch', { status: 404, body: { name: 'RESOURCE_NOT_FOUND' } }, 'unknown'],
    ['no permission', { status: 403, body: { name: 'NOT_AUTHORIZED' } }, 'unknown'],
  ])('with the answer of %s', async (_, reply, status) => {
    expect(await paypalThat(() => reply).paypal.find({ ...order, ...known })).toMatchObject({ status })
  })

  it('without the batch’s name is not possible', async () => {
    const { paypal, calls } = paypalThat(() => 'dropped')
    expect(await paypal.find({ ...order, firstSentAt: nowMs - 86_400_000 })).toBe('cannot_tell')
    expect(calls).toEqual([])
  })

  it('never takes what it does not understand for paid, or for lost', async () => {
    const fields = ['batch_header', 'items'] as const
    await fc.assert(
      fc.asyncProperty(strangeBodies(batchWith({}), fields), async (body) => {
        for (const status of [200, 201]) {
          const { paypal } = paypalThat(() => ({ status, body }))
          const said = [await paypal.refund(order), await paypal.find({ ...order, ...known })]
          for (const state of said) {
            if (typeof state === 'string') throw new Error(state)
            expect(state.status === 'succeeded' || state.failure?.final === true).toBe(false)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('the connection', () => {
  const ids = { next: () => 'check_1', requestNumber: () => '', code: () => '', token: () => '', chance: () => 0 }
  const checked = (payouts: Reply) =>
    paypalThat(({ url }) => (url.pathname.startsWith('/v1/payments') ? payouts : { status: 200, body: {} }), { ids })
      .paypal

  it('is asked whether it may pay out, where it shall', async () => {
    expect(await checked({ status: 404, body: { name: 'RESOURCE_NOT_FOUND' } }).check?.()).toEqual({ ok: true })
    expect(await checked({ status: 403, body: { name: 'NOT_AUTHORIZED' } }).check?.()).toEqual({
      ok: false,
      code: 'not_refundable_state',
      providerCode: 'NOT_AUTHORIZED',
    })
  })
})

describe('a notice', () => {
  const told = (sender_item_id: string) => ({
    url: '',
    headers: {
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-cert-url': 'https://api.paypal.com/cert',
      'paypal-transmission-id': 't1',
      'paypal-transmission-sig': 's1',
      'paypal-transmission-time': new Date(nowMs).toISOString(),
    },
    body: JSON.stringify({
      id: 'WH-1',
      event_type: 'PAYMENT.PAYOUTS-ITEM.SUCCEEDED',
      resource: { ...item, payout_item: { ...item.payout_item, sender_item_id } },
    }),
  })

  it('of a payout of ours names it, of another nothing', async () => {
    const { paypal } = paypalThat(() => ({ status: 200, body: { verification_status: 'SUCCESS' } }))
    const ours = { items: [{ event: 'WH-1', kind: 'refund', payout: order.id }] }
    expect(await paypal.readNotice?.(told(order.id))).toEqual(ours)
    const other = { items: [{ event: 'WH-1', kind: 'other', payout: undefined }] }
    expect(await paypal.readNotice?.(told('salary-7'))).toEqual(other)
    const forged = paypalThat(() => ({ status: 200, body: { verification_status: 'FAILURE' } }))
    expect(await forged.paypal.readNotice?.(told(order.id))).toBe('invalid_signature')
  })
})
