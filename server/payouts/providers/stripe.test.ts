import { createServer, type Server } from 'node:http'
import fc from 'fast-check'
import { Stripe } from 'stripe'
import { createExpressApp } from 'stripe-stateful-mock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefundProvider } from '../../platform/ports.ts'
import { type Call, doubleOf, nowMs, orderOf, providerWith, type Reply, strangeBodies } from './provider.fixtures.ts'
import { stripeProvider } from './stripe.ts'

const credentials = { secretKey: 'sk_test_amends', webhookSecret: 'whsec_test' }

function stripeAt(url: string): RefundProvider {
  return providerWith<'stripe'>(stripeProvider, credentials, { url, fetch })
}

function stripeThat(reply: (call: Call) => Reply) {
  const double = doubleOf(reply)
  return { ...double, stripe: providerWith<'stripe'>(stripeProvider, credentials, { fetch: double.fetch }) }
}

const refundBody = {
  id: 're_1',
  object: 'refund',
  amount: 1250,
  currency: 'eur',
  created: nowMs / 1000,
  status: 'succeeded',
  metadata: { refund_id: orderOf().id },
  payment_intent: 'pi_1',
  charge: 'ch_1',
}
const page = (data: unknown[], has_more = false) => ({ status: 200, body: { object: 'list', data, has_more } })
const failure = (status: number, error: object) => ({ status, body: { error } })

describe('Stripe against a stateful server that others wrote', () => {
  let server: Server
  let url = ''
  let numbers = 0
  beforeAll(async () => {
    server = createServer(createExpressApp())
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  })
  afterAll(() => {
    server.close()
  })

  async function charged(amount: number): Promise<string> {
    const headers = { authorization: 'Bearer sk_test_amends', 'content-type': 'application/x-www-form-urlencoded' }
    const body = `amount=${amount}&currency=eur&source=tok_visa`
    const charge: unknown = await (await fetch(`${url}/v1/charges`, { method: 'POST', headers, body })).json()
    return (charge as { id: string }).id
  }
  const orderFor = (reference: string, amount: number) => orderOf({ id: `po_mock${++numbers}`, reference, amount })

  it('refunds once, however often the number is sent, and finds it by its number alone', async () => {
    const stripe = stripeAt(url)
    const order = orderFor(await charged(3000), 1250)
    expect(await stripe.find(order)).toBe('never_seen')
    const first = await stripe.refund(order)
    expect(first).toMatchObject({ status: 'succeeded', providerReference: expect.stringMatching(/^re_/) })
    expect(await stripe.refund({ ...order, attempt: 2 })).toEqual(first)
    expect(await stripe.find(order)).toEqual(first)
    expect(await stripe.find({ ...order, providerReference: first.providerReference })).toEqual(first)
    expect(await stripe.list?.(Date.now() - 60_000, Date.now() + 60_000)).toContainEqual(
      expect.objectContaining({ payout: order.id, payment: order.reference, amount: 1250, currency: 'EUR' }),
    )
  })

  it('asks what became of a number that was used for something else', async () => {
    const stripe = stripeAt(url)
    const order = orderFor(await charged(3000), 1250)
    await stripe.refund(order)
    expect(await stripe.refund({ ...order, amount: 900 })).toMatchObject({
      status: 'unknown',
      failure: { code: 'duplicate_request' },
    })
  })

  it('frees the money when more is asked for than is left', async () => {
    const stripe = stripeAt(url)
    const charge = await charged(3000)
    expect(await stripe.refund(orderFor(charge, 3001))).toMatchObject({
      failure: { code: 'amount_exceeded', final: true },
    })
    const whole = orderFor(charge, 3000)
    expect(await stripe.refund(whole)).toMatchObject({ status: 'succeeded' })
    expect(await stripe.refund(orderFor(charge, 1))).toMatchObject({
      failure: { code: 'already_refunded', final: true },
    })
  })

  it('knows its own refund behind "already refunded", when the key is forgotten', async () => {
    const charge = await charged(3000)
    const order = orderFor(charge, 3000)
    const paid = await stripeAt(url).refund(order)
    const forgetful = providerWith<'stripe'>(stripeProvider, credentials, {
      url,
      fetch: (address, init) => {
        const headers = new Headers(init?.headers)
        headers.delete('idempotency-key')
        return fetch(address, { ...init, headers })
      },
    })
    expect(await forgetful.refund({ ...order, attempt: 2 })).toEqual(paid)
  })

  it('names a payment that does not exist, and credentials that are refused', async () => {
    expect(await stripeAt(url).refund(orderFor('ch_nobody', 5))).toMatchObject({
      failure: { code: 'not_refundable_state', final: true },
      providerCode: 'resource_missing',
    })
    expect(await stripeAt(url).check?.()).toEqual({ ok: true })
    const wrong = { ...credentials, secretKey: 'rk_live_wrong' }
    const stranger = providerWith<'stripe'>(stripeProvider, wrong, { url, fetch })
    expect(await stranger.check?.()).toMatchObject({ ok: false, code: 'auth_config' })
    expect(await stranger.refund(orderFor('ch_1', 5))).toMatchObject({ failure: { code: 'auth_config', final: false } })
    expect(await stranger.find(orderFor('ch_1', 5))).toMatchObject({
      status: 'unknown',
      failure: { code: 'auth_config' },
    })
  })
})

describe('Stripe', () => {
  it('sends the payment, the number and nothing of the shopper', async () => {
    const { stripe, calls } = stripeThat(() => ({ status: 200, body: refundBody }))
    await stripe.refund(orderOf({ label: 'Visa •••• 4242' }))
    expect(calls[0]?.url.href).toBe('https://api.stripe.com/v1/refunds')
    expect(calls[0]?.headers.get('idempotency-key')).toBe(orderOf().id)
    expect(calls[0]?.headers.get('stripe-version')).toBe('2026-10-28.endive')
    expect(Object.fromEntries(new URLSearchParams(calls[0]?.body))).toEqual({
      payment_intent: 'pi_1',
      amount: '1250',
      'metadata[refund_id]': orderOf().id,
      'metadata[request]': 'R-ABCD-EFGH',
    })
  })

  it('never sends an amount that it cannot say', async () => {
    const { stripe, calls } = stripeThat(() => ({ status: 200, body: refundBody }))
    const order = orderOf({ currency: 'KWD', amount: 5124 })
    expect(await stripe.refund(order)).toMatchObject({ failure: { code: 'invalid_request', final: true } })
    expect(await stripe.find(order)).toBe('never_seen')
    expect(calls).toEqual([])
  })

  it('throws when nobody answered, after one call', async () => {
    const { stripe, calls } = stripeThat(() => 'dropped')
    await expect(stripe.refund(orderOf())).rejects.toThrow('stripe did not answer')
    expect(calls).toHaveLength(1)
    await expect(stripe.find(orderOf())).rejects.toThrow('stripe did not answer')
    expect(await stripe.check?.()).toEqual({ ok: false, code: 'provider_unavailable', providerCode: 'no_answer' })
  })

  it('pages on until it finds the number', async () => {
    const others = Array.from({ length: 100 }, (_, i) => ({ ...refundBody, id: `re_x${i}`, metadata: {} }))
    const { stripe, calls } = stripeThat(({ url }) =>
      url.searchParams.has('starting_after') ? page([refundBody]) : page(others, true),
    )
    expect(await stripe.find(orderOf())).toMatchObject({ status: 'succeeded', providerReference: 're_1' })
    expect(calls[1]?.url.searchParams.get('starting_after')).toBe('re_x99')
  })

  it('does not take a refused question for an answer about the money', async () => {
    for (const status of [400, 401, 403, 404, 409, 429, 500]) {
      const { stripe } = stripeThat(() => failure(status, { type: 'invalid_request_error', code: 'resource_missing' }))
      expect(await stripe.find(orderOf())).toMatchObject({ status: 'unknown' })
      expect(await stripe.find(orderOf({ providerReference: 're_1' }))).toMatchObject({ status: 'unknown' })
    }
  })

  it('ends nothing on an answer that it does not understand', async () => {
    let reply: Reply = 'dropped'
    const { stripe } = stripeThat(() => reply)
    const bodies = strangeBodies(refundBody, ['amount', 'currency', 'object', 'status'])
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(200, 202, 400, 402, 404, 409, 422), async (body, status) => {
        reply = { status, body: JSON.stringify(body) }
        for (const said of [
          await stripe.refund(orderOf()),
          await stripe.find(orderOf({ providerReference: 're_1' })),
        ]) {
          expect(said).toMatchObject({ status: expect.stringMatching(/^(unknown|pending)$/) })
        }
      }),
    )
  })
})

describe("Stripe's webhooks", () => {
  const eventOf = (type: string, object: object) =>
    JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } })
  async function signed(payload: string, atMs = nowMs, secret = credentials.webhookSecret): Promise<string> {
    const timestamp = Math.floor(atMs / 1000)
    const cryptoProvider = Stripe.createSubtleCryptoProvider()
    return new Stripe('sk_test_x').webhooks.generateTestHeaderStringAsync({
      payload,
      secret,
      timestamp,
      cryptoProvider,
    })
  }
  const noticeOf = (stripe: RefundProvider, body: string, signature: string) =>
    stripe.readNotice?.({ body, headers: { 'stripe-signature': signature }, url: 'https://shop.example/notices' })

  it('believes what Stripe signed, and reads the refund as it is now', async () => {
    const { stripe } = stripeThat(() => ({ status: 200, body: refundBody }))
    for (const type of ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated']) {
      const body = eventOf(type, { ...refundBody, status: 'pending' })
      expect(await noticeOf(stripe, body, await signed(body))).toEqual({
        items: [
          {
            event: 'evt_1',
            kind: 'refund',
            payout: orderOf().id,
            refund: expect.objectContaining({
              amount: 1250,
              state: { status: 'succeeded', providerReference: 're_1' },
            }),
          },
        ],
      })
    }
  })

  it('reads every refund of a charge, and only notes disputes and the rest', async () => {
    const { stripe } = stripeThat(() => page([refundBody, { ...refundBody, id: 're_2', metadata: {} }]))
    const body = eventOf('charge.refunded', { id: 'ch_1', object: 'charge' })
    expect(await noticeOf(stripe, body, await signed(body))).toMatchObject({
      items: [
        { event: 'evt_1/re_1', kind: 'refund', payout: orderOf().id },
        { event: 'evt_1/re_2', kind: 'refund', payout: undefined },
      ],
    })
    const dispute = eventOf('charge.dispute.created', { id: 'dp_1' })
    expect(await noticeOf(stripe, dispute, await signed(dispute))).toEqual({
      items: [{ event: 'evt_1', kind: 'dispute' }],
    })
    const other = eventOf('price.created', { id: 'price_1' })
    expect(await noticeOf(stripe, other, await signed(other))).toEqual({ items: [{ event: 'evt_1', kind: 'other' }] })
  })

  it('refuses what is forged, changed, old or not an event', async () => {
    const { stripe, calls } = stripeThat(() => ({ status: 200, body: refundBody }))
    const body = eventOf('refund.updated', refundBody)
    expect(await noticeOf(stripe, body, '')).toBe('invalid_signature')
    expect(await noticeOf(stripe, body, await signed(body, nowMs, 'whsec_other'))).toBe('invalid_signature')
    expect(await noticeOf(stripe, body.replace('re_1', 're_2'), await signed(body))).toBe('invalid_signature')
    expect(await noticeOf(stripe, body, await signed(body, nowMs - 301_000))).toBe('invalid_signature')
    expect(await noticeOf(stripe, '[]', await signed('[]'))).toBe('invalid_signature')
    expect(calls).toEqual([])
    expect(await noticeOf(stripe, body, await signed(body, nowMs - 299_000))).not.toBe('invalid_signature')
  })

  it('takes one of several signatures, as while the secret is changed, and none from a time to come', async () => {
    const { stripe } = stripeThat(() => 'dropped')
    const body = eventOf('price.created', { id: 'price_1' })
    const [, old] = (await signed(body, nowMs, 'whsec_old')).split(',')
    const both = (await signed(body)).replace(',', `,${old},`)
    expect(await noticeOf(stripe, body, both)).toMatchObject({ items: [{ event: 'evt_1' }] })
    expect(await noticeOf(stripe, body, await signed(body, nowMs + 299_000))).toMatchObject({ items: [{}] })
    expect(await noticeOf(stripe, body, await signed(body, nowMs + 301_000))).toBe('invalid_signature')
  })

  it.each([
    ['of an object without an id', { data: { object: { id: null } } }],
    ['without its object', {}],
    ['of the newer kind', { object: 'v2.core.event', related_object: { id: 're_1' } }],
  ])('notes an event %s: it is signed all the same', async (_, more) => {
    const { stripe } = stripeThat(() => 'dropped')
    const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'v1.something.new', ...more })
    expect(await noticeOf(stripe, body, await signed(body))).toEqual({ items: [{ event: 'evt_1', kind: 'other' }] })
  })

  it('is delivered again while the refund cannot be read, and forgotten when it is not ours', async () => {
    const body = eventOf('refund.updated', refundBody)
    const down = stripeThat(() => failure(500, { type: 'api_error' }))
    await expect(noticeOf(down.stripe, body, await signed(body))).rejects.toThrow('api_error')
    const foreign = stripeThat(() => failure(404, { type: 'invalid_request_error', code: 'resource_missing' }))
    expect(await noticeOf(foreign.stripe, body, await signed(body))).toEqual({
      items: [{ event: 'evt_1', kind: 'other' }],
    })
  })
})
