import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../../shared/policy/default-policy.ts'
import { parsePolicy } from '../../../../shared/policy/policy.schema.ts'
import { addRule, duplicateRule, moveRule, openTerms, removeRule, setTerm, termNames } from './rules.ts'

const policy = defaultPolicy()
const ids = (of: typeof policy) => of.rules.map(({ id }) => id)

describe('rules', () => {
  it('are added after the chosen one, with an id of their own', () => {
    const first = addRule(policy, 'New', 2)
    const second = addRule(first.policy, 'New', 2)
    expect([first.index, second.index]).toEqual([3, 3])
    expect(ids(second.policy).slice(2, 5)).toEqual([ids(policy)[2], 'rule_2', 'rule'])
    expect('policy' in parsePolicy(second.policy)).toBe(true)
  })

  it('are copied right below, and copies of copies keep apart', () => {
    const once = duplicateRule(policy, 0, 'Copy')
    const twice = duplicateRule(once.policy, 1, 'Copy')
    expect(ids(twice.policy).slice(0, 3)).toEqual(['payment', 'payment_2', 'payment_3'])
    expect(duplicateRule(policy, 99, 'Copy').policy).toBe(policy)
  })

  it('move within the list and stop at its ends', () => {
    expect(ids(moveRule(policy, 2, 0)).slice(0, 3)).toEqual([ids(policy)[2], ids(policy)[0], ids(policy)[1]])
    expect(ids(moveRule(policy, 0, -1))).toEqual(ids(policy))
    expect(ids(moveRule(policy, 0, 99)).at(-1)).toBe(ids(policy)[0])
    expect(ids(removeRule(policy, 0))).toEqual(ids(policy).slice(1))
  })

  it('begin a term with what holds anyway', () => {
    const { policy: added, index } = addRule(policy, 'New')
    const set = termNames.reduce((now, term) => setTerm(now, index, term), added)
    expect(set.rules[index]?.set).toEqual(policy.terms)
    expect(set.rules[index] && openTerms(set.rules[index])).toEqual([])
    expect([...termNames].sort()).toEqual(Object.keys(policy.terms).sort())
  })
})
