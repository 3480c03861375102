import { beforeAll, describe, expect, it } from 'vitest'
import { adminPolicyContracts } from '../../shared/api/policies.schema.ts'
import { instantPolicy, putOrder, submit, type TestMerchant, testOrder } from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const claimed = (more: Record<string, unknown> = {}) => ({ line: 'l1', quantity: 1, reason: 'changed_mind', ...more })

const api = await testApi()
let merchant: TestMerchant
let agent: Colleague
/** Two requests on one order and one on another, oldest first. */
let numbers: string[]
beforeAll(async () => {
  merchant = await api.createMerchant({ policy: instantPolicy() })
  agent = new Colleague(api, merchant, 'agent')
  const both = testOrder({ attributes: { gift: true } })
  const other = testOrder({
    shippingAddress: { country: 'GB', region: 'Kent', lines: ['1 Mill Lane'], name: 'Ann Lee' },
  })
  for (const order of [both, other]) await putOrder(api, merchant, order)
  const claims = [
    { order: both.number, items: [claimed({ details: '  No longer needed ' })] },
    { order: both.number, items: [claimed({ condition: 'used', resolution: 'store_credit' })] },
    { order: other.number, items: [claimed({ quantity: 2 })] },
  ]
  numbers = []
  for (const claim of claims) {
    const made = await submit(api, merchant, claim)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    numbers.push(made.body.number)
    await api.work()
    await api.advance(1000)
  }
})

async function history(query = '') {
  const { status, body } = await agent.get(`/policies/history${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return adminPolicyContracts.policyHistory.response.parse(body)
}

describe('the history', () => {
  it('tells what was known when each was submitted, newest first', async () => {
    const { requests, total, nextCursor } = await history()
    expect([total, nextCursor]).toEqual([3, undefined])
    expect(requests.map(({ number }) => number)).toEqual(numbers.toReversed())
    const [third, second, first] = requests
    expect(first).toMatchObject({
      version: 1,
      customer: 'Ann Lee',
      refunds90: 0,
      holdings: {},
      items: [{ line: 'l1', quantity: 1, reason: 'changed_mind', photos: 0, detailLength: 16, resolution: 'refund' }],
    })
    expect(second).toMatchObject({
      refunds90: 1,
      holdings: { 'units:l1': { reserved: 0, refunded: 1, settled: 1 }, total: { refunded: 1250 } },
      items: [{ condition: 'used', resolution: 'store_credit' }],
    })
    expect(third).toMatchObject({ refunds90: 2, holdings: {}, items: [{ quantity: 2 }] })
    expect(third?.order.shippingAddress).toEqual({ country: 'GB', region: 'Kent' })
    expect(second?.order.attributes).toEqual({ gift: true })
  })

  it('keeps contact data', async () => {
    const text = JSON.stringify(await history())
    for (const kept of ['ann@example.com', '900123', '4242', 'Mill Lane']) expect(text).not.toContain(kept)
  })

  it('comes in pages that neither repeat nor leave out', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await history(`?limit=1${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.requests.map(({ number }) => number))
      expect(page.total).toBe(cursor === undefined ? 3 : undefined)
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(numbers.toReversed())
    const since = (await history()).requests[0]?.submittedAt
    expect((await history(`?since=${since}`)).requests).toHaveLength(1)
    expect((await agent.get('/policies/history?limit=1001')).status).toBe(422)
    expect((await agent.get('/policies/history?cursor=mine')).status).toBe(422)
  })
})

describe('the history in lines', () => {
  const lines = async (query = '') => {
    const { status, body } = await agent.get(`/policies/history.ndjson${query}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }

  it('is the same, between how many there are and how many came', async () => {
    const { requests } = await history()
    expect(await lines()).toEqual([{ total: 3 }, ...requests, { sent: 3 }])
    expect(await lines('?limit=2')).toEqual([{ total: 3 }, ...requests.slice(0, 2), { sent: 2 }])
    expect(await lines(`?since=${requests[0]?.submittedAt}`)).toEqual([{ total: 1 }, requests[0], { sent: 1 }])
    expect(await lines('?since=9999999999999')).toEqual([{ total: 0 }, { sent: 0 }])
    expect((await agent.get('/policies/history.ndjson?limit=10001')).status).toBe(422)
  })
})

describe('a simulation', () => {
  it('says whose outcome changes', async () => {
    const policy = { ...instantPolicy(), rules: [usedIsLookedAt] }
    const { status, body } = await agent.post('/policies/simulate', { policy })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      requests: 3,
      live: { outcomes: { automatic: 3 } },
      draft: { outcomes: { automatic: 2, review: 1 } },
    })
    expect(body.changed).toMatchObject([
      { number: numbers[1], live: { outcome: 'automatic' }, draft: { outcome: 'review' }, customer: 'Ann Lee' },
    ])
    expect((await agent.post('/policies/simulate', { policy, limit: 2 })).body.requests).toBe(2)
  })

  it('replays what the order had left then, whatever happened since', async () => {
    const { body } = await agent.post('/policies/simulate', { policy: instantPolicy() })
    expect(body.changed).toEqual([])
    expect(body.live.money).toEqual(body.draft.money)
    // The second request completes the first: only then the delivery is paid back.
    expect(body.live.money.GBP.refunded).toBe(1250 + (1250 + 395) + 2895)
  })

  it('is of a policy that could be published', async () => {
    const refused = await agent.post('/policies/simulate', { policy: { title: 'Half' } })
    expect([refused.status, refused.body.code]).toEqual([422, 'validation_failed'])
    expect((await agent.post('/policies/simulate', {})).status).toBe(404)
  })
})

const usedIsLookedAt = {
  id: 'used',
  name: 'Used: a person looks',
  when: { fact: 'claim.condition', op: 'eq', value: 'used' },
  set: { decision: 'review' },
}
