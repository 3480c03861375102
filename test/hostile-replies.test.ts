import { describe, expect, it } from 'vitest'
import type { Database } from '../server/db/database.ts'
import { providers } from '../server/payouts/providers/index.ts'
import { nowMs, orderOf, providerWith } from '../server/payouts/providers/provider.fixtures.ts'
import type { Fetch, RefundProvider } from '../server/platform/ports.ts'
import type { ProviderState } from '../shared/payouts/payout.ts'
import { type DoubledProvider, doubleUrls, faceOf } from './doubles/all-faces.ts'
import { calm } from './doubles/books.ts'
import { seededChance } from './doubles/chance.ts'
import { callOf, Double } from './doubles/double.ts'
import type { FaceCall } from './doubles/face.ts'
import { doubleKeys } from './doubles/keys.ts'

// Whatever comes back instead of an answer, nobody is told "paid", and no money is freed to be paid a second time.
const names = ['stripe', 'paypal', 'adyen', 'alipay', 'wechat_pay'] as const satisfies readonly DoubledProvider[]
type Name = (typeof names)[number]

const currencies: Record<Name, string> = {
  stripe: 'EUR',
  paypal: 'EUR',
  adyen: 'EUR',
  alipay: 'CNY',
  wechat_pay: 'CNY',
}
const references: Partial<Record<Name, string>> = { stripe: 'pi_1', wechat_pay: '4200000000000000000000000001' }

/** The provider with its double, and somebody on the wire who changes what comes back. */
function between(name: Name, change: (good: Response, call: FaceCall) => Promise<Response>) {
  const now = () => nowMs
  const double = new Double({ chance: seededChance(1), now, sleep: async () => {} })
  const reference = references[name] ?? 'pay_1'
  const currency = currencies[name]
  double.books.capture({ provider: name, reference, currency, amount: 9_000, at: nowMs - 86_400_000 })
  const face = faceOf(double, name, calm, now)
  let isHostile = true
  const fetch: Fetch = async (url, init = {}) => {
    const call = await callOf(url, init)
    const good = await face.answer(call)
    return isHostile && !call.url.pathname.endsWith('/oauth2/token') ? change(good, call) : good
  }
  const factory = providers[name]
  if (!factory) throw new Error(`no ${name}`)
  const provider = providerWith(factory, doubleKeys().credentials[name], {
    fetch,
    url: doubleUrls[name],
    clock: { now, sleep: async () => {} },
    database: { read: async () => [] } as unknown as Database,
    ids: {
      next: (prefix) => `${prefix}_1`,
      requestNumber: () => '',
      code: () => '',
      token: () => 'abcdefghijklmnopqrstuvwxyz0123456789',
      chance: () => 0,
    },
  })
  const order = orderOf({ provider: name, reference, currency, amount: 1_250, capturedAmount: 9_000 })
  return { provider, order, honest: () => (isHostile = false) }
}

async function saidOf(ask: () => Promise<unknown>): Promise<ProviderState | undefined> {
  const said = await ask().catch(() => undefined)
  return typeof said === 'object' ? (said as ProviderState) : undefined
}

/** After a refund that was really made: asked for money, and asked what became of it. */
async function bothOf(
  name: Name,
  change: (good: Response) => Promise<Response>,
): Promise<(ProviderState | undefined)[]> {
  const { provider, order } = between(name, change)
  const known = async (reading: RefundProvider) => {
    const { provider: plain, order: same, honest } = between(name, async (good) => good)
    honest()
    const paid = await plain.refund(same)
    return reading.find({ ...order, providerReference: paid.providerReference, firstSentAt: nowMs - 60_000 })
  }
  return [await saidOf(() => provider.refund(order)), await saidOf(() => known(provider))]
}

function expectNoEnd(said: readonly (ProviderState | undefined)[]): void {
  for (const state of said) {
    expect(state?.status).not.toBe('succeeded')
    expect(state?.failure?.final ?? false).toBe(false)
  }
}

const json = (text: string, status = 200) =>
  new Response(text, { status, headers: { 'content-type': 'application/json' } })
const page = '<!doctype html><html><head><title>502</title></head><body>{"status":"SUCCESS"}</body></html>'
const instead: readonly (readonly [string, (good: string) => Response])[] = [
  ['a page of HTML with 200', () => new Response(page, { headers: { 'content-type': 'text/html' } })],
  ['a page of HTML with 502', () => new Response(page, { status: 502 })],
  ['nothing at all', () => new Response('')],
  ['no content', () => new Response(null, { status: 204 })],
  ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } })],
  ['null', () => json('null')],
  ['a list', () => json('[]')],
  ['a text', () => json('"succeeded"')],
  ['an object of nothing', () => json('{}')],
  ['a status alone', () => json('{"status":"SUCCESS","code":"10000","fund_change":"Y"}')],
  ['an error in a 200', () => json('{"error":{"code":"x","message":"y"},"name":"INTERNAL","code":"20000"}')],
  ['bytes that are no text', () => new Response(new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0x28]))],
  ['lists in lists', () => json(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
  ['a flood', () => json(`{"a":"${'x'.repeat(4_000_000)}"}`)],
  ['the first half', (good) => json(good.slice(0, good.length / 2))],
  ['all but the end', (good) => json(good.slice(0, -1))],
  ['the answer twice', (good) => json(good + good)],
]

describe.each(names)('%s', (name) => {
  it('is believed when nobody is on the wire', async () => {
    const [paid] = await bothOf(name, async (good) => good)
    expect(paid?.status).toBe(name === 'adyen' ? 'pending' : 'succeeded')
  })

  it.each(instead)('answering %s says nothing', async (_, reply) => {
    expectNoEnd(await bothOf(name, async (good) => reply(await good.text())))
  })

  it.each([400, 404, 409, 418, 422, 500, 503, 504])('answering its success with %i says nothing', async (status) => {
    const again = async (good: Response) => new Response(await good.text(), { status, headers: good.headers })
    expectNoEnd(await bothOf(name, again))
  })
})

/** Every number and word of an answer that says how much, changed one at a time. */
describe.each(['stripe', 'paypal', 'adyen'] as const)('%s, which signs no answers,', (name) => {
  const changes: readonly (readonly [string, RegExp, string])[] = [
    ['a tenth', /1250|12\.50/, name === 'paypal' ? '1.25' : '125'],
    ['a hundredfold', /1250|12\.50/, name === 'paypal' ? '1250' : '125000'],
    ['less than nothing', /1250|12\.50/, '-12.50'],
    ['no number', /1250|"12\.50"/, '"NaN"'],
    ['another currency', /eur/i, 'USD'],
    ['no currency', /"eur"/i, 'null'],
  ]
  it.each(changes)('answering with %s says nothing', async (_, pattern, by) => {
    let changed = 0
    const said = await bothOf(name, async (good) => {
      const text = await good.text()
      const other = text.replace(pattern, by)
      if (other !== text) changed += 1
      return new Response(other, { status: good.status, headers: good.headers })
    })
    expect(changed).toBeGreaterThan(0)
    expectNoEnd(said)
  })
})
