import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../../shared/policy/default-policy.ts'
import { factRow } from '../../../../shared/policy/facts-table.ts'
import { parsePolicy } from '../../../../shared/policy/policy.schema.ts'
import type { Condition, Policy } from '../../../../shared/policy/policy.ts'
import {
  addCondition,
  type Leaf,
  leafFor,
  nodeOf,
  operatorChoiceOf,
  operatorChoices,
  removeCondition,
  setGroupMode,
  ungroup,
  withFact,
  withOperator,
  wrapCondition,
} from './conditions.ts'

const sale: Leaf = { fact: 'line.tags', op: 'contains', value: 'sale' }
const gold: Leaf = { fact: 'customer.tier', op: 'eq', value: 'gold' }
const fee: Leaf = { fact: 'line.kind', op: 'ne', value: 'fee' }

function policyWhen(when: Condition): Policy {
  return { ...defaultPolicy(), rules: [{ id: 'r', name: 'r', when, set: {} }] }
}
const whenOf = (policy: Policy) => policy.rules[0]?.when
const row = (name: string) => {
  const found = factRow(name)
  if (!found) throw new Error(name)
  return found
}

describe('conditions as rows and groups', () => {
  it.each<[string, Condition, string, string[]]>([
    ['all', { all: [sale, gold] }, 'all', ['/w/all/0', '/w/all/1']],
    ['any', { any: [sale] }, 'any', ['/w/any/0']],
    ['not any', { not: { any: [sale, gold] } }, 'none', ['/w/not/any/0', '/w/not/any/1']],
    ['not all', { not: { all: [sale] } }, 'not_all', ['/w/not/all/0']],
    ['not one', { not: sale }, 'none', ['/w/not']],
    ['not not', { not: { not: sale } }, 'none', ['/w/not']],
  ])('%s', (_name, condition, mode, pointers) => {
    const node = nodeOf(condition, '/w')
    expect(node.kind === 'group' && [node.mode, node.children.map(({ pointer }) => pointer)]).toEqual([mode, pointers])
  })
})

describe('editing a condition', () => {
  const when = '/rules/0/when'

  it.each<[string, Condition, (policy: Policy) => Policy, Condition]>([
    ['adds to a single comparison', sale, (p) => addCondition(p, when, gold).policy, { all: [sale, gold] }],
    ['adds to a group', { any: [sale] }, (p) => addCondition(p, when, gold).policy, { any: [sale, gold] }],
    ['adds to a negated one', { not: sale }, (p) => addCondition(p, when, gold).policy, { not: { any: [sale, gold] } }],
    [
      'adds deep',
      { all: [{ any: [sale] }] },
      (p) => addCondition(p, `${when}/all/0`, gold).policy,
      { all: [{ any: [sale, gold] }] },
    ],
    ['turns and into or', { all: [sale, gold] }, (p) => setGroupMode(p, when, 'any'), { any: [sale, gold] }],
    [
      'turns and into none',
      { all: [sale, gold] },
      (p) => setGroupMode(p, when, 'none'),
      { not: { any: [sale, gold] } },
    ],
    [
      'wraps one',
      { all: [sale, gold] },
      (p) => wrapCondition(p, `${when}/all/1`, 'any'),
      { all: [sale, { any: [gold] }] },
    ],
    ['takes one out', { all: [sale, gold] }, (p) => removeCondition(p, `${when}/all/0`), { all: [gold] }],
    ['takes the last out', sale, (p) => removeCondition(p, when), { all: [] }],
    [
      'takes a negation out with what it negates',
      { all: [sale, { not: gold }] },
      (p) => removeCondition(p, `${when}/all/1/not`),
      { all: [sale] },
    ],
    [
      'puts a group back into its parent',
      { all: [fee, { all: [sale, gold] }] },
      (p) => ungroup(p, `${when}/all/1`),
      { all: [fee, sale, gold] },
    ],
  ])('%s', (_name, before, change, after) => {
    const policy = policyWhen(before)
    expect(whenOf(change(policy))).toEqual(after)
    expect(whenOf(policy)).toEqual(before)
  })

  it('says where the added one stands', () => {
    expect(addCondition(policyWhen(sale), when, gold).pointer).toBe(`${when}/all/1`)
    expect(addCondition(policyWhen({ not: sale }), when, gold).pointer).toBe(`${when}/not/any/1`)
  })
})

describe('comparisons', () => {
  it.each(['order.total', 'order.country', 'customer.tags', 'line.discounted', 'line.daysSinceDelivery'])(
    'begins and changes to what may be published: %s',
    (fact) => {
      const policy = defaultPolicy()
      const begun = leafFor(row(fact), policy, 'CN')
      for (const op of ['eq', 'in', 'between', 'exists', 'lt', 'contains'] as const) {
        const leaf = withOperator(begun, row(fact), op, policy)
        const parsed = parsePolicy(policyWhen(leaf))
        const isWrongOperator = 'issues' in parsed && parsed.issues.every(({ pointer }) => pointer.endsWith('/op'))
        expect('policy' in parsed || isWrongOperator, JSON.stringify(leaf)).toBe(true)
      }
    },
  )

  it.each<[string, boolean]>([
    ['customer.tier', true],
    ['line.tags', true],
    ['order.ageDays', false],
    ['line.gift', false],
    ['order.total', false],
  ])('offers whether %s is there: %s', (fact, isOffered) => {
    const begun = leafFor(row(fact), defaultPolicy(), 'gold')
    const presence = operatorChoices(row(fact), begun).filter((op) => op === 'exists' || op === 'missing')
    expect(presence).toEqual(isOffered ? ['exists', 'missing'] : [])
  })

  it('shows what is said already, and offers it no more once something else is chosen', () => {
    const policy = defaultPolicy()
    const stored: Leaf = { fact: 'order.ageDays', op: 'exists', value: false }
    expect(operatorChoiceOf(stored)).toBe('missing')
    expect(operatorChoices(row('order.ageDays'), stored)).toContain('missing')
    expect(operatorChoices(row('order.ageDays'), stored)).not.toContain('exists')
    const changed = withOperator(stored, row('order.ageDays'), 'gt', policy)
    expect(operatorChoices(row('order.ageDays'), changed)).not.toContain('missing')
    expect(withFact(stored, row('line.daysSinceDelivery'), policy)).toMatchObject({ op: 'gte' })
    expect(withFact({ ...gold, op: 'exists', value: true }, row('order.country'), policy).op).toBe('exists')
  })

  it('keeps what it can of the value', () => {
    const policy = defaultPolicy()
    const tier = row('customer.tier')
    expect(withOperator(gold, tier, 'in', policy)).toEqual({ ...gold, op: 'in', value: ['gold'] })
    expect(withOperator({ ...gold, op: 'in', value: ['a', 'b'] }, tier, 'ne', policy).value).toBe('a')
    expect(withOperator(gold, tier, 'exists', policy).value).toBe(true)
    const known = { ...gold, op: 'exists' as const, value: true }
    expect(withOperator(known, tier, 'eq', policy, 'gold').value).toBe('gold')
    expect(withOperator(known, tier, 'in', policy).value).toEqual([])
    expect(withFact(gold, row('order.country'), policy, 'FR')).toEqual({ fact: 'order.country', op: 'eq', value: 'FR' })
    expect(withFact(gold, row('line.total'), policy)).toMatchObject({ op: 'gte' })
    expect(withFact(gold, row('line.gift'), policy)).toEqual({ fact: 'line.gift', op: 'eq', value: true })
  })
})
