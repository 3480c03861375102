import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProviderParts } from '../../platform/ports.ts'
import { paypalProvider } from './paypal.ts'
import { type Call, doubleOf, nowMs, orderOf, providerWith, type Reply, strangeBodies } from './provider.fixtures.ts'

const credentials = {
  clientId: 'AeA1',
  clientSecret: 'EMæx',
  webhookId: '9XL90610J3647323C',
  environment: 'sandbox',
} as const
const order = orderOf({ provider: 'paypal', method: 'paypal', reference: '2GG279541U471931P' })
const refundBody = {
  id: '1JU08902781691411',
  status: 'COMPLETED',
  amount: { currency_code: 'EUR', value: '12.50' },
  invoice_id: order.id,
  create_time: '2026-11-22T11:00:00Z',
  links: [
    { rel: 'up', href: `https://api-m.sandbox.paypal.com/v2/payments/captures/${order.reference}`, method: 'GET' },
  ],
}
const token = { status: 200, body: { access_token: 'A21AA', token_type: 'Bearer', expires_in: 32400 } }
const issue = (name: string) => ({ status: 422, body: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue: name }] } })

function paypalThat(reply: (call: Call) => Reply, also: Partial<ProviderParts> = {}) {
  const double = doubleOf((call) => (call.url.pathname === '/v1/oauth2/token' ? token : reply(call)))
  return { ...double, paypal: providerWith<'paypal'>(paypalProvider, credentials, { fetch: double.fetch, ...also }) }
}

describe('PayPal', () => {
  it('asks for a token once, then refunds under our number', async () => {
    const { paypal, calls } = paypalThat(() => ({ status: 201, body: refundBody }))
    const paid = { status: 'succeeded', providerReference: refundBody.id }
    expect(await paypal.refund(order)).toEqual(paid)
    expect(await paypal.refund({ ...order, attempt: 2 })).toEqual(paid)
    expect(calls.map(({ method, url }) => `${method} ${url.href}`)).toEqual([
      'POST https://api-m.sandbox.paypal.com/v1/oauth2/token',
      `POST https://api-m.sandbox.paypal.com/v2/payments/captures/${order.reference}/refund`,
      `POST https://api-m.sandbox.paypal.com/v2/payments/captures/${order.reference}/refund`,
    ])
    expect(calls[0]?.headers.get('authorization')).toBe(`Basic ${Buffer.from('AeA1:EMæx').toString('base64')}`)
    expect(calls[1]?.headers.get('authorization')).toBe('Bearer A21AA')
    expect(calls[1]?.headers.get('paypal-request-id')).toBe(order.id)
    expect(calls[1]?.headers.get('prefer')).toBe('return=representation')
    expect(JSON.parse(calls[1]?.body ?? '')).toEqual({
      amount: { value: '12.50', currency_code: 'EUR' },
      invoice_id: order.id,
    })
  })

  it('makes a new token when the old one is at its end, or revoked', async () => {
    let now = nowMs
    const clock = { now: () => now, sleep: async () => {} }
    const { paypal, calls } = paypalThat(() => ({ status: 201, body: refundBody }), { clock })
    await paypal.refund(order)
    now += 32_400_000 - 60_001
    await paypal.refund(order)
    expect(calls).toHaveLength(3)
    now += 1
    await paypal.refund(order)
    expect(calls).toHaveLength(5)

    let isRevoked = false
    const revoked = paypalThat(() => {
      if (!isRevoked) return { status: 201, body: refundBody }
      isRevoked = false
      return { status: 401, body: { name: 'AUTHENTICATION_FAILURE' } }
    })
    await revoked.paypal.refund(order)
    isRevoked = true
    expect(await revoked.paypal.refund(order)).toMatchObject({ status: 'succeeded' })
    expect(revoked.calls.map(({ url }) => url.pathname.split('/').at(-1))).toEqual([
      'token',
      'refund',
      'refund',
      'token',
      'refund',
    ])
  })

  it('knows that nothing was sent when there is no token', async () => {
    const without = (reply: Reply) => {
      const { fetch, calls } = doubleOf(() => reply)
      return { paypal: providerWith<'paypal'>(paypalProvider, credentials, { fetch }), calls }
    }
    const refused = without({ status: 401, body: { error: 'invalid_client' } })
    const auth = { status: 'failed', failure: { code: 'auth_config', final: false }, providerCode: 'invalid_client' }
    expect(await refused.paypal.refund(order)).toEqual(auth)
    expect(await refused.paypal.check?.()).toEqual({ ok: false, code: 'auth_config', providerCode: 'invalid_client' })
    expect(refused.calls.every(({ url }) => url.pathname === '/v1/oauth2/token')).toBe(true)
    const asked = await refused.paypal.find({ ...order, providerReference: '1JU' })
    expect(asked).toMatchObject({ status: 'unknown', failure: { code: 'auth_config' } })
    for (const reply of ['dropped', { status: 503, body: '' }, { status: 200, body: {} }] as const) {
      const { paypal } = without(reply)
      expect(await paypal.refund(order)).toMatchObject({
        status: 'failed',
        failure: { code: 'provider_unavailable', final: false },
      })
    }
  })

  it('is asked by the refund it named, and otherwise by sending again', async () => {
    const { paypal, calls } = paypalThat(() => ({ status: 200, body: refundBody }))
    expect(await paypal.find(order)).toBe('cannot_tell')
    expect(await paypal.find({ ...order, firstSentAt: nowMs - 60_000 })).toBe('cannot_tell')
    expect(calls).toEqual([])
    expect(await paypal.find({ ...order, providerReference: refundBody.id })).toMatchObject({ status: 'succeeded' })
    expect(calls.at(-1)?.url.pathname).toBe(`/v2/payments/refunds/${refundBody.id}`)
  })

  it('looks into the list of transactions when hours of asking told nothing', async () => {
    const late = { ...order, firstSentAt: nowMs - 4 * 3_600_000 }
    const info = {
      transaction_id: refundBody.id,
      transaction_initiation_date: '2026-11-22T09:00:00+0000',
      transaction_amount: { currency_code: 'EUR', value: '-12.50' },
      transaction_status: 'S',
      invoice_id: order.id,
    }
    const search = (details: unknown[]): Reply => ({
      status: 200,
      body: { transaction_details: details, total_pages: 1 },
    })
    const isSearch = ({ url }: Call) => url.pathname === '/v1/reporting/transactions'
    const found = paypalThat((call) =>
      isSearch(call) ? search([{ transaction_info: info }]) : { status: 200, body: refundBody },
    )
    expect(await found.paypal.find(late)).toEqual({ status: 'succeeded', providerReference: refundBody.id })
    expect(await paypalThat(() => search([])).paypal.find(late)).toBe('cannot_tell')
    expect(await paypalThat(() => ({ status: 403, body: { name: 'NOT_AUTHORIZED' } })).paypal.find(late)).toBe(
      'cannot_tell',
    )
  })

  it('suspects its own earlier try behind "already refunded"', async () => {
    const { paypal } = paypalThat(() => issue('CAPTURE_FULLY_REFUNDED'))
    expect(await paypal.refund(order)).toMatchObject({ failure: { code: 'already_refunded', final: true } })
    expect(await paypal.refund({ ...order, attempt: 2 })).toMatchObject({
      status: 'unknown',
      providerCode: 'CAPTURE_FULLY_REFUNDED',
    })
  })

  it('sends no amount that PayPal cannot say', async () => {
    const { paypal, calls } = paypalThat(() => ({ status: 201, body: refundBody }))
    expect(await paypal.refund({ ...order, currency: 'HUF', amount: 10_050 })).toMatchObject({
      failure: { code: 'invalid_request', final: true },
    })
    expect(calls).toEqual([])
  })

  it('throws when the refund was sent and nobody answered', async () => {
    const { paypal } = paypalThat(() => 'dropped')
    await expect(paypal.refund(order)).rejects.toThrow()
  })

  it('checks the credentials and the webhook they are used with', async () => {
    const { paypal, calls } = paypalThat(() => ({ status: 200, body: {} }))
    expect(await paypal.check?.()).toEqual({ ok: true })
    expect(calls.at(-1)?.url.pathname).toBe('/v1/notifications/webhooks/9XL90610J3647323C')
    const missing = paypalThat(() => ({ status: 404, body: { name: 'INVALID_RESOURCE_ID' } }))
    expect(await missing.paypal.check?.()).toEqual({
      ok: false,
      code: 'auth_config',
      providerCode: 'webhook_not_found',
    })
  })

  it('ends nothing on an answer that it does not understand', async () => {
    let reply: Reply = 'dropped'
    const { paypal } = paypalThat(() => reply)
    const bodies = strangeBodies(refundBody, ['amount', 'status', 'invoice_id'])
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(200, 201, 202, 400, 404, 409, 422), async (body, status) => {
        reply = { status, body: JSON.stringify(body) }
        for (const said of [await paypal.refund(order), await paypal.find({ ...order, providerReference: '1JU' })]) {
          expect(said).toMatchObject({ status: expect.stringMatching(/^(unknown|pending)$/) })
        }
      }),
    )
  })
})

describe('the list of PayPal refunds', () => {
  const transaction = (also: object) => ({
    transaction_info: {
      transaction_id: 'T1',
      paypal_reference_id: order.reference,
      transaction_event_code: 'T1107',
      transaction_initiation_date: '2026-11-01T12:00:00+0000',
      transaction_amount: { currency_code: 'EUR', value: '-12.50' },
      transaction_status: 'S',
      ...also,
    },
  })

  it('walks months and pages, and reads amounts without their sign', async () => {
    const { paypal, calls } = paypalThat(({ url }) => ({
      status: 200,
      body: {
        transaction_details:
          url.searchParams.get('page') === '1'
            ? [
                transaction({ invoice_id: order.id }),
                transaction({ transaction_id: 'T2', transaction_status: 'P' }),
                transaction({ transaction_id: 'T3', transaction_status: 'V' }),
                transaction({ transaction_id: 'T4', transaction_event_code: 'T0006' }),
                // What the shop got back as somebody's customer.
                transaction({ transaction_id: 'T6', transaction_amount: { currency_code: 'EUR', value: '12.50' } }),
              ]
            : [transaction({ transaction_id: 'T5', invoice_id: 'INV-9' })],
        total_pages: 2,
      },
    }))
    const refunds = await paypal.list?.(Date.UTC(2026, 9, 1), Date.UTC(2026, 10, 22))
    expect(refunds?.map(({ providerReference, payout, state }) => [providerReference, payout, state.status])).toEqual([
      ['T1', order.id, 'succeeded'],
      ['T2', undefined, 'pending'],
      ['T3', undefined, 'failed'],
      ['T5', undefined, 'succeeded'],
    ])
    expect(refunds?.[0]).toMatchObject({
      amount: 1250,
      currency: 'EUR',
      payment: order.reference,
      at: Date.UTC(2026, 10, 1, 12),
    })
    expect(calls.filter(({ method }) => method === 'GET')).toHaveLength(4)
    expect(calls[1]?.url.searchParams.get('start_date')).toBe('2026-10-01T00:00:00.000Z')
    expect(calls[3]?.url.searchParams.get('start_date')).toBe('2026-11-01T00:00:00.000Z')
  })

  it('is whole or an error', async () => {
    const refused = paypalThat(() => ({ status: 403, body: { name: 'NOT_AUTHORIZED' } }))
    await expect(refused.paypal.list?.(0, 1)).rejects.toThrow('403')
    const odd = paypalThat(() => ({ status: 200, body: { transaction_details: [{}], total_pages: 1 } }))
    await expect(odd.paypal.list?.(0, 1)).rejects.toThrow()
  })
})

describe("PayPal's webhooks", () => {
  const headers = {
    'paypal-auth-algo': 'SHA256withRSA',
    'paypal-cert-url': 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42',
    'paypal-transmission-id': 'd938e770-8046-11e6-8103-6b62a8a99ac4',
    'paypal-transmission-sig': 'eDOnWUj9FXOnr2naQnrdL7bhgejVSTwRbwbJ0kuk5w==',
    'paypal-transmission-time': '2026-11-22T11:59:00Z',
  }
  // Spaces and an escape, to prove that the event goes back byte for byte.
  const bodyOf = (type: string) =>
    `{ "id":"WH-1", "event_type":"${type}", "summary":"\\u20ac 12.50",\n "resource":{"id":"${refundBody.id}"} }`
  const paypalSaying = (verdict: Reply, refund: Reply = { status: 200, body: refundBody }) =>
    paypalThat(({ url }) => (url.pathname === '/v1/notifications/verify-webhook-signature' ? verdict : refund))
  const success = { status: 200, body: { verification_status: 'SUCCESS' } }
  const url = 'https://shop.example/notices'

  it('lets PayPal check the signature over the very bytes, and reads the refund as it is now', async () => {
    const { paypal, calls } = paypalSaying(success)
    const body = bodyOf('PAYMENT.CAPTURE.REFUNDED')
    expect(await paypal.readNotice?.({ headers, body, url })).toMatchObject({
      items: [{ event: 'WH-1', kind: 'refund', payout: order.id, refund: { amount: 1250, payment: order.reference } }],
    })
    const sent = calls.find((call) => call.url.pathname.endsWith('/verify-webhook-signature'))?.body
    expect(sent?.endsWith(`,"webhook_event":${body}}`)).toBe(true)
    expect(JSON.parse(sent ?? '')).toMatchObject({ webhook_id: credentials.webhookId, auth_algo: 'SHA256withRSA' })
  })

  it('only notes disputes, reversals and the rest', async () => {
    const { paypal } = paypalSaying(success)
    for (const [type, kind] of [
      ['CUSTOMER.DISPUTE.CREATED', 'dispute'],
      ['PAYMENT.CAPTURE.REVERSED', 'dispute'],
      ['CHECKOUT.ORDER.APPROVED', 'other'],
    ] as const) {
      expect(await paypal.readNotice?.({ headers, body: bodyOf(type), url })).toEqual({
        items: [{ event: 'WH-1', kind }],
      })
    }
    const foreign = paypalSaying(success, { status: 404, body: {} })
    expect(await foreign.paypal.readNotice?.({ headers, body: bodyOf('PAYMENT.REFUND.FAILED'), url })).toEqual({
      items: [{ event: 'WH-1', kind: 'other' }],
    })
  })

  it('refuses what PayPal did not sign, what is old, and what is not an event', async () => {
    const body = bodyOf('PAYMENT.CAPTURE.REFUNDED')
    for (const verdict of [
      { status: 200, body: { verification_status: 'FAILURE' } },
      { status: 200, body: {} },
      { status: 400, body: { name: 'VALIDATION_ERROR' } },
    ]) {
      expect(await paypalSaying(verdict).paypal.readNotice?.({ headers, body, url })).toBe('invalid_signature')
    }
    const { paypal, calls } = paypalSaying(success)
    const old = { ...headers, 'paypal-transmission-time': '2026-11-18T11:59:00Z' }
    const timeless = { ...headers, 'paypal-transmission-time': 'soon' }
    const unsigned = { ...headers, 'paypal-transmission-sig': '' }
    for (const wrong of [old, timeless, unsigned, {}]) {
      expect(await paypal.readNotice?.({ headers: wrong, body, url })).toBe('invalid_signature')
    }
    expect(await paypal.readNotice?.({ headers, body: `${body}{"id":"WH-2"}`, url })).toBe('invalid_signature')
    expect(calls).toEqual([])
  })

  it('is delivered again while PayPal cannot be asked', async () => {
    const body = bodyOf('PAYMENT.CAPTURE.REFUNDED')
    const down = { status: 503, body: '' }
    await expect(paypalSaying(down).paypal.readNotice?.({ headers, body, url })).rejects.toThrow('503')
    await expect(paypalSaying(success, down).paypal.readNotice?.({ headers, body, url })).rejects.toThrow('503')
  })
})
