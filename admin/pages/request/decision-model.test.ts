import { describe, expect, it } from 'vitest'
import type { AdminRequest } from '../../data/requests.ts'
import { awaiting, clara, sampleShop, toInspect } from '../../testing/sample-shop.ts'
import { amountDueOn, decisionOf, declineLock, noChoices, payingMoments } from './decision-model.ts'

const now = Date.parse('2026-11-26T06:20:00Z')
const shop = sampleShop(now)
const request = shop.view(clara)

describe('what approving pays', () => {
  it('is what the shopper was quoted while nothing is changed', () => {
    const decision = decisionOf(request, noChoices)
    expect(decision.amount).toBe(request.state.quote.total)
    expect(decision.changed).toBe(false)
    expect(decision.approving).toHaveLength(2)
  })

  it('leaves out what is to be declined', () => {
    const decision = decisionOf(request, { ...noChoices, declined: new Set(['i1']) })
    expect(decision.declining.map(({ id }) => id)).toEqual(['i1'])
    expect(decision.quote?.items.map(({ line }) => line)).toEqual(['l2'])
    expect(decision.amount).toBeLessThan(request.state.quote.total)
  })

  it('is what staff type, inside the ceilings', () => {
    const decision = decisionOf(request, { ...noChoices, amounts: { i1: 2000 }, shipping: 0, goodwill: 300 })
    expect(decision.changed).toBe(true)
    expect(decision.quote?.items[0]?.amount).toBe(2000)
    expect(decision.quote?.shipping.amount).toBe(0)
    expect(decision.quote?.goodwill).toBe(300)
  })

  it('is refused with the limit above a ceiling, and names the item', () => {
    const decision = decisionOf(request, { ...noChoices, amounts: { i2: 8551 } })
    expect(decision.refusal).toMatchObject({ refused: 'exceeds_line', limit: 8550 })
    expect(decision.refusedItem?.id).toBe('i2')
    expect(decision.amount).toBe(0)
  })

  it('is what the server then pins', () => {
    const fresh = sampleShop(now)
    const shown = decisionOf(fresh.view(clara), { ...noChoices, amounts: { i1: 1234 } })
    fresh.act(
      clara,
      { type: 'approve', amounts: { i1: 1234 }, reason: 'half' },
      { kind: 'staff', id: 'u1', name: 'Mei' },
      now,
    )
    expect(fresh.stateOf(clara).quote.total).toBe(shown.amount)
  })

  it('after declining first, is what the server then pins for the rest', () => {
    const fresh = sampleShop(now)
    const shown = decisionOf(fresh.view(clara), { ...noChoices, declined: new Set(['i1']) })
    const mei = { kind: 'staff', id: 'u1', name: 'Mei' } as const
    fresh.act(clara, { type: 'decline', items: ['i1'], reason: 'r', message: 'm' }, mei, now)
    fresh.act(clara, { type: 'approve', items: ['i2'] }, mei, now)
    expect(fresh.stateOf(clara).quote.total).toBe(shown.amount)
  })
})

describe('what approving the rest pays', () => {
  it('is all that the first part left, delivery included', () => {
    const fresh = sampleShop(now)
    const mei = { kind: 'staff', id: 'u1', name: 'Mei' } as const
    fresh.act(clara, { type: 'approve', items: ['i1'] }, mei, now)
    const shown = decisionOf(fresh.view(clara), noChoices)
    const asked = fresh.stateOf(clara).payouts.reduce((sum, { amount }) => sum + amount, 0)
    const later = fresh.stateOf(clara).items[0]?.dueAt === undefined ? (shown.quote?.items[0]?.amount ?? 0) : 0
    expect(asked + later).toBeGreaterThan(0)
    expect(shown.quote?.shipping.amount).toBeGreaterThan(0)
    expect(shown.amount).toBe((shown.quote?.total ?? 0) - asked - later)
  })
})

describe('ceilings', () => {
  const { ceilings } = decisionOf(request, noChoices)
  it('count what was refunded outside', () => {
    expect(ceilings.find(({ kind }) => kind === 'order')).toMatchObject({ limit: 23_900 - 500 })
    expect(ceilings.find(({ id }) => id === 'p1')).toMatchObject({ limit: 19_900 - 500 })
  })

  it('has the lines that are claimed, delivery and every payment', () => {
    expect(ceilings.map(({ kind, id }) => `${kind} ${id}`.trim())).toEqual([
      'order',
      'line l1',
      'line l2',
      'shipping s1',
      'payment p1',
      'payment p2',
    ])
    for (const { used, limit } of ceilings) expect(used).toBeLessThanOrEqual(limit)
  })

  it('count what other requests hold', () => {
    const held = decisionOf(
      {
        ...request,
        holdings: {
          'units:l1': { reserved: 1, refunded: 0, settled: 1 },
          'line:l1': { reserved: 5760, refunded: 0, settled: 5760 },
          total: { reserved: 5760, refunded: 0, settled: 0 },
        },
      },
      noChoices,
    )
    expect(held.ceilings.find(({ id }) => id === 'l1')).toMatchObject({ limit: 5760 })
    expect(held.ceilings[0]).toMatchObject({ limit: 23_400 - 5760 })
  })
})

describe('a refund of ours that came back with the order', () => {
  const paid = { reserved: 0, refunded: 5760, settled: 5760 }
  const returned: AdminRequest = {
    ...request,
    order: {
      ...request.order,
      refunds: [
        ...request.order.refunds,
        {
          id: 'shop-77',
          reference: 'po_earlier',
          at: new Date(now).toISOString(),
          lines: [{ line: 'l1', quantity: 1, amount: 5760 }],
          payments: [{ payment: 'p1', amount: 5760 }],
        },
      ],
    },
    holdings: {
      'units:l1': { reserved: 0, refunded: 1, settled: 1 },
      'line:l1': paid,
      'payment:p1': paid,
      total: paid,
    },
  }
  const limits = (ours: string[]) => {
    const { ceilings: found } = decisionOf({ ...returned, ours }, noChoices)
    const of = (wanted: string) => found.find(({ kind, id }) => `${kind} ${id}`.trim() === wanted)?.limit
    return [of('order'), of('line l1'), of('payment p1')]
  }

  it('counts once, also when another request paid it', () => {
    expect(limits(['po_earlier', 're_provider'])).toEqual([23_400 - 5760, 5760, 19_400 - 5760])
  })

  it('counts twice where nobody says that it is ours', () => {
    expect(limits([])).toEqual([23_400 - 2 * 5760, 0, 19_400 - 2 * 5760])
  })
})

describe('what the law gives', () => {
  it('locks a withdrawal with the article of the right, and nothing else', () => {
    const [shirt, throwItem] = request.state.items
    expect(shirt && declineLock(shirt)).toBeUndefined()
    expect(throwItem && declineLock(throwItem)).toEqual({ article: 'CRD 9(1)' })
  })

  it('unlocks when the goods are not what was said', () => {
    const item = request.state.items[1]
    expect(item && declineLock({ ...item, inspection: { result: 'mismatch' } })).toBeUndefined()
  })
})

describe('when money moves', () => {
  it('says every moment once, earliest first', () => {
    expect(payingMoments(request.state.items)).toEqual(['on_dispatch'])
    expect(payingMoments(request.state.items.map((item) => ({ ...item, resolution: 'keep_item' as const })))).toEqual([
      'on_approval',
    ])
  })

  it('names what the arrival of the goods pays', () => {
    const waiting = shop.view(awaiting)
    const trigger = waiting.state.items[0]?.terms.refundTrigger
    const onReceived = amountDueOn(waiting, 'on_received', waiting.state.items)
    expect(onReceived).toBe(trigger === 'on_received' ? waiting.state.quote.total : 0)
    expect(amountDueOn(shop.view(toInspect), 'on_inspection', shop.view(toInspect).state.items)).toBe(0)
  })

  it('names it for a policy that pays on inspection', () => {
    const waiting = shop.view(awaiting)
    const items = waiting.state.items.map((item) => ({
      ...item,
      terms: { ...item.terms, refundTrigger: 'on_inspection' as const },
    }))
    expect(amountDueOn({ ...waiting, state: { ...waiting.state, items } }, 'on_inspection', items)).toBe(
      waiting.state.quote.total,
    )
  })
})
