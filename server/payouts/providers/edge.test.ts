import HmacValidator from '@adyen/api-library/lib/src/utils/hmacValidator.js'
import { build } from 'esbuild'
import { Response as EdgeResponse, Miniflare } from 'miniflare'
import { Stripe } from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { billArchive } from './alipay-bill.fixtures.ts'
import { appCert, rootCert } from './alipay-certificates.fixtures.ts'
import { certificateNumbers } from './alipay-certificates.ts'
import { nowMs, orderOf } from './provider.fixtures.ts'

const order = orderOf()
const hmacKey = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'
const credentials = {
  stripe: { secretKey: 'sk_test_edge', webhookSecret: 'whsec_edge' },
  paypal: { clientId: 'id', clientSecret: 'secret', webhookId: 'W', environment: 'sandbox' },
  adyen: { apiKey: 'AQE1', merchantAccount: 'AmendsShop', hmacKey, environment: 'test' },
}

const worker = `
import { providers } from './index.ts'
import { downloadedRefunds } from './alipay-bill.ts'
import { certificateNumbers } from './alipay-certificates.ts'
import { providerWith } from './provider.fixtures.ts'
const credentials = ${JSON.stringify(credentials)}
export default {
  async fetch(request) {
    const { name, verb, argument } = await request.json()
    if (verb === 'certificates') return Response.json(certificateNumbers(argument))
    if (verb === 'bill') {
      const bytes = Uint8Array.from(atob(argument), (character) => character.charCodeAt(0))
      return Response.json(await downloadedRefunds({ fetch: async () => new Response(bytes) }, 'https://x.alipay.com/'))
    }
    const fetchOf = (url, init) => fetch(url, init)
    const provider = providerWith(providers[name], credentials[name], { fetch: fetchOf })
    return Response.json((await provider[verb](argument)) ?? null)
  },
}`

/** What the providers answer, to the worker's own fetch. */
function outside(request: { method: string; url: string }): EdgeResponse {
  const { host, pathname } = new URL(request.url)
  const amount = { currency_code: 'EUR', value: '12.50' }
  if (host === 'api.stripe.com') {
    const metadata = { refund_id: order.id }
    const refund = {
      id: 're_1',
      object: 'refund',
      amount: 1250,
      currency: 'eur',
      created: 1,
      status: 'succeeded',
      metadata,
    }
    return EdgeResponse.json(
      request.method === 'GET' && pathname === '/v1/refunds' ? { data: [refund], has_more: false } : refund,
    )
  }
  if (pathname === '/v1/oauth2/token') return EdgeResponse.json({ access_token: 'A21', expires_in: 60 })
  if (host === 'api-m.sandbox.paypal.com') return EdgeResponse.json({ id: '1JU', status: 'COMPLETED', amount })
  return EdgeResponse.json({ pspReference: '9936', status: 'received', amount: { currency: 'EUR', value: 1250 } })
}

describe('the providers on workerd', () => {
  let miniflare: Miniflare
  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: worker, resolveDir: 'server/payouts/providers', loader: 'ts' },
      bundle: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      conditions: ['workerd', 'worker', 'browser'],
      external: ['node:*', 'cloudflare:*'],
    })
    miniflare = new Miniflare({
      modules: [{ type: 'ESModule', path: 'worker.js', contents: outputFiles[0]?.text ?? '' }],
      compatibilityDate: '2026-04-01',
      compatibilityFlags: ['nodejs_compat'],
      outboundService: outside as never,
      cf: false,
    })
    await miniflare.ready
  }, 60_000)
  afterAll(() => miniflare.dispose())

  async function call(name: string, verb: string, argument: unknown): Promise<unknown> {
    const body = JSON.stringify({ name, verb, argument })
    return (await miniflare.dispatchFetch('http://edge.test/', { method: 'POST', body })).json()
  }

  it.each([
    ['stripe', { status: 'succeeded', providerReference: 're_1' }],
    ['paypal', { status: 'succeeded', providerReference: '1JU' }],
    ['adyen', { status: 'pending', providerReference: '9936', providerCode: 'received' }],
  ])('%s refunds', async (name, said) => {
    expect(await call(name, 'refund', order)).toEqual(said)
  })

  it('Stripe is asked by number', async () => {
    expect(await call('stripe', 'find', order)).toEqual({ status: 'succeeded', providerReference: 're_1' })
  })

  it('Alipay’s bill is unpacked, and its certificates are named', async () => {
    expect(await call('alipay', 'bill', billArchive)).toMatchObject([{ payout: 'po_01KB2X8Q' }, { amount: 100_000 }])
    const certificates = { appCert, rootCert }
    expect(await call('alipay', 'certificates', certificates)).toEqual(certificateNumbers(certificates))
  })

  it('webhooks are verified', async () => {
    const event = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'refund.updated',
      data: { object: { id: 're_1' } },
    })
    const signature = await new Stripe('sk_x').webhooks.generateTestHeaderStringAsync({
      payload: event,
      secret: credentials.stripe.webhookSecret,
      timestamp: nowMs / 1000,
    })
    const stripe = (header: string) => ({ body: event, headers: { 'stripe-signature': header }, url: '' })
    expect(await call('stripe', 'readNotice', stripe(signature))).toMatchObject({ items: [{ payout: order.id }] })
    expect(await call('stripe', 'readNotice', stripe(signature.replace('v1=', 'v1=0')))).toBe('invalid_signature')

    const item = {
      amount: { currency: 'EUR', value: 1250 },
      eventCode: 'REFUND',
      eventDate: '2026-11-22T12:00:00+01:00',
      merchantAccountCode: 'AmendsShop',
      merchantReference: order.id,
      originalReference: 'P1',
      pspReference: '9936',
      success: 'true',
    }
    const additionalData = { hmacSignature: new HmacValidator().calculateHmac(item as never, hmacKey) }
    const adyen = (also: object) => ({
      body: JSON.stringify({ notificationItems: [{ NotificationRequestItem: { ...item, additionalData, ...also } }] }),
      headers: {},
      url: '',
    })
    expect(await call('adyen', 'readNotice', adyen({}))).toMatchObject({ items: [{ payout: order.id }] })
    expect(await call('adyen', 'readNotice', adyen({ success: 'false' }))).toBe('invalid_signature')
  })
})
