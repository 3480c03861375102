import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'
import { dependenceOf } from './depends.ts'
import { evaluate } from './evaluate.ts'
import type { ClaimFacts } from './facts.ts'
import { orderWith, policyWith } from './policy.fixtures.ts'
import type { Answers, Condition, PolicyQuestion, Rule, Terms } from './policy.ts'

const labels = { en: 'x' }
const side: PolicyQuestion = {
  code: 'side',
  kind: 'choice',
  labels,
  required: false,
  options: ['left', 'right'].map((value) => ({ value, labels })),
}
const used: Condition = { fact: 'claim.condition', op: 'eq', value: 'used' }
const noPhoto: Condition = { fact: 'claim.photos', op: 'lt', value: 1 }
const left: Condition = { fact: 'answer.side', op: 'eq', value: 'left' }
const isMug: Condition = { fact: 'line.sku', op: 'eq', value: 'SKU-1' }
const isHat: Condition = { fact: 'line.sku', op: 'eq', value: 'HAT' }
const fee: Partial<Terms> = { restockingFee: { percent: 1_000 } }
const rules = (...list: [Condition, Partial<Terms>][]): Rule[] =>
  list.map(([when, set], index) => ({ id: `r${index}`, name: 'r', when, set }))

const order = orderWith()
const now = Date.parse('2026-06-05T10:00:00Z')
function asked(list: Rule[], claim: ClaimFacts = {}, questions = [side]) {
  const compiled = compile(policyWith({}, list, { questions }))
  const evaluation = evaluate(compiled, { order, lineId: 'l1', reason: 'not_needed', now, claim })
  return dependenceOf(compiled, evaluation, ['side'], 'EUR')
}

describe('what saying more can change', () => {
  test.each<[string, Rule[], string[]]>([
    ['nothing without rules', [], []],
    ['nothing where no rule reads it', rules([isMug, fee]), []],
    ['the condition', rules([used, fee]), ['condition']],
    ['one of several', rules([{ any: [used, left] }, fee]), ['condition', 'answers']],
    ['what more photos end', rules([noPhoto, { decision: 'review' }]), ['photos']],
    [
      'details, videos and documents',
      rules(
        [{ fact: 'claim.detailLength', op: 'gte', value: 5 }, fee],
        [{ fact: 'claim.videos', op: 'gte', value: 1 }, { decision: 'review' }],
      ),
      ['photos', 'details'],
    ],
    ['not where the rest cannot hold', rules([{ all: [isHat, used] }, fee]), []],
    ['where the rest holds', rules([{ all: [isMug, { not: used }] }, fee]), ['condition']],
    ['not where the rest holds anyway', rules([{ any: [isMug, used] }, fee]), []],
    ['not where a rule before has settled it', rules([isMug, fee], [used, { restockingFee: 'none' }]), []],
    ['where a rule before settled something else', rules([isMug, { lane: 'x' }], [used, fee]), ['condition']],
    ['not where it would be the same', rules([used, { restockingFee: 'none' }]), []],
    ['not who looks at it', rules([used, { lane: 'x', approvals: 2 }]), []],
  ])('%s', (_, list, parts) => {
    expect(asked(list).parts).toEqual(parts)
  })

  test('not a question that is not asked of this claim', () => {
    const compiled = compile(policyWith({}, rules([left, fee]), { questions: [side] }))
    const evaluation = evaluate(compiled, { order, lineId: 'l1', reason: 'not_needed', now })
    expect(dependenceOf(compiled, evaluation, [], 'EUR').parts).toEqual([])
  })
})

test('a claim on which nothing depends is given the same, whatever is said', () => {
  const leaf = fc.constantFrom<Condition>(used, noPhoto, left, isMug, isHat, {
    fact: 'claim.detailLength',
    op: 'gte',
    value: 5,
  })
  const condition = fc.oneof(
    leaf,
    fc.array(leaf, { maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(leaf, { maxLength: 3 }).map((any): Condition => ({ any })),
    leaf.map((not): Condition => ({ not })),
  )
  const set = fc.constantFrom<Partial<Terms>>(
    fee,
    { restockingFee: 'none' },
    { decision: 'review' },
    { decision: 'approve', returnItem: false },
    { lane: 'x' },
  )
  const said = fc.record<ClaimFacts>({
    condition: fc.constantFrom('', 'used', 'opened'),
    photos: fc.integer({ min: 0, max: 2 }),
    detailLength: fc.constantFrom(0, 5),
    answers: fc.constantFrom<Answers>({}, { side: 'left' }, { side: 'right' }),
  })
  const shown = ({ lane: _, approvals: __, ...terms }: Terms) => terms
  let [settled, open] = [0, 0]
  fc.assert(
    fc.property(fc.array(fc.tuple(condition, set), { maxLength: 4 }), said, (list, claim) => {
      const compiled = compile(policyWith({}, rules(...list), { questions: [side] }))
      const given = (facts: ClaimFacts) =>
        evaluate(compiled, { order, lineId: 'l1', reason: 'not_needed', now, claim: facts })
      const bare = given({})
      const { parts, terms } = dependenceOf(compiled, bare, ['side'], 'EUR')
      const kept: ClaimFacts = {
        ...(parts.includes('condition') ? {} : { condition: claim.condition }),
        ...(parts.includes('photos') ? {} : { photos: claim.photos }),
        ...(parts.includes('details') ? {} : { detailLength: claim.detailLength }),
        ...(parts.includes('answers') ? {} : { answers: claim.answers }),
      }
      expect(shown(given(kept).terms)).toEqual(shown(bare.terms))
      const full = given(claim).terms
      for (const term of Object.keys(full) as (keyof Terms)[]) {
        if (term === 'lane' || term === 'approvals' || terms.has(term)) continue
        expect([term, full[term]]).toEqual([term, bare.terms[term]])
      }
      if (parts.length > 0) open += 1
      else settled += 1
    }),
    { numRuns: 500 },
  )
  expect(Math.min(settled, open)).toBeGreaterThan(30)
})
