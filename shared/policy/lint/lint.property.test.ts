import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LegalClass } from '../../order/order.ts'
import { closureOf } from '../clauses.ts'
import { compile } from '../compile.ts'
import { type EvaluationInput, evaluate } from '../evaluate.ts'
import { orderWith, policyWith } from '../policy.fixtures.ts'
import type { Condition, FactName, Policy, Rule, Terms } from '../policy.ts'
import { applyFix } from './apply-fix.ts'
import { canHappen } from './can-happen.ts'
import type { Finding } from './finding.ts'
import { lint } from './lint.ts'
import { situationsOf } from './situations.ts'

/** Few facts of few values, so that conditions often contradict, imply and cover each other. */
const amount = fc.integer({ min: 0, max: 6 })
const entry = fc.constantFrom('a', 'ab', 'b')
const country = fc.constantFrom('DE', 'GB', 'CN', 'AU', 'US')
const reason = fc.constantFrom('not_needed', 'defective', 'charged_twice', 'never_arrived')

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .record({ op: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'), value: amount })
    .map(({ op, value }) => ({ fact: 'claim.amount', op, value: { EUR: value } })),
  fc
    .record({ op: fc.constantFrom('lt', 'gte', 'eq'), value: fc.integer({ min: 1, max: 4 }) })
    .map(({ op, value }) => ({ fact: 'claim.quantity', op, value })),
  fc
    .tuple(amount, amount)
    .map((ends) => ({ fact: 'customer.refunds90', op: 'between', value: ends.sort((a, b) => a - b) })),
  fc
    .record({ op: fc.constantFrom('in', 'not_in'), value: fc.array(amount, { maxLength: 3 }) })
    .map(({ op, value }) => ({ fact: 'customer.refunds90', op, value })),
  fc
    .record({ op: fc.constantFrom('contains', 'starts_with'), value: entry })
    .map(({ op, value }) => ({ fact: 'line.tags', op, value })),
  fc
    .record({ op: fc.constantFrom('in', 'not_in'), value: fc.array(entry, { maxLength: 2 }) })
    .map(({ op, value }) => ({ fact: 'line.tags', op, value })),
  fc.constantFrom<Condition>(
    { fact: 'line.tags', op: 'exists' },
    { fact: 'line.tags', op: 'exists', value: false },
    { fact: 'customer.tier', op: 'exists' },
    { fact: 'claim.noReason', op: 'eq', value: true },
    { fact: 'line.legalClass', op: 'contains', value: 'custom_made' },
  ),
  fc
    .record({ op: fc.constantFrom('eq', 'ne', 'starts_with'), value: entry })
    .map(({ op, value }) => ({ fact: 'customer.tier', op, value })),
  country.map((value) => ({ fact: 'customer.country', op: 'eq', value })),
  reason.map((value) => ({ fact: 'claim.reason', op: 'eq', value })),
  fc.constantFrom('shopper', 'merchant').map((value) => ({ fact: 'claim.fault', op: 'eq', value })),
) as fc.Arbitrary<Condition>

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    { weight: 2, arbitrary: fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })) },
    { weight: 2, arbitrary: fc.array(tie('condition'), { maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: tie('condition').map((not) => ({ not })) },
  ),
}))

const set: fc.Arbitrary<Partial<Terms>> = fc
  .record<Partial<Terms>>({
    eligible: fc.boolean(),
    window: fc.constantFrom(5, 40).map((days) => ({ days, from: 'delivered' as const })),
    resolutions: fc.constantFrom<Terms['resolutions'][]>(['refund'], ['store_credit']),
    restockingFee: fc.constantFrom<Terms['restockingFee'][]>('none', { percent: 500 }),
    decision: fc.constantFrom('approve', 'review', 'decline'),
    promotion: fc.constantFrom('keep', 'resettle'),
    refundTrigger: fc.constantFrom('on_approval', 'on_inspection'),
  })
  .chain((all) =>
    fc
      .subarray(Object.keys(all) as (keyof Terms)[], { minLength: 1, maxLength: 2 })
      .map((kept) => Object.fromEntries(kept.map((term) => [term, all[term]]))),
  )

/** Some are narrower or impossible copies of the first: those are late or never match. */
const policies: fc.Arbitrary<Policy> = fc
  .array(fc.record({ when: condition, set, copies: fc.constantFrom('no', 'no', 'narrower', 'never') }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => {
    const rules = list.map(({ when, set, copies }, index): Rule => {
      const [first] = list
      const named = { id: `r${index}`, name: `Rule ${index}` }
      if (!first || copies === 'no') return { ...named, when, set }
      if (copies === 'never') return { ...named, when: { all: [when, { not: when }] }, set }
      return { ...named, when: { all: [first.when, when] }, set: first.set }
    })
    return policyWith({}, rules, { currencies: ['EUR'] })
  })

const claims: fc.Arbitrary<EvaluationInput> = fc
  .record({
    tags: fc.subarray(['a', 'ab', 'abc', 'b', 'z']),
    tier: fc.constantFrom(undefined, 'a', 'ab', 'b', 'z'),
    country,
    reason,
    unitPrice: fc.integer({ min: 0, max: 4 }),
    quantity: fc.integer({ min: 1, max: 4 }),
    refunds90: fc.integer({ min: 0, max: 7 }),
    legalClass: fc.constantFrom<LegalClass[][]>([], ['custom_made'], ['press']),
    day: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ tags, tier, country, reason, unitPrice, quantity, refunds90, legalClass, day }) => ({
    order: orderWith({
      customer: { country, ...(tier === undefined ? {} : { tier }) },
      lines: [{ tags, unitPrice, quantity: 4, legalClass }],
    }),
    ...(reason === 'charged_twice' ? { paymentId: 'p1' } : { lineId: 'l1' }),
    reason,
    claim: { quantity },
    now: Date.parse('2026-06-01T12:00:00Z') + day * 86_400_000,
    history: { refunds90 },
  }))

const options = { locales: ['en'] }
const of = (findings: readonly Finding[], code: Finding['code']) => findings.filter((one) => one.code === code)

test('a rule that is said never to match matches nothing; one that is said to be shadowed changes nothing', () => {
  let never = 0
  let shadowed = 0
  fc.assert(
    fc.property(policies, fc.array(claims, { minLength: 12, maxLength: 12 }), (policy, asked) => {
      const findings = lint(policy, options)
      const dead = of(findings, 'never_matches').map(({ rule }) => rule)
      const late = new Set(of(findings, 'shadowed').map(({ rule }) => rule))
      never += dead.length
      shadowed += late.size
      const compiled = compile(policy)
      const without = compile({ ...policy, rules: policy.rules.filter(({ id }) => !late.has(id)) })
      for (const claim of asked) {
        const { matched, terms, because, eligible } = evaluate(compiled, claim)
        expect(dead.filter((id) => matched.includes(id ?? ''))).toEqual([])
        expect(evaluate(without, claim)).toMatchObject({ terms, because, eligible })
      }
    }),
    { numRuns: 80 },
  )
  expect(Math.min(never, shadowed)).toBeGreaterThan(5)
})

test('what can happen is what some claim is: every claim of small numbers and short texts tried', () => {
  const [situation] = situationsOf(policyWith()).filter(({ reason }) => reason.code === 'not_needed')
  const entries = ['a', 'ab', 'abc', 'ac', 'b', 'bc', 'z']
  const lists = Array.from({ length: 2 ** entries.length }, (_, bits) => entries.filter((_, at) => bits & (1 << at)))
  const values: Readonly<Record<string, readonly unknown[]>> = {
    'claim.amount': [0, 1, 2, 3, 4, 5, 6, 7],
    'claim.quantity': [1, 2, 3, 4, 5],
    'customer.refunds90': [0, 1, 2, 3, 4, 5, 6, 7],
    'line.tags': lists,
    'customer.tier': ['', 'a', 'ab', 'abc', 'ac', 'b', 'bc', 'z'],
    'customer.country': ['DE', 'GB', 'CN', 'AU', 'US', 'FR'],
    'claim.noReason': [true],
    'line.legalClass': [[], ['custom_made']],
    'claim.reason': ['not_needed'],
    'claim.fault': ['shopper'],
  }
  const answers = { yes: 0, no: 0 }
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), condition, (all, refused) => {
      const demands = [
        { condition: { all }, holds: true },
        { condition: refused, holds: false },
      ]
      const whole: Condition = { all: [...all, { not: refused }] }
      const names = [...new Set(JSON.stringify(whole).match(/[a-z]+\.[a-zA-Z0-9]+/g) ?? [])]
      fc.pre(names.reduce((count, name) => count * (values[name]?.length ?? 1), 1) < 20_000)
      const holds = closureOf(whole)
      const isTrue = (facts: ReadonlyMap<string, unknown>, at: number): boolean => {
        const name = names[at]
        if (name === undefined) return holds((fact: FactName) => facts.get(fact) as never, 'EUR')
        return (values[name] ?? []).some((value) => isTrue(new Map([...facts, [name, value]]), at + 1))
      }
      const expected = isTrue(new Map(), 0)
      answers[expected ? 'yes' : 'no'] += 1
      expect(canHappen(situation!, demands, 'EUR')).toBe(expected)
    }),
    { numRuns: 300 },
  )
  expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(20)
})

/** The terms that are said to be below the law: rule, term and statute. */
function lows(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ rule = 'default', law = [] }) =>
    law.map(({ term, statute }) => `${rule} ${term} ${statute}`),
  )
}

test('what the law raises in an evaluation, lint has said before', () => {
  let raised = 0
  fc.assert(
    fc.property(policies, fc.array(claims, { minLength: 30, maxLength: 30 }), (policy, asked) => {
      const said = new Set(lows(lint(policy, options)))
      const [on, off] = [compile(policy), compile(policy, { statutes: 'off' })]
      for (const claim of asked) {
        const own = evaluate(off, claim).trace().terms
        for (const [term, source] of Object.entries(evaluate(on, claim).trace().terms)) {
          if (source.from !== 'statute' || term === 'because') continue
          const from = own[term as keyof Terms]
          raised += 1
          expect(said).toContain(`${from?.from === 'rule' ? from.rule : 'default'} ${term} ${source.statute}`)
        }
      }
    }),
    { numRuns: 50 },
  )
  expect(raised).toBeGreaterThan(200)
})

test('a fix mends what it is for, and makes nothing of the same kind', () => {
  const tried = new Map<string, number>()
  const namesOf = (findings: readonly Finding[], code: Finding['code']) => {
    const own = of(findings, code)
    return new Set(own.some(({ law }) => law) ? lows(own) : own.map(({ rule, pointer }) => rule ?? pointer))
  }
  fc.assert(
    fc.property(policies, (policy) => {
      const before = lint(policy, options)
      for (const finding of before) {
        if (!finding.fix) continue
        tried.set(finding.fix.kind, (tried.get(finding.fix.kind) ?? 0) + 1)
        const left = namesOf(lint(applyFix(policy, finding.fix), options), finding.code)
        const was = namesOf(before, finding.code)
        expect([...left].filter((name) => !was.has(name))).toEqual([])
        for (const name of namesOf([finding], finding.code)) expect(left).not.toContain(name)
      }
    }),
    { numRuns: 80 },
  )
  expect([...tried.keys()].sort()).toEqual([
    'allow_refund',
    'limit_to_other_countries',
    'move_above',
    'raise_term',
    'remove_rule',
  ])
})
