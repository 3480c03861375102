import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { legalClasses, type OrderLine } from '../order/order.ts'
import { inputs } from './arbitrary-policies.fixtures.ts'
import { CategoryClasses, isWithin } from './category-class.ts'
import { judge, orderWith, policyWith } from './policy.fixtures.ts'
import type { CategoryClass, Policy } from './policy.ts'

const entries: CategoryClass[] = [
  { category: 'Food', legalClass: 'perishable' },
  { category: 'Food > Tins', legalClass: 'none' },
  { category: 'Food > Tins > Fresh milk', legalClass: 'perishable' },
  { category: 'Cosmetics', legalClass: 'sealed_hygiene' },
  { category: 'Engraving', legalClass: 'custom_made' },
]
const policy = policyWith({}, [], { legalClasses: entries })
const at = '2026-06-05T10:00:00Z'

function judged(country: string, line: Partial<OrderLine>, condition?: string, by: Policy = policy) {
  return judge(by, orderWith({ customer: { country }, lines: [line] }), at, { claim: { condition } })
}

describe('the longest category decides', () => {
  test.each<[string, string[], string | undefined]>([
    ['the category itself', ['Food'], 'perishable'],
    ['one below it', ['Food > Fruit'], 'perishable'],
    ['far below it', ['Food > Fruit > Berries'], 'perishable'],
    ['written with strokes', ['Food/Fruit'], 'perishable'],
    ['written close together', ['Food>Fruit'], 'perishable'],
    ['a longer word is another', ['Food processors'], undefined],
    ['a longer word with a hyphen too', ['Food-processors'], undefined],
    ['what stands around it', ['Kitchen > Food'], undefined],
    ['another spelling', ['food'], undefined],
    ['taken out again', ['Food > Tins'], 'none'],
    ['below what was taken out', ['Food > Tins > Beans'], 'none'],
    ['put back further down', ['Food > Tins > Fresh milk'], 'perishable'],
    ['all levels named, from above', ['Food', 'Food > Tins'], 'none'],
    ['all levels named, from below', ['Food > Tins', 'Food'], 'none'],
    ['the longer of two', ['Food', 'Cosmetics'], 'sealed_hygiene'],
    ['of two as long, the first in the policy', ['Engraving', 'Cosmetics'], 'sealed_hygiene'],
    ['none at all', [], undefined],
  ])('%s: %j', (_what, categories, expected) => {
    expect(new CategoryClasses(entries).of({ categories })?.legalClass).toBe(expected)
  })

  test('a category is within itself and what holds it, whatever the separator', () => {
    expect(isWithin('Food', 'Food > Fruit')).toBe(false)
    expect(isWithin('', 'Food')).toBe(false)
  })
})

describe('goods of a class by category', () => {
  const tins = { categories: ['Food > Tins > Beans'] }
  const fruit = { categories: ['Food > Fruit'] }
  test.each<[string, string, Partial<OrderLine>, string | undefined, string | undefined]>([
    ['CN', '办法 6(2)', fruit, undefined, '消保法 25(1); 办法 6(2)'],
    ['CN', 'tins keep the right', tins, undefined, undefined],
    ['CN', 'sealed hygiene is no exception there', { categories: ['Cosmetics'] }, 'opened', undefined],
    ['DE', 'CRD 16(d)', fruit, undefined, 'CRD 16(d)'],
    ['DE', 'CRD 16(e), once opened', { categories: ['Cosmetics'] }, 'opened', 'CRD 16(e)'],
    ['DE', 'not while it is sealed', { categories: ['Cosmetics'] }, 'unopened', undefined],
    ['DE', 'not while nobody said that it was opened', { categories: ['Cosmetics'] }, undefined, undefined],
    ['GB', 'reg. 28', fruit, undefined, 'SI 2013/3134 reg. 28'],
    ['GB', 'tins keep the right', tins, undefined, undefined],
    ['DE', 'the line says what it is', { ...fruit, legalClass: ['press'] }, undefined, 'CRD 16(j)'],
    ['DE', 'the line says that it is nothing', { ...fruit, legalClass: [] }, undefined, undefined],
    ['US', 'no statute, no exception', fruit, undefined, undefined],
  ])('%s: %s', (country, _what, line, condition, article) => {
    const evaluation = judged(country, line, condition)
    expect(evaluation.trace().excluded?.article).toBe(article)
    expect(evaluation.statutory === undefined).toBe(article !== undefined || country === 'US')
  })

  test('a faulty one is a faulty one', () => {
    const order = orderWith({ customer: { country: 'GB' }, lines: [fruit] })
    expect(judge(policy, order, at, { reason: 'defective' }).statutory?.statute).toBe('uk-reject')
  })

  test('the trace names the category, or the class alone where the line says it', () => {
    expect(judged('DE', fruit).trace().excluded).toEqual({
      statute: 'eu-withdrawal',
      article: 'CRD 16(d)',
      legalClass: 'perishable',
      category: 'Food',
    })
    expect(judged('DE', { ...fruit, legalClass: ['custom_made'] }).trace().excluded).toEqual({
      statute: 'eu-withdrawal',
      article: 'CRD 16(c)',
      legalClass: 'custom_made',
    })
    expect(judged('CN', { ...tins, legalConfirmed: true }).trace().excluded).toEqual({
      statute: 'cn-7d-no-reason',
      article: '办法 7, 20',
    })
  })

  test('rules read the class as a fact', () => {
    const rules = [
      {
        id: 'fresh',
        name: 'Fresh',
        when: { fact: 'line.legalClass', op: 'contains' as const, value: 'perishable' },
        set: { lane: 'fresh' },
      },
    ]
    const withRule = { ...policy, rules }
    const fresh = judged('US', fruit, undefined, withRule)
    expect(fresh.terms.lane).toBe('fresh')
    expect(fresh.trace().facts['line.legalClass']).toEqual(['perishable'])
    expect(judged('US', tins, undefined, withRule).matched).toEqual([])
    expect(judged('US', { ...fruit, legalClass: [] }, undefined, withRule).matched).toEqual([])
  })
})

test('classed by its category, an item is judged as if its line said so', () => {
  fc.assert(
    fc.property(inputs, fc.constantFrom(...legalClasses), ({ order, ...input }, legalClass) => {
      const lines = order.lines.map(({ legalClass: _, ...line }) => line)
      const byCategory = policyWith({}, [], { legalClasses: [{ category: 'Goods', legalClass }] })
      const classed = { ...order, lines: lines.map((line) => ({ ...line, categories: ['Goods > Some'] })) }
      const stated = { ...classed, lines: classed.lines.map((line) => ({ ...line, legalClass: [legalClass] })) }
      const answers = [
        judgeAll(byCategory, { ...input, order: classed }),
        judgeAll(policyWith(), { ...input, order: stated }),
      ]
      expect(answers[0]).toEqual(answers[1])
    }),
    { numRuns: 200 },
  )
})

function judgeAll(by: Policy, { order, now, ...input }: Parameters<typeof inputOf>[0]) {
  const { trace, ...evaluation } = judge(by, order, new Date(now).toISOString(), inputOf({ order, now, ...input }))
  const { excluded, ...traced } = trace()
  return { evaluation, traced, excluded: excluded && { ...excluded, category: undefined } }
}

function inputOf(input: typeof inputs extends fc.Arbitrary<infer Input> ? Input : never) {
  const { order: _, now: __, ...rest } = input
  return rest
}
