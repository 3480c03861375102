import { beforeEach, describe, expect, it } from 'vitest'
import type { Policy } from '../../shared/policy/policy.ts'
import { instantPolicy, newKey, putOrder, read, secretHeaders, type TestMerchant, testOrder } from '../support/api.ts'
import { type Caller, merchantServer } from '../support/callers.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const dayMs = 86_400_000

let merchant: TestMerchant
/** Its own server: as good as an owner, and signs in for nothing. */
let shop: Caller
let owner: Colleague
let manager: Colleague
let agent: Colleague
const api = await testApi()
beforeEach(async () => {
  merchant = await api.createMerchant()
  shop = merchantServer(api, merchant)
  owner = new Colleague(api, merchant, 'owner', 'Mei Chen')
  manager = new Colleague(api, merchant, 'manager', 'Amara Osei')
  agent = new Colleague(api, merchant, 'agent', 'Jonas Weber')
})

const titled = (title: string, more: Partial<Policy['terms']> = {}): Policy => ({ ...instantPolicy(more), title })

async function draft(as: Caller, policy: unknown, expectedRevision = 0) {
  const saved = await as.put('/policies/draft', { policy, expectedRevision })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  return saved.body.revision as number
}

async function publish(as: Caller, title: string, more: Record<string, unknown> = {}) {
  const known = await as.get('/policies/draft')
  const expectedRevision = await draft(as, titled(title), known.status === 200 ? known.body.revision : 0)
  return as.post('/policies/publish', { expectedRevision, note: `Now ${title}`, ...more })
}

async function live() {
  const { body } = await shop.get('/policy')
  return { version: body.version, title: body.policy.title }
}

async function states() {
  const { body } = await shop.get('/policies/versions')
  return Object.fromEntries(body.versions.map((row: { version: number; state: string }) => [row.version, row.state]))
}

describe('a draft', () => {
  it('is nothing until somebody begins one', async () => {
    expect((await shop.get('/policies/draft')).status).toBe(404)
  })

  it('is kept although it is incomplete, and says what is missing', async () => {
    const { rules: _, ...incomplete } = titled('Half')
    const saved = await manager.put('/policies/draft', { policy: incomplete, expectedRevision: 0 })
    expect(saved.body).toMatchObject({
      revision: 1,
      basedOn: 1,
      issues: [{ pointer: '/rules', code: 'type_mismatch' }],
    })
    const { body } = await owner.get('/policies/draft')
    expect(body).toMatchObject({
      policy: { title: 'Half' },
      revision: 1,
      basedOn: 1,
      savedBy: { id: await manager.id(), name: 'Amara Osei' },
      issues: [{ pointer: '/rules' }],
    })
    expect(body.policy).not.toHaveProperty('rules')
  })

  it('names who was quicker, and overwrites nothing', async () => {
    const revision = await draft(owner, titled('Mine'))
    await draft(manager, titled('Theirs'), revision)
    const late = await owner.put('/policies/draft', { policy: titled('Mine again'), expectedRevision: revision })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({
      code: 'stale',
      params: { revision: 2, savedBy: 'Amara Osei', savedById: await manager.id(), savedAt: expect.any(Number) },
    })
    expect((await owner.get('/policies/draft')).body.policy.title).toBe('Theirs')
  })

  it('of many saves at once takes exactly one', async () => {
    const revision = await draft(owner, titled('First'))
    const answers = await Promise.all(
      [owner, manager, owner, manager, owner, manager].map((who, index) =>
        who.put('/policies/draft', { policy: titled(`At once ${index}`), expectedRevision: revision }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    const won = answers.findIndex(({ status }) => status === 200)
    const { body } = await owner.get('/policies/draft')
    expect(body).toMatchObject({ revision: revision + 1, policy: { title: `At once ${won}` } })
    const begun = await Promise.all(
      [0, 0, 0].map((expectedRevision) => owner.put('/policies/draft', { policy: titled('New'), expectedRevision })),
    )
    expect(begun.map(({ status }) => status)).toEqual([409, 409, 409])
  })

  it('thrown away is gone, and a page from before does not bring it back', async () => {
    const revision = await draft(shop, titled('Gone'))
    expect((await shop.delete(`/policies/draft?expectedRevision=${revision + 1}`)).status).toBe(409)
    expect((await shop.delete(`/policies/draft?expectedRevision=${revision}`)).status).toBe(204)
    expect((await shop.get('/policies/draft')).status).toBe(404)
    expect((await shop.delete(`/policies/draft?expectedRevision=${revision}`)).status).toBe(404)
    const late = await shop.put('/policies/draft', { policy: titled('Late'), expectedRevision: revision })
    expect(late.status).toBe(404)
    const again = await draft(shop, titled('Anew'))
    expect(again).toBeGreaterThan(revision)
    expect((await shop.put('/policies/draft', { policy: titled('x'), expectedRevision: revision })).status).toBe(409)
  })

  it.each([
    ['10,000 rules', { rules: Array.from({ length: 10_000 }, () => ({})) }, '/policy/rules', 'at most 500 rules'],
    ['a megabyte of title', { title: 'x'.repeat(1_100_000) }, '/policy', 'bytes of JSON'],
    ['a thousand levels', { rules: deep(1000) }, /^\/policy\/rules\/0\/0/, 'levels of JSON'],
    ['100,000 levels', { rules: deep(100_000) }, /^\/policy\/rules\/0\/0/, 'levels of JSON'],
  ])('of %s is refused with its limit', async (_, more, pointer, message) => {
    const policy = JSON.stringify({ ...titled('Too much'), ...more, ...('rules' in more ? { rules: '@' } : {}) })
    const rules = 'rules' in more ? (typeof more.rules === 'string' ? more.rules : JSON.stringify(more.rules)) : '[]'
    const answer = await api.fetch('/v1/policies/draft', {
      method: 'PUT',
      headers: secretHeaders(merchant),
      body: `{"expectedRevision":0,"policy":${policy.replace('"@"', rules)}}`,
    })
    const body = await answer.json()
    expect([answer.status, body.code]).toEqual([422, 'validation_failed'])
    expect(body.pointer).toEqual(typeof pointer === 'string' ? pointer : expect.stringMatching(pointer))
    expect(body.errors[0].message).toContain(message)
    expect((await shop.get('/policies/draft')).status).toBe(404)
  })

  it('of nearly a megabyte is kept and published whole', async () => {
    const note = '注'.repeat(600)
    const rules = Array.from({ length: 480 }, (_, index) => ({
      id: `r${index}`,
      name: `Rule ${index}`,
      when: { fact: 'line.sku', op: 'eq', value: `SKU-${index}` },
      set: { decision: 'review' },
      note,
    }))
    const policy = { ...titled('Large'), rules }
    expect(JSON.stringify(policy).length).toBeGreaterThan(300_000)
    expect(new TextEncoder().encode(JSON.stringify(policy)).length).toBeGreaterThan(900_000)
    const expectedRevision = await draft(shop, policy)
    expect((await shop.get('/policies/draft')).body.policy).toEqual(policy)
    const published = await shop.post('/policies/publish', { expectedRevision, note: 'Large' })
    expect(published.status, JSON.stringify(published.body)).toBe(201)
    expect((await shop.get('/policy')).body.policy.rules).toEqual(rules)
  })

  it('does not know what it is based on before it exists', async () => {
    const ahead = await shop.put('/policies/draft', { policy: titled('x'), expectedRevision: 0, basedOn: 7 })
    expect(ahead.body).toMatchObject({ code: 'validation_failed', pointer: '/basedOn' })
  })
})

/** As JSON text: too deep for JSON.stringify itself. */
function deep(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels)
}

describe('publishing', () => {
  it('makes the draft the live policy, with its note and author, and the draft is done', async () => {
    const published = await publish(manager, 'Second')
    expect(published.status, JSON.stringify(published.body)).toBe(201)
    expect(published.body).toMatchObject({ version: 2, effectiveAt: expect.any(Number) })
    expect(await live()).toEqual({ version: 2, title: 'Second' })
    expect((await owner.get('/policies/draft')).status).toBe(404)
    const { body } = await agent.get('/policies/versions')
    expect(body.versions).toMatchObject([
      { version: 2, state: 'live', note: 'Now Second', by: { id: await manager.id(), name: 'Amara Osei' } },
      { version: 1, state: 'past' },
    ])
    expect(body.versions[1]).not.toHaveProperty('by')
    expect((await agent.get('/policies/versions/1')).body.policy.title).toBe('Test')
    expect((await agent.get('/policies/versions/3')).status).toBe(404)
  })

  it('twice under one key is once; the second key finds no draft', async () => {
    const expectedRevision = await draft(shop, titled('Once'))
    const key = newKey()
    const body = { expectedRevision, note: 'Once' }
    const first = await shop.post('/policies/publish', body, key)
    const again = await shop.post('/policies/publish', body, key)
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
    expect((await shop.post('/policies/publish', body)).status).toBe(404)
    expect(Object.keys(await states())).toHaveLength(2)
  })

  it('at once by two is once', async () => {
    const expectedRevision = await draft(owner, titled('Both'))
    const answers = await Promise.all(
      [owner, manager, owner, manager].map((who) => who.post('/policies/publish', { expectedRevision, note: 'Both' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404])
    expect(Object.keys(await states())).toHaveLength(2)
  })

  it('takes only what was seen: that revision, and that newest version', async () => {
    const revision = await draft(owner, titled('Seen'))
    await draft(manager, titled('Unseen'), revision)
    const stale = await owner.post('/policies/publish', { expectedRevision: revision, note: 'Seen' })
    expect(stale.body).toMatchObject({ code: 'stale', params: { revision: 2, savedBy: 'Amara Osei' } })

    expect((await owner.post('/policies/versions/1/rollback', { note: 'No' })).body.code).toBe('illegal_state')
    const other = await api.createMerchant()
    const colleague = new Colleague(api, other, 'owner')
    await publish(colleague, 'Second')
    const own = await draft(colleague, titled('Third'))
    expect((await colleague.post('/policies/versions/1/rollback', { note: 'Back' })).body.version).toBe(3)
    const behind = await colleague.post('/policies/publish', { expectedRevision: own, note: 'Third' })
    expect(behind.body).toMatchObject({ code: 'stale', params: { version: 3 } })
    const seen = await colleague.put('/policies/draft', { policy: titled('Third'), expectedRevision: own, basedOn: 3 })
    const now = await colleague.post('/policies/publish', { expectedRevision: seen.body.revision, note: 'Third' })
    expect(now.body).toMatchObject({ version: 4 })
  })

  it('never takes a malformed policy, and says where', async () => {
    const policy = {
      ...titled('Wrong'),
      rules: [{ id: 'r', name: 'R', when: { fact: 'line.colour', op: 'eq', value: 'red' }, set: {} }],
    }
    const expectedRevision = await draft(shop, policy)
    const refused = await shop.post('/policies/publish', { expectedRevision, note: 'Wrong' })
    expect([refused.status, refused.body.code, refused.body.pointer]).toEqual([
      422,
      'validation_failed',
      '/rules/0/when/fact',
    ])
    expect(refused.body.errors[0].code).toBe('unknown_fact')
    expect(await live()).toEqual({ version: 1, title: 'Test' })
    expect((await shop.get('/policies/draft')).status).toBe(200)
  })

  it.each([
    ['no note', { note: ' ' }, '/note'],
    ['yesterday', { effectiveAt: -dayMs }, '/effectiveAt'],
    ['in two years', { effectiveAt: 730 * dayMs }, '/effectiveAt'],
  ])('refuses %s', async (_, { note = 'A note', effectiveAt }: { note?: string; effectiveAt?: number }, pointer) => {
    const expectedRevision = await draft(shop, titled('Refused'))
    const { body } = await shop.get('/policies/draft')
    const at = effectiveAt === undefined ? undefined : body.savedAt + effectiveAt
    const refused = await shop.post('/policies/publish', { expectedRevision, note, effectiveAt: at })
    expect([refused.status, refused.body.pointer]).toEqual([422, pointer])
    expect((await states())[2]).toBeUndefined()
  })
})

describe('validating', () => {
  it('says what keeps it from being published, else what is worth a second look', async () => {
    const wrong = await shop.post('/policies/validate', { policy: { ...titled('Wrong'), timezone: 'Mars' } })
    expect([wrong.status, wrong.body.findings]).toEqual([200, []])
    expect(wrong.body.issues).toMatchObject([{ pointer: '/timezone', message: 'an IANA zone such as Europe/Berlin' }])
    const { body } = await shop.post('/policies/validate', { policy: titled('Only English') })
    expect(body.issues).toEqual([])
    const dead = {
      id: 'dead',
      name: { en: 'Never', 'zh-CN': '从不' },
      when: {
        all: [
          { fact: 'line.quantity', op: 'gt', value: 5 },
          { fact: 'line.quantity', op: 'lt', value: 3 },
        ],
      },
      set: { decision: 'review' },
    }
    const findings = (await shop.post('/policies/validate', { policy: { ...titled('x'), rules: [dead] } })).body
      .findings
    expect(findings).toContainEqual(expect.objectContaining({ code: 'never_matches', rule: 'dead' }))
  })
})

describe('a version for a later day', () => {
  it('waits, and is live from its moment on', async () => {
    const { body } = await shop.get('/policy')
    const effectiveAt = body.publishedAt + 2 * dayMs
    const scheduled = await publish(shop, 'Later', { effectiveAt })
    expect(scheduled.body).toEqual({ version: 2, effectiveAt })
    expect(await live()).toEqual({ version: 1, title: 'Test' })
    expect(await states()).toEqual({ 1: 'live', 2: 'scheduled' })
    await api.advance(2 * dayMs + 60_000)
    expect(await live()).toEqual({ version: 2, title: 'Later' })
    expect(await states()).toEqual({ 1: 'past', 2: 'live' })
    expect((await shop.delete('/policies/versions/2')).body.code).toBe('illegal_state')
  })

  it('holds back every other until it is cancelled, and then never comes', async () => {
    const { body } = await owner.get('/policy')
    const effectiveAt = body.publishedAt + dayMs
    await publish(owner, 'Later', { effectiveAt })
    const sooner = await publish(manager, 'Sooner')
    expect([sooner.status, sooner.body.code, sooner.body.params]).toEqual([
      409,
      'illegal_state',
      { version: 2, effectiveAt },
    ])
    expect((await owner.post('/policies/versions/1/rollback', { note: 'Back' })).body.code).toBe('illegal_state')
    expect((await manager.delete('/policies/versions/2')).status).toBe(204)
    expect((await manager.delete('/policies/versions/2')).status).toBe(409)
    expect((await manager.delete('/policies/versions/9')).status).toBe(404)
    expect((await owner.get('/policies/versions')).body.versions[0]).toMatchObject({
      version: 2,
      state: 'cancelled',
      cancelled: { by: { name: 'Amara Osei' } },
    })
    const { revision } = (await owner.get('/policies/draft')).body
    const compared = await owner.put('/policies/draft', {
      policy: titled('Sooner'),
      expectedRevision: revision,
      basedOn: 1,
    })
    const now = await owner.post('/policies/publish', { expectedRevision: compared.body.revision, note: 'Sooner' })
    expect(now.body.version).toBe(3)
    await api.advance(2 * dayMs)
    expect(await live()).toEqual({ version: 3, title: 'Sooner' })
  })
})

describe('rolling back', () => {
  it('publishes the earlier version anew and leaves the draft alone', async () => {
    await publish(owner, 'Second')
    await draft(manager, titled('In the works'))
    const back = await owner.post('/policies/versions/1/rollback', { note: 'The second was too kind' })
    expect([back.status, back.body.version]).toEqual([201, 3])
    expect(await live()).toEqual({ version: 3, title: 'Test' })
    const { body } = await owner.get('/policies/versions')
    expect(body.versions[0]).toMatchObject({ copyOf: 1, note: 'The second was too kind', by: { name: 'Mei Chen' } })
    expect((await owner.get('/policies/draft')).body.policy.title).toBe('In the works')
    expect((await owner.post('/policies/versions/8/rollback', { note: 'x' })).status).toBe(404)
  })

  it('at once by many gives each a version of its own, or none', async () => {
    await publish(shop, 'Second')
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => shop.post('/policies/versions/1/rollback', { note: 'Back' })),
    )
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.version)
    expect(new Set(made).size).toBe(made.length)
    expect(Object.keys(await states())).toHaveLength(2 + made.length)
  })
})

describe('who may', () => {
  it('is owners, managers and the merchant’s own server; agents read', async () => {
    const revision = await draft(owner, titled('Draft'))
    const refusals = [
      agent.put('/policies/draft', { policy: titled('x'), expectedRevision: revision }),
      agent.delete(`/policies/draft?expectedRevision=${revision}`),
      agent.post('/policies/publish', { expectedRevision: revision, note: 'x' }),
      agent.post('/policies/versions/1/rollback', { note: 'x' }),
      agent.delete('/policies/versions/1'),
      agent.put('/policies/cases/c1', aCase('A-1')),
      agent.delete('/policies/cases/c1'),
    ]
    for (const refused of await Promise.all(refusals)) {
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    }
    for (const path of [
      '/policy',
      '/policies/versions',
      '/policies/versions/1',
      '/policies/draft',
      '/policies/cases',
    ]) {
      expect((await agent.get(path)).status, path).toBe(200)
    }
    expect((await owner.get('/policies/draft')).body.revision).toBe(revision)
  })

  it('the merchant’s server does it all with its key', async () => {
    const send = (method: string, path: string, body?: unknown) =>
      api.fetch(`/v1${path}`, {
        method,
        headers: secretHeaders(merchant, newKey()),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    const saved = await send('PUT', '/policies/draft', { policy: titled('By key'), expectedRevision: 0 })
    const { revision } = await saved.json()
    const published = await send('POST', '/policies/publish', { expectedRevision: revision, note: 'By key' })
    expect(await published.json()).toMatchObject({ version: 2 })
    const { body } = await read(api, merchant, '/v1/policies/versions')
    expect(body.versions[0]).toMatchObject({ by: { name: 'Test shop' }, state: 'live' })
    expect((await read(api, merchant, '/v1/policy')).body).toMatchObject({ version: 2, policy: { title: 'By key' } })
  })
})

const aCase = (order: string, more: Record<string, unknown> = {}) => ({
  name: 'A cup back in full',
  order,
  line: 'l1',
  reason: 'changed_mind',
  at: '2026-11-10T12:00:00Z',
  expect: { decision: 'approve', amount: 'full' },
  ...more,
})

describe('cases', () => {
  let number: string
  beforeEach(async () => {
    const order = testOrder()
    number = order.number
    await putOrder(api, merchant, order)
  })

  it('are kept under ids of their own, changed and forgotten', async () => {
    const kept = await manager.put('/policies/cases/cup-in-full', aCase(number))
    expect(kept.body).toMatchObject({ id: 'cup-in-full', quantity: 1, savedBy: { name: 'Amara Osei' } })
    await owner.put('/policies/cases/cup-in-full', aCase(number, { name: 'One cup back in full' }))
    const { body } = await agent.get('/policies/cases')
    expect(body.cases).toMatchObject([
      { id: 'cup-in-full', name: 'One cup back in full', savedBy: { id: await owner.id() } },
    ])
    expect((await agent.get('/policies/cases/cup-in-full')).body).toEqual(body.cases[0])
    expect((await owner.delete('/policies/cases/cup-in-full')).status).toBe(204)
    expect((await owner.delete('/policies/cases/cup-in-full')).status).toBe(404)
    expect((await agent.get('/policies/cases/cup-in-full')).status).toBe(404)
  })

  it.each([
    ['an order that is not there', { order: 'A-nowhere' }, 404, 'not_found'],
    ['a line that is not there', { line: 'l9' }, 422, 'unknown_line'],
    ['a payment that is not there', { line: undefined, payment: 'p9' }, 422, 'unknown_payment'],
    ['a line and a payment', { payment: 'p1' }, 422, 'validation_failed'],
    ['half a unit', { quantity: 0.5 }, 422, 'validation_failed'],
    ['an answer that is no answer', { answers: { worn: { yes: 1 } } }, 422, 'validation_failed'],
    ['an answer longer than one may be', { answers: { worn: 'x'.repeat(2001) } }, 422, 'validation_failed'],
  ])('refuse %s', async (_, more, status, code) => {
    const refused = await shop.put('/policies/cases/c1', aCase(number, more))
    expect([refused.status, refused.body.code]).toEqual([status, code])
  })

  it('are at most 200', async () => {
    const fill = Array.from({ length: 200 }, (_, index) => index)
    await Promise.all(fill.map((index) => shop.put(`/policies/cases/c${index}`, aCase(number))))
    const over = await shop.put('/policies/cases/one-more', aCase(number))
    expect(over.body).toMatchObject({ code: 'limit_exceeded', limit: 200 })
    expect((await shop.put('/policies/cases/c7', aCase(number, { name: 'Changed' }))).status).toBe(200)
  })

  it('hold back a policy that breaks one, unless somebody says why', async () => {
    await owner.put('/policies/cases/cup', aCase(number))
    const kept = await publish(owner, 'Keeps it')
    expect(kept.status, JSON.stringify(kept.body)).toBe(201)

    const harsh = { ...titled('Harsh'), terms: { ...instantPolicy().terms, eligible: false, decision: 'decline' } }
    const inChina = testOrder({ customer: { name: 'Lin', country: 'US' } })
    await putOrder(api, merchant, inChina)
    await owner.put('/policies/cases/abroad', aCase(inChina.number, { name: 'Abroad' }))
    const tried = await agent.post('/policies/cases/run', { policy: harsh })
    expect(tried.body.results).toMatchObject([
      { id: 'cup', name: 'A cup back in full' },
      { id: 'abroad', passed: false, got: { decision: 'decline', eligible: false } },
    ])
    const expectedRevision = await draft(owner, harsh)
    expect((await agent.post('/policies/cases/run', {})).body).toEqual(tried.body)
    const refused = await owner.post('/policies/publish', { expectedRevision, note: 'Harsh' })
    expect([refused.status, refused.body.code]).toEqual([422, 'cases_failed'])
    expect(refused.body.errors).toContainEqual({ pointer: '/cases/abroad', code: 'cases_failed', message: 'Abroad' })

    const override = { reason: 'We close on Friday' }
    const forced = await manager.post('/policies/publish', { expectedRevision, note: 'Harsh', override })
    expect(forced.status).toBe(201)
    expect((await owner.get('/policies/versions')).body.versions[0]).toMatchObject({
      overrideReason: 'We close on Friday',
      by: { name: 'Amara Osei' },
    })
    await publish(owner, 'Kind again', { override: { reason: 'Not needed' } })
    expect((await owner.get('/policies/versions')).body.versions[0]).not.toHaveProperty('overrideReason')
    expect((await owner.post('/policies/versions/3/rollback', { note: 'x' })).body.code).toBe('cases_failed')
  })
})

describe('orders to try a policy on', () => {
  it('are found by number, e-mail and name, newest first', async () => {
    const older = testOrder({ number: '#5001', placedAt: '2026-10-01T10:00:00Z' })
    const newer = testOrder({
      number: '5002',
      customer: { name: 'Bo Ek', email: 'bo@example.com', country: 'SE', tier: 'vip' },
    })
    for (const order of [older, newer]) await putOrder(api, merchant, order)
    const found = async (q: string) =>
      (await agent.get(`/orders?q=${encodeURIComponent(q)}`)).body.orders.map(
        (order: { number: string }) => order.number,
      )
    expect(await found('')).toEqual(['5002', '#5001'])
    expect(await found('500')).toEqual(['5002', '#5001'])
    expect(await found('#5001')).toEqual(['#5001'])
    expect(await found('BO@example.com')).toEqual(['5002'])
    expect(await found('nobody')).toEqual([])
    expect((await agent.get('/orders?limit=1')).body.orders).toEqual([
      {
        number: '5002',
        customer: 'Bo Ek',
        country: 'SE',
        placedAt: Date.parse('2026-11-01T10:00:00Z'),
        total: 2895,
        currency: 'GBP',
      },
    ])
    // Of more than are shown those that begin alike are the newest, and the one of that very number is always there.
    await putOrder(api, merchant, testOrder({ number: '5003', placedAt: '2026-11-02T10:00:00Z' }))
    const first = async (q: string) => (await agent.get(`/orders?limit=1&q=${q}`)).body.orders[0]?.number
    expect(await first('500')).toBe('5003')
    expect(await first('5002')).toBe('5002')
    await putOrder(api, merchant, testOrder({ number: '500', placedAt: '2026-09-01T10:00:00Z' }))
    expect(await first('500')).toBe('500')
    const { status, body } = await agent.get('/orders/5002')
    expect(status).toBe(200)
    expect(body).toMatchObject({ holdings: {}, ours: [], refunds90: 0, overcommitted: false, inForce: 1 })
    expect(body.order.customer).toEqual({ name: 'Bo Ek', country: 'SE', tier: 'vip' })
    expect(JSON.stringify(body)).not.toContain('bo@example.com')
    expect((await agent.get('/orders/nowhere')).status).toBe(404)
  })
})
