import { expect, test } from 'vitest'
import { isRefusal } from '../errors.ts'
import { quote } from '../quote/quote.ts'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { isKinder } from './kinder.ts'
import { orderWith, policyWith } from './policy.fixtures.ts'
import type { Condition, Policy, Terms } from './policy.ts'
import { traceFromFacts } from './trace.ts'
import { shopperClauses, staffClauses } from './trace-words.ts'

const order = orderWith({ customer: { country: 'DE' }, lines: [{ tags: ['sale'] }] })
const now = Date.parse('2026-06-05T10:00:00Z')
const onSale: Condition = { fact: 'line.tags', op: 'contains', value: 'sale' }

/** As a version may lie in the database: without the terms that came later, with a fact and a term that are gone. */
function older(): Policy {
  const policy = policyWith({}, [
    { id: 'gone', name: 'g', when: { fact: 'customer.mood', op: 'eq', value: 'good' }, set: { decision: 'decline' } },
    {
      id: 'sale',
      name: 's',
      when: { all: [onSale, { not: { fact: 'answer.gone', op: 'exists' } }] },
      set: { lane: 'sale', colour: 1 } as Partial<Terms>,
    },
  ])
  const { promotion: _, gifts: __, packaging: ___, ...terms } = policy.terms
  return { ...policy, terms: { ...terms, colour: 'blue' } as unknown as Terms }
}

const judgedBy = (policy: Policy) =>
  evaluate(compile(policy), { order, lineId: 'l1', reason: 'not_needed', now, claim: { answers: { other: 'x' } } })

test('a policy of before the newest facts and terms still judges, quotes and explains', () => {
  const compiled = compile(older())
  const evaluation = judgedBy(older())
  expect(evaluation).toMatchObject({ eligible: true, matched: ['sale'], terms: { lane: 'sale', decision: 'approve' } })
  const quoted = quote({
    order,
    holdings: {},
    items: [{ line: 'l1', quantity: 1, resolution: 'refund' }],
    termsOf: () => ({ ...evaluation.terms, eligible: true, because: 'covered', outboundCappedAtStandard: false }),
    shipping: 'policy',
  })
  expect(isRefusal(quoted) ? quoted.refused : quoted.items[0]?.amount).toBe(2_000)
  const words = [
    ...shopperClauses(evaluation, 'EUR', { isPromoted: true, hasGifts: true }),
    ...staffClauses(evaluation, compiled, 'EUR'),
  ]
  expect(words.filter(({ key }) => key.includes('undefined'))).toEqual([])
  expect(words.map(({ key }) => key)).toContain('because.within_window')
})

test('its trace is rebuilt from what was pinned, also by code that knows more facts', () => {
  const { facts } = judgedBy(older()).trace()
  const trace = traceFromFacts(compile(older()), { facts: JSON.parse(JSON.stringify(facts)) })
  expect(trace.matched).toEqual(['sale'])
  const { 'line.tags': _, ...without } = facts
  expect(traceFromFacts(compile(older()), { facts: without }).matched).toEqual([])
})

test('beside a version of today it is compared as if it had the defaults of what came later', () => {
  const today = policyWith({}, [])
  expect(isKinder(judgedBy(older()), judgedBy(today), 'EUR')).toBe(false)
  expect(isKinder(judgedBy(today), judgedBy(older()), 'EUR')).toBe(false)
  expect(isKinder(judgedBy(older()), judgedBy({ ...today, terms: { ...today.terms, packaging: 'free' } }), 'EUR')).toBe(
    true,
  )
})
