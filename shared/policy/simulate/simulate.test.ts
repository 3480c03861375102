import { describe, expect, test } from 'vitest'
import type { Order, OrderLine } from '../../order/order.ts'
import { compile } from '../compile.ts'
import { defaultPolicy } from '../default-policy.ts'
import { orderWith, policyWith } from '../policy.fixtures.ts'
import type { Policy, Rule } from '../policy.ts'
import { pastRequests } from './history.fixtures.ts'
import type { PastItem, PastRequest } from './history.ts'
import { createSimulation } from './simulate.ts'
import type { Simulation } from './simulation.ts'

function simulated(live: Policy, draft: Policy, history: readonly PastRequest[]): Simulation {
  const simulation = createSimulation(compile(live), compile(draft))
  for (const request of history) simulation.add(request)
  return simulation.result()
}

interface Past extends Partial<Omit<PastRequest, 'order' | 'items'>> {
  order?: Partial<Omit<Order, 'lines'>>
  line?: Partial<OrderLine>
  item?: Partial<PastItem>
}

function past({ order, line, item, ...parts }: Past = {}): PastRequest {
  return {
    number: 'R-1',
    order: orderWith({ ...order, ...(line ? { lines: [line] } : {}) }),
    submittedAt: Date.parse('2026-06-10T12:00:00Z'),
    refunds90: 0,
    holdings: {},
    items: [{ line: 'l1', quantity: 1, reason: 'not_needed', photos: 0, resolution: 'refund', ...item }],
    ...parts,
  }
}

const cheap = (limit: number): Rule => ({
  id: 'cheap',
  name: 'Cheap',
  when: { fact: 'claim.amount', op: 'lte', value: { EUR: limit, USD: limit } },
  set: { decision: 'approve' },
})
const careful = (limit: number) => policyWith({ decision: 'review' }, [cheap(limit)], { currencies: ['EUR', 'USD'] })
const sale: Rule = {
  id: 'sale',
  name: 'Sale',
  when: { fact: 'line.tags', op: 'contains', value: 'sale' },
  set: { window: { days: 7, from: 'delivered' } },
}

describe('a simulation', () => {
  test('of the same policy changes nothing, whatever the history', () => {
    const result = simulated(defaultPolicy(), defaultPolicy(), pastRequests(400))
    expect(result.requests).toBe(400)
    expect(result.changed).toEqual([])
    expect(result.live).toEqual(result.draft)
    expect(result.flows.filter(({ from, to }) => from !== to).every(({ count }) => count === 0)).toBe(true)
  })

  test('names the comparison that changed: what is worth 20.00 is under a limit raised from 15.00 to 25.00', () => {
    const result = simulated(careful(1_500), careful(2_500), [past()])
    expect(result.changed).toMatchObject([
      {
        number: 'R-1',
        live: { outcome: 'review', amount: 2_000 - 390 },
        draft: { outcome: 'automatic', amount: 2_000 - 390 },
        because: [
          {
            term: 'decision',
            side: 'draft',
            source: { from: 'rule', rule: 'cheap' },
            compared: { fact: 'claim.amount', op: 'lte', value: 2_500, actual: 2_000, holds: true },
          },
        ],
      },
    ])
  })

  test('of what a category counts as by law says whom it takes the right from, and what decides then', () => {
    const refused: Rule = {
      id: 'opened',
      name: 'Opened',
      when: { fact: 'claim.condition', op: 'eq', value: 'opened' },
      set: { eligible: false, because: 'cannot_be_resold' },
    }
    const live = policyWith({}, [refused])
    const draft = { ...live, legalClasses: [{ category: 'Creams', legalClass: 'sealed_hygiene' as const }] }
    const cream = (condition: string, country = 'DE') =>
      past({
        number: `${country} ${condition}`,
        order: { customer: { country } },
        line: { categories: ['Creams > Day'] },
        item: { condition },
      })
    const { changed } = simulated(live, draft, [
      cream('opened'),
      cream('unopened'),
      cream('opened', 'CN'),
      cream('opened', 'US'),
    ])
    expect(changed).toMatchObject([
      {
        number: 'DE opened',
        draft: { outcome: 'declined', amount: 0 },
        because: [
          { term: 'eligible', side: 'draft', source: { from: 'rule', rule: 'opened' }, live: true, draft: false },
        ],
      },
    ])
  })

  test('names the rule that no longer matches, and the comparison that fails now', () => {
    const { changed } = simulated(careful(2_500), careful(1_500), [past()])
    expect(changed[0]?.because).toMatchObject([
      {
        term: 'decision',
        side: 'live',
        source: { rule: 'cheap' },
        compared: { value: 1_500, actual: 2_000, holds: false },
      },
    ])
  })

  test('says on which day of how many a claim came', () => {
    const request = past({ line: { tags: ['sale'] }, submittedAt: Date.parse('2026-06-13T12:00:00Z') })
    const { changed, live, draft } = simulated(policyWith(), policyWith({}, [sale]), [request])
    expect(changed[0]).toMatchObject({
      live: { outcome: 'automatic' },
      draft: { outcome: 'declined', amount: 0 },
      because: [{ term: 'window', source: { rule: 'sale' }, day: { actual: 12, of: 7 } }],
    })
    expect([live.outcomes.automatic, draft.outcomes.declined]).toEqual([1, 1])
  })

  test('tells what only the law holds up, by article, and pays it', () => {
    const never: Rule = { ...sale, set: { eligible: false } }
    const request = past({ order: { customer: { country: 'DE' } }, line: { tags: ['sale'] } })
    const { changed, draft } = simulated(policyWith(), policyWith({}, [never]), [request])
    expect(draft).toMatchObject({ heldByLaw: 1, outcomes: { automatic: 1 } })
    expect(changed).toMatchObject([
      { draft: { outcome: 'automatic', heldByLaw: { statute: 'eu-withdrawal', article: 'CRD 9(1)' } } },
    ])
    expect(changed[0]?.live.heldByLaw).toBeUndefined()
  })

  test('a withdrawal that the policy would decline is looked at by a person, for the law', () => {
    const submittedAt = Date.parse('2026-06-05T12:00:00Z')
    const request = past({ order: { customer: { country: 'CN' } }, submittedAt })
    const { draft } = simulated(policyWith(), policyWith({ decision: 'decline' }), [request])
    expect(draft).toMatchObject({ heldByLaw: 1, outcomes: { review: 1, declined: 0 } })
  })

  test('adds up money by currency: refunds before fees, fees, bonus, labels', () => {
    const free = { paidBy: 'merchant' as const, fee: { EUR: 0, USD: 0 } }
    const history = [past(), past({ order: { currency: 'USD' }, item: { resolution: 'store_credit' } })]
    const { live, draft, by } = simulated(policyWith(), policyWith({ returnShipping: free, eligible: true }), history)
    expect(live.money).toEqual({
      EUR: { refunded: 2_000, fees: 390, bonus: 0, labels: 0 },
      USD: { refunded: 2_000, fees: 495, bonus: 75, labels: 0 },
    })
    expect(draft.money).toEqual({
      EUR: { refunded: 2_000, fees: 0, bonus: 0, labels: 390 },
      USD: { refunded: 2_000, fees: 0, bonus: 100, labels: 495 },
    })
    expect(by.tier).toMatchObject([{ key: '', requests: 2, changed: 2, refunded: {} }])
  })

  test('groups by reason, product, country and tier, and the differences of the groups are the whole', () => {
    const draft = policyWith({}, [{ ...sale, set: { eligible: false, because: 'final_sale' } }])
    const result = simulated(policyWith(), draft, pastRequests(500))
    const difference = (groups: Simulation['by']['country']) =>
      groups.reduce((total, { refunded }) => total + (refunded['EUR'] ?? 0), 0)
    const whole = (result.draft.money['EUR']?.refunded ?? 0) - (result.live.money['EUR']?.refunded ?? 0)
    expect(whole).toBeLessThan(0)
    for (const groups of [result.by.country, result.by.tier, result.by.product, result.by.reason]) {
      expect(difference(groups)).toBe(whole)
    }
    expect(result.by.country.reduce((total, { requests }) => total + requests, 0)).toBe(500)
    expect(result.by.country.reduce((total, { changed }) => total + changed, 0)).toBe(result.changed.length)
  })

  test('says how many would have been asked for more, and turns none of them away for it', () => {
    const evidence = { photos: 2, videos: 0, documents: 0, detailLength: 0 }
    const history = [past({ item: { reason: 'defective', photos: 1 } })]
    const result = simulated(policyWith(), policyWith({ evidence }), history)
    expect(result.draft.asksForMore).toBe(1)
    expect(result.changed).toEqual([])
  })

  test('a reason that the draft dropped has no answer there', () => {
    const draft = policyWith({}, [], { reasons: policyWith().reasons.filter(({ code }) => code !== 'not_needed') })
    expect(simulated(policyWith(), draft, [past()])).toMatchObject({
      unanswered: { live: 0, draft: 1 },
      draft: { outcomes: { declined: 1 } },
    })
  })

  test('a claim on delivery alone, on a payment, and on what is refunded already', () => {
    const order = { shipping: [{ id: 's', title: 'Post', amount: 500, discount: 0, tax: 0 }] }
    const history: PastRequest[] = [
      { ...past({ order, shipping: true }), items: [] },
      past({ item: { line: undefined, payment: 'p1', reason: 'charged_twice' } }),
      past({ holdings: { 'units:l1': { reserved: 0, refunded: 1, settled: 1 } } }),
    ]
    const { live, unanswered } = simulated(defaultPolicy(), defaultPolicy(), history)
    expect(live.money['EUR']?.refunded).toBe(500 + 2_000)
    expect(unanswered.live).toBe(1)
  })

  test('is the same however often it is asked, and asking does not end it', () => {
    const history = pastRequests(60)
    const running = createSimulation(compile(defaultPolicy()), compile(careful(5_000)))
    history.slice(0, 30).forEach(running.add)
    const half = running.result()
    const copy = structuredClone(half)
    history.slice(30).forEach(running.add)
    expect(half).toEqual(copy)
    expect(running.result()).toEqual(simulated(defaultPolicy(), careful(5_000), history))
  })
})
