import { SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { newKey, putOrder, submit, type TestMerchant, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant()

function shopHeaders(at: TestMerchant, more: Record<string, string> = {}): Record<string, string> {
  return {
    'Amends-Merchant': at.publishableKey,
    Origin: at.origin,
    'Content-Type': 'application/json',
    ...newKey(),
    ...more,
  }
}

async function post(path: string, body: unknown, headers = shopHeaders(merchant)) {
  const answer = await api.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json(), headers: answer.headers }
}

const lookup = (number: string, contact: string, headers?: Record<string, string>) =>
  post('/v1/shop/lookup', { number, contact }, headers)

/** The code that was sent to this address last. */
async function codeSentTo(email: string): Promise<string | undefined> {
  await api.work()
  const [mail] = await api.query(
    `SELECT subject FROM dev_mail WHERE "to" = ? AND subject LIKE '%is your code%' ORDER BY rowid DESC LIMIT 1`,
    [email],
  )
  return /^\d{6}/.exec(String(mail?.subject ?? ''))?.[0]
}

async function orderOf(email: string, phone = '+44 7700 900456') {
  const order = testOrder({ customer: { id: email, name: 'Ann Lee', email, phone, country: 'GB' } })
  expect((await putOrder(api, merchant, order)).status).toBe(200)
  return order
}

async function read(path: string, token: string, at = merchant) {
  const headers = { ...shopHeaders(at), Authorization: `Bearer ${token}` }
  const answer = await api.fetch(path, { headers })
  return { status: answer.status, body: await answer.json() }
}

describe('a code by e-mail', () => {
  it('opens the order to whoever has the e-mail, once', async () => {
    const order = await orderOf('once@example.com')
    const asked = await lookup(order.number, ' ONCE@example.com ')
    expect(asked.status).toBe(202)
    const code = await codeSentTo('once@example.com')
    const key = newKey()
    const answer = await post('/v1/shop/verify', { challenge: asked.body.challenge, code }, shopHeaders(merchant, key))
    expect(answer.status).toBe(200)
    expect(answer.body.order).toBe(order.number)

    const listed = await read('/v1/shop/orders', answer.body.token)
    expect(listed.body.orders).toMatchObject([
      { number: order.number, total: 2895, lines: 1, titles: ['Cup'], images: [], requests: [] },
    ])
    const again = await post('/v1/shop/verify', { challenge: asked.body.challenge, code }, shopHeaders(merchant, key))
    expect([again.status, again.body]).toEqual([200, answer.body])
    const reused = await post('/v1/shop/verify', { challenge: asked.body.challenge, code })
    expect([reused.status, reused.body.code]).toEqual([422, 'code_expired'])
  })

  it('is asked for by phone, with "#", or by request number as well, and always goes to the e-mail', async () => {
    const order = await orderOf('ways@example.com', '07700 900777')
    const submitted = await submit(api, merchant, {
      order: order.number,
      items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }],
    })
    for (const number of [order.number, `#${order.number}`, submitted.body.number.toLowerCase()]) {
      const asked = await lookup(number, '+44 7700 900777')
      const code = await codeSentTo('ways@example.com')
      const answer = await post('/v1/shop/verify', { challenge: asked.body.challenge, code })
      expect(answer.body.order, number).toBe(order.number)
      if (number !== order.number && !number.startsWith('#')) expect(answer.body.request).toBe(submitted.body.number)
    }
  })

  it('answers and writes the same whether the order exists or not', async () => {
    const order = await orderOf('same@example.com')
    const writes = async () =>
      (
        await api.query(
          `SELECT (SELECT COUNT(*) FROM challenges) AS challenges, (SELECT COUNT(*) FROM outbox) AS outbox,
             (SELECT COUNT(*) FROM idempotency_keys) AS keys, (SELECT SUM(count) FROM rate_limits) AS limits`,
        )
      )[0] as Record<string, number>
    const shapes = []
    for (const [number, contact] of [
      [order.number, 'same@example.com'],
      [order.number, 'somebody@else.com'],
      ['no-such-order', 'same@example.com'],
      ['R-ZZZZ-ZZZZ', 'nobody@example.com'],
    ] as const) {
      const before = await writes()
      const { status, body } = await lookup(number, contact)
      const after = await writes()
      const added = Object.keys(before).map((name) => (after[name] ?? 0) - (before[name] ?? 0))
      shapes.push({ status, keys: Object.keys(body), challenge: body.challenge.length, added })
    }
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1)
    await api.work()
    const sent = await api.query(`SELECT "to" FROM dev_mail WHERE "to" LIKE '%same@%' OR "to" LIKE '%else.com'`)
    expect(sent).toEqual([{ to: 'same@example.com' }])
  })

  it('gives five tries, also at once, and no sixth with the right code', async () => {
    const order = await orderOf('tries@example.com')
    const { body } = await lookup(order.number, 'tries@example.com')
    const code = await codeSentTo('tries@example.com')
    const wrong = code === '000000' ? '000001' : '000000'
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => post('/v1/shop/verify', { challenge: body.challenge, code: wrong })),
    )
    const codes = tries.map((answer) => answer.body.code)
    expect(codes.filter((found) => found === 'code_wrong')).toHaveLength(5)
    expect(codes.filter((found) => found === 'code_expired')).toHaveLength(3)
    const late = await post('/v1/shop/verify', { challenge: body.challenge, code })
    expect([late.status, late.body.code]).toEqual([422, 'code_expired'])
  })

  it('of two at once with the right code, one opens', async () => {
    const order = await orderOf('race@example.com')
    const { body } = await lookup(order.number, 'race@example.com')
    const code = await codeSentTo('race@example.com')
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => post('/v1/shop/verify', { challenge: body.challenge, code })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
  })

  it('is over after ten minutes, and of one merchant', async () => {
    const order = await orderOf('late@example.com')
    const first = await lookup(order.number, 'late@example.com')
    const code = await codeSentTo('late@example.com')
    const other = await api.createMerchant()
    const elsewhere = await post('/v1/shop/verify', { challenge: first.body.challenge, code }, shopHeaders(other))
    expect(elsewhere.body.code).toBe('code_expired')
    await api.advance(10 * 60_000 + 1)
    const late = await post('/v1/shop/verify', { challenge: first.body.challenge, code })
    expect(late.body.code).toBe('code_expired')
  })

  it('is limited per order and per destination, and says for how long', async () => {
    const answers = []
    for (let asked = 0; asked < 7; asked += 1) answers.push(await lookup('limited-order', `a${asked}@example.com`))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202, 429])
    expect(answers[6]?.body.code).toBe('too_many_requests')
    const wait = Number(answers[6]?.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(15 * 60)

    const statuses = []
    for (let asked = 0; asked < 11; asked += 1) {
      statuses.push((await lookup(`order-${asked}`, 'one-destination@example.com')).status)
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(10)
    expect(statuses[10]).toBe(429)
    const stored = await api.query('SELECT bucket FROM rate_limits')
    expect(JSON.stringify(stored)).not.toMatch(/example|limited-order/)
  })
})

describe('the storefront’s identity', () => {
  const secret = new TextEncoder().encode('a-secret-of-the-storefront-32-bytes!')
  /** The server's clock, ms: tests before this one moved it. */
  let nowMs = 0
  beforeAll(async () => {
    nowMs = (await lookup('clock', 'clock@example.com')).body.expiresAt - 600_000
  })

  async function identity(
    claims: Record<string, unknown>,
    more: { kid?: string; alg?: string; aud?: string; iss?: string; life?: number; key?: Uint8Array } = {},
  ) {
    const now = Math.floor(nowMs / 1000)
    return new SignJWT(claims)
      .setProtectedHeader({ alg: more.alg ?? 'HS256', kid: more.kid ?? 'k1' })
      .setIssuer(more.iss ?? merchant.publishableKey)
      .setAudience(more.aud ?? 'amends')
      .setExpirationTime(now + (more.life ?? 120))
      .sign(more.key ?? secret)
  }

  it('opens a customer’s orders, by id or e-mail, a page at a time', async () => {
    const mine = [await orderOf('buyer@example.com'), await orderOf('buyer@example.com')]
    await orderOf('stranger@example.com')
    for (const claims of [{ sub: 'buyer@example.com' }, { email: 'Buyer@Example.com' }]) {
      const { status, body } = await post('/v1/shop/verify', { identity: await identity(claims) })
      expect(status).toBe(200)
      expect(body.order).toBeUndefined()
      const first = await read('/v1/shop/orders?limit=1', body.token)
      const second = await read(`/v1/shop/orders?limit=1&cursor=${first.body.nextCursor}`, body.token)
      const numbers = [...first.body.orders, ...second.body.orders].map(({ number }: { number: string }) => number)
      expect(numbers.sort()).toEqual(mine.map(({ number }) => number).sort())
      expect(second.body.nextCursor).toBeUndefined()
    }
  })

  it('opens the order it names, of this merchant', async () => {
    const order = await orderOf('named@example.com')
    const { body } = await post('/v1/shop/verify', { identity: await identity({ order: order.number }) })
    expect(body.order).toBe(order.number)
    expect((await read('/v1/shop/orders', body.token)).body.orders).toHaveLength(1)
    const unknown = await post('/v1/shop/verify', { identity: await identity({ order: 'nowhere' }) })
    expect([unknown.status, unknown.body.code]).toEqual([401, 'unauthenticated'])
  })

  it('is refused when anything about it is not ours', async () => {
    const other = await api.createMerchant()
    const claims = { sub: 'c-1' }
    const bad = {
      expired: await identity(claims, { life: -120 }),
      'too long': await identity(claims, { life: 3600 }),
      'another audience': await identity(claims, { aud: 'somebody' }),
      'another merchant': await identity(claims, { iss: other.publishableKey }),
      'another key': await identity(claims, { key: new TextEncoder().encode('x'.repeat(36)) }),
      'unknown key id': await identity(claims, { kid: 'k9' }),
      'another algorithm': await identity(claims, { alg: 'HS512' }),
      'no claims': await identity({}),
      unsigned: `${btoa('{"alg":"none","kid":"k1"}')}.${btoa('{"sub":"c-1"}')}.`.replaceAll('=', ''),
      'not a token': 'hello',
    }
    for (const [why, token] of Object.entries(bad)) {
      const { status, body } = await post('/v1/shop/verify', { identity: token })
      expect([status, body.code], why).toEqual([401, 'unauthenticated'])
    }
  })
})

describe('config', () => {
  it('tells the widget about the shop, to its own pages alone', async () => {
    const answer = await api.fetch('/v1/shop/config', { headers: shopHeaders(merchant) })
    expect(await answer.json()).toMatchObject({
      merchant: { names: { en: 'Test shop', 'zh-CN': '测试店' } },
      contact: { email: 'help@shop.example' },
      timezone: 'Europe/London',
      evidence: { maxFiles: 12, maxBytes: 10_485_760 },
    })
    const elsewhere = await api.fetch('/v1/shop/config', {
      headers: { ...shopHeaders(merchant), Origin: 'https://evil.example' },
    })
    expect([elsewhere.status, (await elsewhere.json()).code]).toEqual([403, 'origin_not_allowed'])
  })
})
