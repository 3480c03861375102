import { describe, expect, test } from 'vitest'
import { defaultPolicy } from './default-policy.ts'
import { permissivePolicy } from './permissive.ts'
import { parsePolicy, policySchema } from './policy.schema.ts'
import type { Condition } from './policy.ts'

/** The starter policy as JSON with one value replaced; `undefined` removes it. */
function broken(path: (string | number)[], value: unknown): unknown {
  const policy: unknown = structuredClone(defaultPolicy())
  let at = policy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  const last = path.at(-1) ?? ''
  if (value === undefined) delete at[last]
  else at[last] = value
  return policy
}

function issuesOf(input: unknown) {
  const parsed = parsePolicy(input)
  return 'issues' in parsed ? parsed.issues : []
}

test('the starter policy may be published as it is', () => {
  expect(issuesOf(JSON.parse(JSON.stringify(defaultPolicy())))).toEqual([])
  expect(policySchema.parse(defaultPolicy())).toEqual(defaultPolicy())
})

test.each([
  [{ photos: 12 }, []],
  [{ videos: 6, documents: 6 }, []],
  [{ photos: 13 }, ['/terms/evidence/photos', '/terms/evidence']],
  [{ videos: 7 }, ['/terms/evidence/videos']],
  [{ photos: 6, videos: 6, documents: 1 }, ['/terms/evidence']],
])('asks for no more files than an item can hold: %o', (asked, pointers) => {
  const evidence = { photos: 0, videos: 0, documents: 0, detailLength: 0, ...asked }
  const issues = issuesOf(broken(['terms', 'evidence'], evidence))
  expect(issues.map(({ pointer }) => pointer)).toEqual(pointers)
  for (const { message } of issues) expect(message).toMatch(/: (6|12) at most/)
})

test('every currency of the merchant is asked for, and no other', () => {
  const one = { EUR: 100 }
  const policy = defaultPolicy({ amounts: { highValue: one, keepBelow: one, returnLabel: one } })
  expect(issuesOf(policy)).toEqual([])
  expect(policy.currencies).toEqual(['EUR'])
})

function nested(depth: number): Condition {
  let condition: Condition = { fact: 'line.kind', op: 'exists' }
  for (let level = 1; level < depth; level++) condition = { not: condition }
  return condition
}

const leaf = { fact: 'line.kind', op: 'exists' as const }

describe('a malformed policy names the field, and the rule', () => {
  test.each<[(string | number)[], unknown, string, string, string?]>([
    [['title'], '', '/title', 'validation_failed'],
    [['title'], {}, '/title', 'validation_failed'],
    [['title'], { en: '' }, '/title/en', 'validation_failed'],
    [
      ['rules', 2, 'name'],
      { en: 'x', 'zh-CN': '长'.repeat(201) },
      '/rules/2/name/zh-CN',
      'validation_failed',
      'repeat',
    ],
    [['rules', 2, 'name'], { e: 'x' }, '/rules/2/name', 'validation_failed', 'repeat'],
    [['rules', 2, 'note'], { en: 'x'.repeat(2001) }, '/rules/2/note/en', 'validation_failed', 'repeat'],
    [['legalClasses'], {}, '/legalClasses', 'type_mismatch'],
    [['legalClasses'], [{ category: 'Food', legalClass: 'tasty' }], '/legalClasses/0/legalClass', 'validation_failed'],
    [['legalClasses'], [{ category: ' ', legalClass: 'none' }], '/legalClasses/0/category', 'validation_failed'],
    [
      ['legalClasses'],
      [
        { category: 'Food', legalClass: 'none' },
        { category: 'Food ', legalClass: 'perishable' },
      ],
      '/legalClasses/1/category',
      'validation_failed',
    ],
    [
      ['legalClasses'],
      Array.from({ length: 201 }, (_, index) => ({ category: `C${index}`, legalClass: 'none' })),
      '/legalClasses',
      'limit_exceeded',
    ],
    [['timezone'], 'Mars/Base', '/timezone', 'validation_failed'],
    [['terms', 'lane'], undefined, '/terms/lane', 'type_mismatch'],
    [['terms', 'surprise'], 1, '/terms/surprise', 'validation_failed'],
    [['terms', 'window', 'days'], -1, '/terms/window/days', 'validation_failed'],
    [['terms', 'returnShipping', 'fee', 'JPY'], undefined, '/terms/returnShipping/fee/JPY', 'missing_currency'],
    [['terms', 'returnShipping', 'fee', 'JPY'], 1.5, '/terms/returnShipping/fee/JPY', 'type_mismatch'],
    [['terms', 'restockingFee'], { amount: {} }, '/terms/restockingFee/amount/GBP', 'missing_currency'],
    [['terms', 'restockingFee'], { percent: 10_001 }, '/terms/restockingFee/percent', 'validation_failed'],
    [['terms', 'processingFee'], 5, '/terms/processingFee', 'validation_failed'],
    [['calendar', 'hours'], [], '/calendar/hours', 'validation_failed'],
    [['calendar', 'hours', 0, 'to'], 0, '/calendar/hours/0/to', 'validation_failed'],
    [['calendar', 'closed'], ['2026-02-30'], '/calendar/closed/0', 'validation_failed'],
    [['reasons', 1, 'parent'], 'nope', '/reasons/1/parent', 'unknown_reason'],
    [['reasons', 2, 'parent'], 'doesnt_fit', '/reasons/2/parent', 'validation_failed'],
    [['reasons', 1, 'code'], 'changed_mind', '/reasons/1/code', 'validation_failed'],
    [['reasons', 0, 'fault'], 'merchant', '/reasons/0/noReason', 'validation_failed'],
    [['currencies'], ['euro'], '/currencies/0', 'validation_failed'],
    [['rules', 1, 'id'], 'payment', '/rules/1/id', 'validation_failed', 'payment'],
    [['rules', 2, 'set', 'decision'], 'maybe', '/rules/2/set/decision', 'validation_failed', 'repeat'],
    [['rules', 2, 'set', 'lanes'], 'x', '/rules/2/set/lanes', 'validation_failed', 'repeat'],
    [['rules', 2, 'set', 'processingFee'], { EUR: 1 }, '/rules/2/set/processingFee/GBP', 'missing_currency', 'repeat'],
    [['rules', 2, 'when'], 'x', '/rules/2/when', 'validation_failed', 'repeat'],
    [['rules', 2, 'when'], { all: [leaf], any: [] }, '/rules/2/when', 'validation_failed', 'repeat'],
    [['rules', 2, 'when'], { all: {} }, '/rules/2/when/all', 'validation_failed', 'repeat'],
    [['rules', 2, 'when', 'all', 0, 'fact'], 'weather', '/rules/2/when/all/0/fact', 'unknown_fact', 'repeat'],
    [['rules', 2, 'when', 'all', 0, 'fact'], '__proto__', '/rules/2/when/all/0/fact', 'unknown_fact', 'repeat'],
    [['rules', 2, 'when', 'all', 0, 'op'], 'like', '/rules/2/when/all/0/op', 'validation_failed', 'repeat'],
    [['rules', 2, 'when', 'all', 0, 'op'], 'contains', '/rules/2/when/all/0/op', 'type_mismatch', 'repeat'],
    [['rules', 2, 'when', 'all', 0, 'value'], '5', '/rules/2/when/all/0/value', 'type_mismatch', 'repeat'],
    [['rules', 3, 'when', 'value'], 5, '/rules/3/when/value', 'type_mismatch', 'high_value'],
    [['rules', 3, 'when', 'value', 'KWD'], undefined, '/rules/3/when/value/KWD', 'missing_currency', 'high_value'],
    [['rules', 3, 'when', 'value', 'KWD'], -1, '/rules/3/when/value/KWD', 'type_mismatch', 'high_value'],
    [['rules', 1, 'when', 'value'], 'nope', '/rules/1/when/value', 'unknown_reason', 'never_arrived'],
    [['rules', 0, 'when', 'value'], 'charged_twice', '/rules/0/when/value', 'type_mismatch', 'payment'],
    [['rules', 0, 'when', 'value'], [1], '/rules/0/when/value/0', 'type_mismatch', 'payment'],
    [
      ['rules', 2, 'when'],
      { fact: 'line.quantity', op: 'between', value: [1] },
      '/rules/2/when/value',
      'type_mismatch',
      'repeat',
    ],
    [
      ['rules', 2, 'when'],
      { fact: 'line.sku', op: 'in', value: Array(1001).fill('x') },
      '/rules/2/when/value',
      'limit_exceeded',
      'repeat',
    ],
    [['rules', 2, 'when'], { all: Array(2001).fill(leaf) }, '/rules/2/when/all', 'limit_exceeded', 'repeat'],
  ])('%j = %j: %s %s', (path, value, pointer, code, rule) => {
    const issues = issuesOf(broken(path, value))
    expect(issues[0]).toMatchObject({ pointer, code, ...(rule ? { rule } : {}) })
    expect(issues[0]?.message.length).toBeGreaterThan(5)
  })

  test('a condition may nest 20 deep and no deeper, however deep it is', () => {
    expect(issuesOf(broken(['rules', 2, 'when'], nested(20)))).toEqual([])
    for (const depth of [21, 100_000]) {
      const policy = { ...defaultPolicy(), rules: [{ id: 'deep', name: 'deep', when: nested(depth), set: {} }] }
      expect(issuesOf(policy)).toMatchObject([{ code: 'limit_exceeded', rule: 'deep' }])
    }
  })

  test('2,000 comparisons over all rules, 500 rules', () => {
    const rules = (count: number, leaves: number) =>
      Array.from({ length: count }, (_, index) => ({
        id: `r${index}`,
        name: 'r',
        when: { all: Array(leaves).fill(leaf) },
        set: {},
      }))
    expect(issuesOf({ ...defaultPolicy(), rules: rules(500, 4) })).toEqual([])
    expect(issuesOf({ ...defaultPolicy(), rules: rules(401, 5) })).toMatchObject([
      { pointer: '/rules', code: 'limit_exceeded' },
    ])
    expect(issuesOf({ ...defaultPolicy(), rules: rules(501, 1) })).toMatchObject([
      { pointer: '/rules', code: 'limit_exceeded' },
    ])
  })

  test.each([null, 1, [], {}, 'x'])('%j is no policy, and no crash', (input) => {
    expect(issuesOf(input).length).toBeGreaterThan(0)
  })
})

test('the permissive policy has no currency, and is not for publishing', () => {
  expect(issuesOf(permissivePolicy)).toMatchObject([{ pointer: '/currencies' }])
})
