import fc from 'fast-check'
import { expect, test } from 'vitest'
import { legalClasses, type Order } from '../order/order.ts'
import { closureOf } from './clauses.ts'
import { compile } from './compile.ts'
import { type EvaluationInput, evaluate } from './evaluate.ts'
import { factsTable, operatorsOf } from './facts-table.ts'
import { orderWith, policyWith } from './policy.fixtures.ts'
import { parsePolicy } from './policy.schema.ts'
import {
  type Condition,
  type FactName,
  type Policy,
  type Rule,
  refundTriggers,
  resolutions,
  type Terms,
} from './policy.ts'
import { clauseKeys, shopperClauses, staffClauses } from './trace-words.ts'

const currencies = ['EUR', 'JPY', 'KWD']
const word = fc.constantFrom(
  '',
  'vip',
  'sale',
  'electronics',
  'custom_made',
  'changed_mind',
  'defective',
  'GB',
  'DE',
  'EUR',
  'opened',
)
const small = fc.integer({ min: 0, max: 40 })
const amounts = fc.record({ EUR: fc.nat(9_000), JPY: fc.nat(9_000), KWD: fc.nat(9_000) })

const leaf: fc.Arbitrary<Condition> = fc.constantFrom(...factsTable).chain(({ name, type }) =>
  fc.constantFrom(...operatorsOf[type]).chain((op): fc.Arbitrary<Condition> => {
    const single: fc.Arbitrary<string | number | boolean | Record<string, number>> =
      type === 'money' ? amounts : type === 'number' ? small : type === 'boolean' ? fc.boolean() : word
    if (op === 'exists') return fc.constant({ fact: name, op })
    const named =
      name === 'claim.reason' || name === 'claim.reasonGroup'
        ? fc.constantFrom('changed_mind', 'defective', 'never_arrived')
        : single
    if (op === 'between') return fc.tuple(named, named).map((value) => ({ fact: name, op, value }) as Condition)
    if (op === 'in' || op === 'not_in')
      return fc.array(named, { maxLength: 3 }).map((value) => ({ fact: name, op, value }) as Condition)
    return named.map((value) => ({ fact: name, op, value }))
  }),
)

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('condition'), { maxLength: 4 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}))

const terms: fc.Arbitrary<Terms> = fc.record({
  eligible: fc.boolean(),
  because: fc.constantFrom<Terms['because']>('within_window', 'final_sale', { en: 'Ours.', 'zh-CN': '本店规定' }),
  window: fc.record({
    days: fc.oneof(small, fc.constant('none' as const)),
    from: fc.constantFrom('delivered', 'fulfilled', 'placed'),
  }),
  resolutions: fc.subarray([...resolutions], { minLength: 1 }),
  returnItem: fc.boolean(),
  returnShipping: fc.record({ paidBy: fc.constantFrom('merchant', 'shopper'), fee: amounts }),
  restockingFee: fc.oneof(
    fc.constant('none' as const),
    fc.nat(10_000).map((percent) => ({ percent })),
    amounts.map((amount) => ({ amount })),
  ),
  processingFee: fc.oneof(fc.constant('none' as const), amounts),
  outboundShipping: fc.constantFrom('never', 'whole_order', 'proportional'),
  promotion: fc.constantFrom('keep', 'resettle'),
  gifts: fc.constantFrom('return_or_pay', 'keep'),
  packaging: fc.constantFrom('own', 'free'),
  creditBonusPercent: fc.nat(10_000),
  keepItemPercent: fc.nat(10_000),
  evidence: fc.record({ photos: fc.nat(5), videos: fc.nat(5), documents: fc.nat(5), detailLength: fc.nat(500) }),
  decision: fc.constantFrom('approve', 'review', 'decline'),
  approvals: fc.integer({ min: 1, max: 3 }),
  lane: fc.constantFrom('standard', 'vip'),
  refundTrigger: fc.constantFrom(...refundTriggers),
  deadlines: fc.record({ decide: small, return: small, inspect: fc.nat(900), pay: fc.nat(900), whole: fc.nat(900) }),
})

const rules: fc.Arbitrary<Rule[]> = fc
  .array(
    fc.record({
      when: condition,
      set: fc
        .tuple(terms, fc.subarray(Object.keys(policyWith().terms) as (keyof Terms)[]))
        .map(([all, kept]) => Object.fromEntries(kept.map((term) => [term, all[term]])) as Partial<Terms>),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((rule, index) => ({ ...rule, id: `r${index}`, name: `Rule number ${index}` })))

const policies: fc.Arbitrary<Policy> = fc
  .record({
    terms,
    rules,
    assumedTransitDays: fc.nat(10),
    timezone: fc.constantFrom('Europe/London', 'Asia/Shanghai', 'America/New_York'),
  })
  .map(({ terms, rules, ...parts }) => policyWith(terms, rules, { ...parts, currencies }))

const time = fc
  .integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 5, 1) })
  .map((ms) => new Date(ms).toISOString())
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })

const orders: fc.Arbitrary<Order> = fc
  .record({
    placedAt: time,
    currency: fc.constantFrom(...currencies, 'XAF'),
    customer: fc.record({
      country: fc.constantFrom('CN', 'DE', 'GB', 'US'),
      tier: maybe(word),
      tags: maybe(fc.array(word, { maxLength: 3 })),
    }),
    taxesIncluded: fc.boolean(),
    lines: fc.array(
      fc.record({
        deliveredAt: maybe(time),
        categories: fc.array(word, { maxLength: 2 }),
        tags: fc.array(word, { maxLength: 2 }),
        quantity: fc.integer({ min: 1, max: 100_000 }),
        unitPrice: fc.nat(9_000),
        discount: fc.nat(50),
        tax: fc.nat(50),
        legalClass: maybe(fc.subarray([...legalClasses], { maxLength: 1 })),
        legalConfirmed: maybe(fc.boolean()),
      }),
      { minLength: 1, maxLength: 20 },
    ),
    shipments: fc.array(fc.record({ shippedAt: time, deliveredAt: maybe(time), held: fc.nat(19) }), { maxLength: 3 }),
  })
  .map(({ shipments, ...parts }) =>
    orderWith({
      ...parts,
      fulfillments: shipments.map(({ held, ...shipment }, index) => ({
        id: `f${index}`,
        ...shipment,
        lines: [{ line: `l${held + 1}`, quantity: 1 }],
      })),
    }),
  )

const inputs: fc.Arbitrary<EvaluationInput> = fc
  .record({
    order: orders,
    line: fc.nat(19),
    reason: fc.constantFrom(...policyWith().reasons.map(({ code }) => code), 'nope', undefined),
    onPayment: fc.boolean(),
    claim: fc.record({ quantity: fc.integer({ min: 1, max: 5 }), photos: fc.nat(3), condition: word }),
    now: time.map(Date.parse),
    refunds90: fc.nat(10),
  })
  .map(({ order, line, reason, onPayment, claim, now, refunds90 }) => ({
    order,
    ...(onPayment ? { paymentId: 'p1' } : { lineId: `l${(line % order.lines.length) + 1}` }),
    ...(reason === undefined ? {} : { reason }),
    claim,
    now,
    history: { refunds90 },
  }))

const plain = (evaluation: ReturnType<typeof evaluate>) => ({ ...evaluation, trace: evaluation.trace() })
const knownKeys = new Set<string>(clauseKeys)

test('arbitrary policies are what the schema publishes', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      expect(parsePolicy(policy)).toEqual({ policy })
    }),
    { numRuns: 50 },
  )
})

test('evaluation is total and deterministic: other claims in between, another compilation, a copy of the order', () => {
  fc.assert(
    fc.property(policies, fc.array(inputs, { minLength: 1, maxLength: 4 }), (policy, claims) => {
      const compiled = compile(policy)
      const first = claims.map((claim) => plain(evaluate(compiled, claim)))
      const again = claims.map((claim) => plain(evaluate(compiled, claim)))
      const afresh = structuredClone(claims).map((claim) => plain(evaluate(compile(structuredClone(policy)), claim)))
      expect(again).toEqual(first)
      expect(afresh).toEqual(first)
    }),
  )
})

test('the tables match exactly the rules whose conditions hold', () => {
  fc.assert(
    fc.property(policies, inputs, (policy, claim) => {
      const evaluation = evaluate(compile(policy), claim)
      const { facts } = evaluation.trace()
      if (Object.keys(facts).length === 0) return
      const read = (name: FactName) => facts[name] ?? ''
      const holding = policy.rules.filter(({ when }) => closureOf(when)(read, claim.order.currency))
      expect(evaluation.matched).toEqual(holding.map(({ id }) => id))
      for (const term of Object.keys(policy.terms) as (keyof Terms)[]) {
        const source = evaluation.trace().terms[term]
        if (source?.from === 'statute') continue
        expect(evaluation.terms[term]).toEqual(
          holding.find(({ set }) => set[term] !== undefined)?.set[term] ?? policy.terms[term],
        )
      }
    }),
    { numRuns: 300 },
  )
})

const rank = { never: 0, whole_order: 1, proportional: 2 }

test('with statutes no claim is worse off than without', () => {
  fc.assert(
    fc.property(policies, inputs, (policy, claim) => {
      const off = evaluate(compile(policy, { statutes: 'off' }), claim)
      const on = evaluate(compile(policy), claim)
      expect(Number(on.eligible)).toBeGreaterThanOrEqual(Number(off.eligible))
      expect(Number(on.terms.eligible)).toBeGreaterThanOrEqual(Number(off.terms.eligible))
      expect(on.windowEndsAt ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
        off.windowEndsAt ?? Number.POSITIVE_INFINITY,
      )
      if (off.terms.window.days === 'none') expect(on.terms.window.days).toBe('none')
      else if (on.terms.window.days !== 'none')
        expect(on.terms.window.days).toBeGreaterThanOrEqual(off.terms.window.days)
      for (const fee of ['restockingFee', 'processingFee'] as const) {
        expect(['none', off.terms[fee]]).toContainEqual(on.terms[fee])
      }
      const label = on.terms.returnShipping.fee
      for (const [currency, amount] of Object.entries(label)) {
        expect(amount).toBeLessThanOrEqual(off.terms.returnShipping.fee[currency] ?? 0)
      }
      expect(on.terms.resolutions).toEqual(expect.arrayContaining([...off.terms.resolutions]))
      expect(rank[on.terms.outboundShipping]).toBeGreaterThanOrEqual(rank[off.terms.outboundShipping])
      expect(refundTriggers.indexOf(on.terms.refundTrigger)).toBeLessThanOrEqual(
        refundTriggers.indexOf(off.terms.refundTrigger),
      )
      expect(on.terms.deadlines.return).toBeGreaterThanOrEqual(off.terms.deadlines.return)
      expect(on.matched).toEqual(off.matched)
      if (on.statutory?.noReason) {
        expect(on).toMatchObject({
          eligible: true,
          terms: { restockingFee: 'none', evidence: { photos: 0, detailLength: 0 } },
        })
        expect(on.terms.decision).not.toBe('decline')
        expect(on.terms.resolutions).toContain('refund')
      }
    }),
    { numRuns: 300 },
  )
})

test('shoppers read known clauses, and never a rule, a fact or a lane', () => {
  fc.assert(
    fc.property(policies, inputs, (policy, claim) => {
      const compiled = compile(policy)
      const evaluation = evaluate(compiled, claim)
      const clauses = shopperClauses(evaluation, claim.order.currency)
      const staff = staffClauses(evaluation, compiled, claim.order.currency)
      for (const { key } of [...clauses, ...staff]) expect(knownKeys).toContain(key)
      const text = JSON.stringify(clauses)
      expect(text).not.toMatch(/Rule number|"r\d+"|customer\.|claim\.|line\.|refunds90|decision/)
      expect(clauses[0]?.key.startsWith('because.')).toBe(true)
    }),
  )
})
