import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'
import { defaultPolicy } from './default-policy.ts'
import { evaluate } from './evaluate.ts'
import { factsOf } from './facts.ts'
import { factsTable } from './facts-table.ts'
import { permissive } from './permissive.ts'
import { judge, orderWith, policyWith } from './policy.fixtures.ts'
import type { Condition, Rule, Terms } from './policy.ts'
import { traceFromFacts } from './trace.ts'

const at = '2026-06-05T10:00:00Z'
const always: Condition = { all: [] }
const rule = (id: string, when: Condition, set: Partial<Terms>): Rule => ({ id, name: id, when, set })

describe('first rule wins, term by term', () => {
  const rules = [
    rule('a', always, { lane: 'a' }),
    rule('never', { any: [] }, { lane: 'never', decision: 'decline' }),
    rule('b', always, { lane: 'b', decision: 'review' }),
    rule('c', always, { decision: 'decline', approvals: 2 }),
  ]
  const evaluation = judge(policyWith({}, rules), orderWith(), at)

  test('each term takes the first matching rule that sets it, else the default', () => {
    expect(evaluation.terms).toMatchObject({
      lane: 'a',
      decision: 'review',
      approvals: 2,
      refundTrigger: 'on_received',
    })
    expect(evaluation.matched).toEqual(['a', 'b', 'c'])
  })

  test('the trace names the rule or the default of every term, and the facts that rules read', () => {
    const trace = judge(
      policyWith({}, [rule('tier', { fact: 'customer.tier', op: 'ne', value: 'vip' }, { lane: 'x' })]),
      orderWith(),
      at,
    ).trace()
    expect(trace.terms.lane).toEqual({ from: 'rule', rule: 'tier' })
    expect(trace.terms.window).toEqual({ from: 'default' })
    expect(trace.facts).toMatchObject({ 'customer.tier': '', 'claim.reason': 'not_needed', 'order.currency': 'EUR' })
    expect(trace.facts).not.toHaveProperty('line.sku')
  })
})

describe('operators', () => {
  const order = orderWith({
    customer: { country: 'US', tier: 'vip', tags: ['early', 'press'] },
    lines: [{ categories: ['apparel/shoes'], tags: ['sale'], quantity: 3 }],
  })
  test.each<[Condition, boolean]>([
    [{ fact: 'customer.tier', op: 'eq', value: 'vip' }, true],
    [{ fact: 'customer.tier', op: 'ne', value: 'vip' }, false],
    [{ fact: 'customer.tier', op: 'in', value: ['gold', 'vip'] }, true],
    [{ fact: 'customer.tier', op: 'not_in', value: ['gold', 'vip'] }, false],
    [{ fact: 'customer.tier', op: 'starts_with', value: 'v' }, true],
    [{ fact: 'customer.tier', op: 'contains', value: 'i' }, true],
    [{ fact: 'customer.tier', op: 'exists' }, true],
    [{ fact: 'order.channel', op: 'exists' }, false],
    [{ fact: 'order.channel', op: 'exists', value: false }, true],
    [{ fact: 'customer.tags', op: 'contains', value: 'press' }, true],
    [{ fact: 'customer.tags', op: 'contains', value: 'pre' }, false],
    [{ fact: 'customer.tags', op: 'in', value: ['x', 'early'] }, true],
    [{ fact: 'customer.tags', op: 'not_in', value: ['x', 'y'] }, true],
    [{ fact: 'customer.tags', op: 'exists' }, true],
    [{ fact: 'line.legalClass', op: 'exists' }, false],
    [{ fact: 'line.legalClass', op: 'exists', value: false }, true],
    [{ fact: 'line.categories', op: 'starts_with', value: 'apparel' }, true],
    [
      {
        all: [
          { fact: 'customer.tags', op: 'contains', value: 'press' },
          { fact: 'customer.tags', op: 'contains', value: 'early' },
        ],
      },
      true,
    ],
    [{ not: { fact: 'customer.tags', op: 'contains', value: 'press' } }, false],
    [{ fact: 'line.quantity', op: 'gt', value: 3 }, false],
    [{ fact: 'line.quantity', op: 'gte', value: 3 }, true],
    [{ fact: 'line.quantity', op: 'lt', value: 3.5 }, true],
    [{ fact: 'line.quantity', op: 'lte', value: 2 }, false],
    [{ fact: 'line.quantity', op: 'between', value: [3, 4] }, true],
    [{ fact: 'line.quantity', op: 'between', value: [4, 9] }, false],
    [{ fact: 'line.quantity', op: 'in', value: [1, 3] }, true],
    [{ fact: 'line.unitPrice', op: 'gte', value: { EUR: 2_000, USD: 1 } }, true],
    [{ fact: 'line.unitPrice', op: 'gt', value: { EUR: 2_000, USD: 1 } }, false],
    [{ fact: 'line.unitPrice', op: 'lt', value: { USD: 9_999 } }, false],
    [{ fact: 'line.unitPrice', op: 'between', value: [{ EUR: 1_000 }, { EUR: 2_000 }] }, true],
    [{ fact: 'line.delivered', op: 'eq', value: true }, true],
    [{ fact: 'claim.noReason', op: 'ne', value: true }, false],
    [
      {
        any: [
          { fact: 'claim.fault', op: 'eq', value: 'merchant' },
          { fact: 'claim.reasonGroup', op: 'eq', value: 'changed_mind' },
        ],
      },
      true,
    ],
  ])('%j holds: %s', (when, holds) => {
    const evaluation = judge(policyWith({}, [rule('r', when, { lane: 'r' })]), order, at)
    expect(evaluation.matched).toEqual(holds ? ['r'] : [])
  })
})

describe('windows', () => {
  test.each([
    ['2026-07-01T22:59:59.999Z', true, 0],
    ['2026-07-01T23:00:00Z', false, undefined],
    ['2026-06-01T12:00:00Z', true, 30],
  ])('delivered on 1 June, 30 days: at %s eligible is %s', (now, eligible, daysLeft) => {
    const evaluation = judge(policyWith(), orderWith(), now)
    expect(evaluation).toMatchObject({ eligible, because: eligible ? 'within_window' : 'window_passed' })
    expect(evaluation.daysLeft).toBe(daysLeft)
    expect(evaluation.windowEndsAt).toBe(Date.parse('2026-07-01T22:59:59.999Z'))
  })

  test('from placing, and from sending', () => {
    const placed = judge(policyWith({ window: { days: 10, from: 'placed' } }), orderWith(), at)
    expect(placed.windowEndsAt).toBe(Date.parse('2026-06-07T22:59:59.999Z'))
    const fulfillments = [{ id: 'f', shippedAt: '2026-05-30T10:00:00Z', lines: [{ line: 'l1', quantity: 1 }] }]
    const sent = judge(policyWith({ window: { days: 10, from: 'fulfilled' } }), orderWith({ fulfillments }), at)
    expect(sent.windowEndsAt).toBe(Date.parse('2026-06-09T22:59:59.999Z'))
  })

  test('none: never ends, and the clause does not speak of one', () => {
    const evaluation = judge(
      policyWith({ window: { days: 'none', from: 'delivered' } }),
      orderWith(),
      '2036-01-01T00:00:00Z',
    )
    expect(evaluation).toMatchObject({
      eligible: true,
      because: 'covered',
      windowEndsAt: undefined,
      daysLeft: undefined,
    })
  })

  test('never arrived and payments ignore it, unless the reason counts it', () => {
    const late = '2028-01-01T00:00:00Z'
    expect(judge(policyWith(), orderWith(), late, { reason: 'never_arrived' }).eligible).toBe(true)
    expect(judge(policyWith(), orderWith(), late, { reason: 'charged_twice', paymentId: 'p1' }).eligible).toBe(true)
    const reasons = policyWith().reasons.map((reason) => ({ ...reason, countsWindow: true }))
    expect(judge(policyWith({}, [], { reasons }), orderWith(), late, { reason: 'never_arrived' }).because).toBe(
      'window_passed',
    )
  })

  test('an assumed delivery is said to be assumed', () => {
    const evaluation = judge(policyWith(), orderWith({ lines: [{ deliveredAt: undefined }] }), at)
    expect(evaluation.windowEndsAt).toBe(Date.parse('2026-07-02T22:59:59.999Z'))
    expect(evaluation.trace().deliveryAssumed).toBe(true)
  })
})

describe('the clause that decides', () => {
  const refusal = rule(
    'final',
    { fact: 'line.tags', op: 'contains', value: 'final-sale' },
    { eligible: false, because: 'final_sale' },
  )
  const order = orderWith({ lines: [{ tags: ['final-sale'] }] })
  test.each<[string, Rule[], string | Record<string, string>]>([
    ['of the rule that refuses', [refusal], 'final_sale'],
    [
      'not of an earlier rule about something else',
      [rule('kind', always, { eligible: undefined, because: 'vip' }), refusal],
      'final_sale',
    ],
    ['a refusal without words', [rule('mute', always, { eligible: false })], 'not_covered'],
    ["the merchant's own words", [rule('own', always, { eligible: false, because: { en: 'No.' } })], { en: 'No.' }],
  ])('%s', (_name, rules, because) => {
    expect(judge(policyWith({}, rules), order, '2036-01-01T00:00:00Z')).toMatchObject({ eligible: false, because })
  })
})

test.each([
  [{ lineId: 'nope' }, 'unknown_line'],
  [{ lineId: undefined, paymentId: 'nope' }, 'unknown_payment'],
  [{ reason: 'nope' }, 'unknown_reason'],
  [{ reason: 'charged_twice' }, 'wrong_subject'],
  [{ reason: 'not_needed', lineId: undefined }, 'wrong_subject'],
])('%o is not eligible: %s', (input, because) => {
  const evaluation = judge(policyWith(), orderWith(), at, input)
  expect(evaluation).toMatchObject({ eligible: false, because, matched: [] })
  expect(evaluation.terms.eligible).toBe(false)
  expect(evaluation.trace().matched).toEqual([])
})

test('permissive: everything, at any time, for any reason, without fees or statutes', () => {
  const order = orderWith({ customer: { country: 'DE' }, currency: 'XAF' })
  for (const reason of [undefined, 'whatever']) {
    const evaluation = evaluate(permissive(), {
      order,
      lineId: 'l1',
      now: Date.parse('2099-01-01'),
      ...(reason ? { reason } : {}),
    })
    expect(evaluation).toMatchObject({
      eligible: true,
      statutory: undefined,
      terms: { restockingFee: 'none', processingFee: 'none' },
    })
  }
})

test('many rules: those beyond one bank of bits count too, in order', () => {
  const rules = Array.from({ length: 120 }, (_, index) =>
    rule(`r${index}`, { fact: 'line.quantity', op: 'gte', value: index }, { lane: `lane${index}` }),
  )
  const evaluation = judge(policyWith({}, rules), orderWith({ lines: [{ quantity: 100 }] }), at)
  expect(evaluation.matched).toHaveLength(101)
  expect(evaluation.matched.at(-1)).toBe('r100')
  expect(evaluation.terms.lane).toBe('lane0')
})

test('shared terms are frozen: no caller can change what the next one gets', () => {
  const { terms } = judge(policyWith(), orderWith(), at)
  expect(Object.isFrozen(terms) && Object.isFrozen(terms.window)).toBe(true)
})

test('the trace rebuilt from the pinned facts is the trace', () => {
  const compiled = compile(defaultPolicy())
  const order = orderWith({
    customer: { country: 'DE', tier: 'vip' },
    lines: [{ categories: ['electronics'], unitPrice: 90_000 }],
  })
  for (const reason of ['not_needed', 'defective', 'never_arrived']) {
    const trace = evaluate(compiled, {
      order,
      lineId: 'l1',
      reason,
      now: Date.parse(at),
      history: { refunds90: 7 },
    }).trace()
    expect(traceFromFacts(compiled, structuredClone(trace))).toEqual(trace)
  }
})

test('every fact of the table has a reader of its type', () => {
  const order = orderWith({ lines: [{ quantity: 3, unitPrice: 1_000, discount: 1 }] })
  const reason = policyWith().reasons[1]
  if (!reason || !order.lines[0]) throw new Error('the fixture has a reason and a line')
  const facts = factsOf(order, order.lines[0], { reason, quantity: 2 }, Date.parse(at), 'UTC', { refunds90: 1 })
  for (const { name, type } of factsTable) {
    const value = facts[name as keyof typeof facts]
    const actual = Array.isArray(value) ? 'list' : typeof value
    expect([name, actual]).toEqual([name, type === 'money' ? 'number' : type])
  }
  expect(Object.keys(facts)).toHaveLength(factsTable.length)
  expect(facts['claim.amount']).toBe(1_999)
})
