import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { orderWith, policyWith } from '../policy.fixtures.ts'
import type { Policy, Terms } from '../policy.ts'
import type { PolicyCase } from './policy-case.ts'
import { runCase } from './run-case.ts'

const now = Date.parse('2026-06-05T10:00:00Z')
const order = orderWith({ lines: [{ quantity: 2, unitPrice: 1_000 }] })
const free: Partial<Terms> = { returnShipping: { paidBy: 'merchant', fee: { EUR: 0 } } }

function run(policy: Policy, parts: Partial<PolicyCase> = {}) {
  const tried: PolicyCase = {
    id: 'c1',
    name: 'A mug',
    order: '1001',
    line: 'l1',
    reason: 'not_needed',
    quantity: 1,
    expect: { decision: 'approve' },
    ...parts,
  }
  return runCase(compile(policy), tried, order, { now })
}

describe('a case', () => {
  test.each<[string, Partial<Terms>, PolicyCase['expect'], boolean]>([
    ['approved in full', free, { decision: 'approve', amount: 'full' }, true],
    ['not in full, with a fee', {}, { decision: 'approve', amount: 'full' }, false],
    [
      'not in full, with a restocking fee',
      { ...free, restockingFee: { percent: 100 } },
      { decision: 'approve', amount: 'full' },
      false,
    ],
    ['exactly 6.10', {}, { decision: 'approve', amount: 610 }, true],
    ['not exactly 6.11', {}, { decision: 'approve', amount: 611 }, false],
    ['approved, whatever it pays', {}, { decision: 'approve' }, true],
    ['not reviewed when approved', {}, { decision: 'review' }, false],
    ['reviewed', { decision: 'review' }, { decision: 'review' }, true],
    ['declined when not eligible', { eligible: false }, { decision: 'decline' }, true],
    ['declined by decision', { decision: 'decline' }, { decision: 'decline' }, true],
    ['nothing paid when declined', { eligible: false }, { decision: 'decline', amount: 0 }, true],
    ['declined is not full', { eligible: false }, { decision: 'decline', amount: 'full' }, false],
  ])('%s', (_what, terms, expected, passed) => {
    expect(run(policyWith(terms), { expect: expected }).passed).toBe(passed)
  })

  test('says what came out, and why', () => {
    expect(run(policyWith({ eligible: false, because: 'final_sale' }))).toEqual({
      passed: false,
      got: { decision: 'decline', eligible: false },
      because: 'final_sale',
    })
  })

  test('happens at its own time, however late it is run', () => {
    const window: Terms['window'] = { days: 3, from: 'delivered' }
    expect(run(policyWith({ window })).passed).toBe(false)
    expect(run(policyWith({ window }), { at: '2026-06-04T22:59:00Z' }).passed).toBe(true)
  })

  test('about a payment, and about what is gone', () => {
    const parts = { line: undefined, payment: 'p1', reason: 'charged_twice' }
    expect(run(policyWith(), { ...parts, expect: { decision: 'approve', amount: 2_000 } }).passed).toBe(true)
    expect(run(policyWith(), { line: 'l9' }).because).toBe('unknown_line')
    expect(run(policyWith(), { reason: 'gone' }).got).toEqual({ decision: 'decline', eligible: false })
  })

  test('reads the answers to the merchant’s questions', () => {
    const policy = policyWith(
      {},
      [
        {
          id: 'worn',
          name: 'Worn',
          when: { fact: 'answer.worn', op: 'eq', value: 'yes' },
          set: { decision: 'review' },
        },
      ],
      {
        questions: [{ code: 'worn', kind: 'text', labels: { en: 'Worn?' }, required: false }],
      },
    )
    expect(run(policy, { answers: { worn: 'yes' } }).got.decision).toBe('review')
    expect(run(policy, { answers: { worn: 'no' } }).got.decision).toBe('approve')
  })
})
