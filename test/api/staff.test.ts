import { beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import {
  instantPolicy,
  newKey,
  putOrder,
  staffPassword,
  submit,
  type TestMerchant,
  type TestStaff,
  testOrder,
} from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
let merchant: TestMerchant
let mei: TestStaff
let cookie: string
beforeAll(async () => {
  merchant = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
  mei = await api.createStaff(merchant.id, 'Mei Chen')
  cookie = await cookieOf(mei)
})

const url = 'http://localhost:8787'

async function signIn(email: string, password: string, more: Record<string, string> = {}) {
  return api.fetch('/v1/admin/auth/sign-in/email', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url, ...more },
    body: JSON.stringify({ email, password }),
  })
}

async function cookieOf(staff: TestStaff): Promise<string> {
  const answer = await signIn(staff.email, staffPassword)
  expect(answer.status).toBe(200)
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

async function get(path: string, as = cookie) {
  const answer = await api.fetch(`/v1/admin${path}`, { headers: { Cookie: as } })
  return { status: answer.status, body: await answer.json() }
}

async function post(path: string, body?: unknown, as = cookie, more: Record<string, string> = newKey()) {
  const answer = await api.fetch(`/v1/admin${path}`, {
    method: 'POST',
    headers: { Cookie: as, Origin: url, 'Amends-Csrf': '1', 'Content-Type': 'application/json', ...more },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json(), headers: answer.headers }
}

async function aCase(more: Parameters<typeof testOrder>[0] = {}, at = merchant) {
  const order = testOrder(more)
  await putOrder(api, at, order)
  const { body, status } = await submit(api, at, {
    order: order.number,
    items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }],
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return { order, number: body.number as string, seq: body.seq as number }
}

describe('signing in', () => {
  it('gives an httpOnly, same-site cookie and no token for scripts', async () => {
    const answer = await signIn(mei.email.toUpperCase(), staffPassword)
    const set = answer.headers.getSetCookie().join('\n')
    expect(set).toMatch(/^amends\.session_token=/)
    expect(set).toMatch(/HttpOnly/i)
    expect(set).toMatch(/SameSite=Strict/i)
    expect(await answer.json()).toEqual({ user: { id: mei.id, name: 'Mei Chen', email: mei.email } })
    expect((await get('/me')).body).toMatchObject({ email: mei.email, merchant: { id: merchant.id } })
  })

  it('says the same for a wrong password and an unknown address', async () => {
    for (const email of [mei.email, 'nobody@shop.example']) {
      const answer = await signIn(email, 'not the password')
      expect([answer.status, (await answer.json()).code]).toEqual([401, 'unauthenticated'])
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it('offers nobody an account, and nothing else of the library', async () => {
    for (const path of ['/sign-up/email', '/request-password-reset', '/change-email', '/delete-user', '/update-user']) {
      expect((await post(`/auth${path}`, { email: 'x@y.z' })).status, path).toBe(404)
    }
  })

  it('ends with signing out', async () => {
    const own = await cookieOf(mei)
    expect((await get('/me', own)).status).toBe(200)
    expect((await post('/auth/sign-out', {}, own)).status).toBe(200)
    expect((await get('/me', own)).status).toBe(401)
  })

  it('writes only from our page, with the header no form can send', async () => {
    const { number } = await aCase()
    const headers = { Cookie: cookie, Origin: url, 'Amends-Csrf': '1' }
    for (const wrong of [
      { ...headers, 'Amends-Csrf': '' },
      { ...headers, Origin: 'https://evil.example' },
    ]) {
      const answer = await api.fetch(`/v1/admin/requests/${number}/presence`, { method: 'POST', headers: wrong })
      expect(answer.status).toBe(403)
    }
    expect((await api.fetch('/v1/admin/me')).status).toBe(401)
    expect((await get('/me', 'amends.session_token=forged.forged')).status).toBe(401)
  })

  it('is limited per address and account', async () => {
    const email = 'guessed@shop.example'
    const statuses = []
    for (let tries = 0; tries < 31; tries += 1) statuses.push((await signIn(email, `guess ${tries}`)).status)
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true)
    expect(statuses[30]).toBe(429)
  })
})

describe('the queue', () => {
  it('finds a request by number, order, e-mail, phone and name, in whatever view it stands', async () => {
    const customer = {
      id: 'c-find',
      name: 'Zoë Maria Ōta',
      email: 'zoe@example.com',
      phone: '+49 170 555 0199',
      country: 'DE',
    }
    const { number, order } = await aCase({ customer })
    const found = async (q: string) => {
      const { body } = await get(`/requests?view=closed&q=${encodeURIComponent(q)}`)
      return body.requests.map((row: { number: string }) => row.number)
    }
    for (const q of [
      number,
      number.toLowerCase(),
      order.number,
      `#${order.number}`,
      'ZOE@example.com',
      '0170 5550199',
      'Zoë',
      'maria',
    ]) {
      expect(await found(q), q).toEqual([number])
    }
    expect(await found('100%')).toEqual([])
    expect(await found("' OR 1=1 --")).toEqual([])
  })

  it('pages by key: each case once, in each order, with the same total', async () => {
    const other = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
    const as = await cookieOf(await api.createStaff(other.id))
    const numbers = []
    for (let at = 0; at < 7; at += 1) numbers.push((await aCase({}, other)).number)
    for (const sort of ['due', 'newest', 'amount']) {
      const seen: string[] = []
      let cursor = ''
      for (;;) {
        const { body } = await get(`/requests?sort=${sort}&limit=3${cursor}`, as)
        expect(body.total).toBe(7)
        seen.push(...body.requests.map((row: { number: string }) => row.number))
        if (!body.nextCursor) break
        cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`
      }
      expect(seen.toSorted(), sort).toEqual(numbers.toSorted())
    }
    expect((await get('/requests?cursor=nonsense', as)).status).toBe(422)
    const { body } = await get('/requests?limit=1', as)
    expect(body.requests[0]).toMatchObject({
      status: 'in_review',
      suggested: 'look_closer',
      items: [{ title: 'Cup', quantity: 1 }],
      reason: { code: 'changed_mind', labels: { en: expect.any(String), 'zh-CN': expect.any(String) } },
      total: expect.any(Number),
      dueAt: expect.any(Number),
    })
  })

  it('counts and filters by view', async () => {
    const own = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
    const staff = await api.createStaff(own.id)
    const as = await cookieOf(staff)
    const first = await aCase({}, own)
    const second = await aCase({}, own)
    await post(`/requests/${first.number}/commands/assign`, { expectedSeq: first.seq, to: staff.id }, as)
    await post(`/requests/${second.number}/commands/ask`, { expectedSeq: second.seq, text: 'A photo?' }, as)
    const counters = (await get('/counters', as)).body.views
    expect(counters).toMatchObject({ open: 2, to_decide: 1, mine: 1, waiting_for_shopper: 1, closed: 0 })
    for (const [view, count] of Object.entries(counters)) {
      const { body } = await get(`/requests?view=${view}`, as)
      expect([view, body.requests.length, body.total]).toEqual([view, count, count])
    }
    expect((await get('/requests?view=mine', as)).body.requests[0].assignee).toEqual({ id: staff.id, name: staff.name })
    expect((await get('/requests?country=FR', as)).body.requests).toEqual([])
    expect((await get('/requests?country=GB&reason=changed_mind', as)).body.requests).toHaveLength(2)
  })
})

describe('a case', () => {
  it('holds everything needed to decide it', async () => {
    const policy = defaultPolicy({ title: 'House rules' })
    const own = await api.createMerchant({ policy })
    const as = await cookieOf(await api.createStaff(own.id))
    const customer = { id: 'c-9', name: 'Ann Lee', email: 'case@example.com', country: 'GB', tier: 'gold' }
    const earlier = await aCase({ customer }, own)
    const { number, order, seq } = await aCase({ customer }, own)
    const { status, body } = await get(`/requests/${number}`, as)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      number,
      seq,
      order: { number: order.number },
      customer: { email: 'case@example.com', tier: 'gold', orders: 2, requests: [{ number: earlier.number }] },
      policy: { version: 1, title: 'House rules' },
      items: [{ title: 'Cup', sku: 'CUP', suggestion: expect.any(String) }],
      lookingToo: [],
    })
    expect(body.items[0].trace.length).toBeGreaterThan(3)
    for (const clause of body.items[0].trace)
      expect(clause).toMatchObject({ key: expect.any(String), tone: expect.any(String) })
    expect(body.timeline[0]).toMatchObject({ seq: 1, kind: 'submitted', staffOnly: false })
  })

  it('names the payouts of other requests, which come back with the order as refunds', async () => {
    const { order, number, seq } = await aCase()
    await post(`/requests/${number}/commands/approve`, { expectedSeq: seq })
    await api.work()
    const [payout] = (await get(`/requests/${number}`)).body.payouts
    const refund = { id: payout.providerReference, at: order.placedAt, lines: [{ line: 'l1', quantity: 1 }] }
    await putOrder(api, merchant, { ...order, revision: 2, refunds: [refund] })
    const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind' }]
    const next = await submit(api, merchant, { order: order.number, items })
    const { body } = await get(`/requests/${next.body.number}`)
    expect(body.payouts).toEqual([])
    expect(body.ours).toEqual(expect.arrayContaining([payout.id, payout.providerReference]))
    expect(body.order.refunds).toMatchObject([{ id: payout.providerReference }])
  })

  it('is decided on what was seen', async () => {
    const { number, seq } = await aCase()
    const path = `/requests/${number}/commands`
    const blind = await post(`${path}/approve`, {})
    expect([blind.status, blind.body.errors[0].pointer]).toEqual([422, '/expectedSeq'])
    const stale = await post(`${path}/approve`, { expectedSeq: seq + 7 })
    expect([stale.status, stale.body.code]).toEqual([409, 'stale'])
    const key = newKey()
    const done = await post(`${path}/approve`, { expectedSeq: seq }, cookie, key)
    expect(done.status, JSON.stringify(done.body)).toBe(200)
    expect(done.body).toMatchObject({ number, status: 'paying' })
    expect(done.body.seq).toBeGreaterThan(seq)
    const again = await post(`${path}/approve`, { expectedSeq: seq }, cookie, key)
    expect([again.status, again.body]).toEqual([200, done.body])
    const late = await post(`${path}/decline`, { expectedSeq: done.body.seq, reason: 'r', message: 'm' })
    expect([late.status, late.body.code]).toEqual([409, 'illegal_state'])
    await api.work()
    const { body } = await get(`/requests/${number}`)
    expect(body.payouts).toMatchObject([{ status: 'succeeded', method: 'card', label: 'Visa •••• 4242', actions: [] }])
    expect(body.timeline.find(({ kind }: { kind: string }) => kind === 'approved')).toMatchObject({
      by: 'staff',
      name: 'Mei',
    })
  })

  it('of twenty at once, one decides', async () => {
    const { number, seq } = await aCase({ customer: { id: 'c-us', country: 'US' } })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0
          ? post(`/requests/${number}/commands/approve`, { expectedSeq: seq })
          : post(`/requests/${number}/commands/decline`, { expectedSeq: seq, reason: 'no', message: 'Sorry, no.' }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(['stale']),
    )
  })

  it('leads to the next one that is due', async () => {
    const own = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
    const as = await cookieOf(await api.createStaff(own.id))
    const cases = [await aCase({}, own), await aCase({}, own)]
    const due = (await get('/requests', as)).body.requests.map((row: { number: string }) => row.number)
    expect((await get(`/requests/${due[0]}`, as)).body.nextCase).toBe(due[1])
    expect((await get(`/requests/${due[1]}`, as)).body.nextCase).toBe(due[0])
    const first = cases.find(({ number }) => number === due[0])
    const done = await post(`/requests/${due[0]}/commands/approve`, { expectedSeq: first?.seq }, as)
    expect(done.body.nextCase).toBe(due[1])
    expect((await get(`/requests/${due[1]}`, as)).body.nextCase).toBeUndefined()
  })

  it('shows who looks at it too, until they have left', async () => {
    const { number } = await aCase()
    const jonas = await api.createStaff(merchant.id, 'Jonas Weber')
    const his = await cookieOf(jonas)
    expect((await post(`/requests/${number}/presence`)).body.lookingToo).toEqual([])
    const seen = (await post(`/requests/${number}/presence`, undefined, his)).body
    expect(seen).toMatchObject({ lookingToo: [{ id: mei.id, name: 'Mei Chen' }], seq: expect.any(Number) })
    expect((await get(`/requests/${number}`)).body.lookingToo).toEqual([{ id: jonas.id, name: 'Jonas Weber' }])
    await api.advance(60_000)
    expect((await get(`/requests/${number}`)).body.lookingToo).toEqual([])
    expect((await post('/requests/R-0000-0000/presence')).status).toBe(404)
  })

  it('of another merchant is not found', async () => {
    const other = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
    const { number, seq } = await aCase({}, other)
    expect((await get(`/requests/${number}`)).status).toBe(404)
    expect((await post(`/requests/${number}/commands/approve`, { expectedSeq: seq })).status).toBe(404)
    expect((await post(`/requests/${number}/presence`)).status).toBe(404)
    expect((await get(`/requests?q=${number}`)).body.requests).toEqual([])
    const colleagues = (await get('/staff')).body.staff.map(({ name }: { name: string }) => name)
    expect(colleagues).toContain('Mei Chen')
    expect((await get('/policy')).body).toMatchObject({ version: 1, policy: { title: 'Test' } })
  })
})
