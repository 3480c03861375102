import { describe, expect, it } from 'vitest'
import { compile } from '../../../../shared/policy/compile.ts'
import { defaultPolicy } from '../../../../shared/policy/default-policy.ts'
import type { Policy, PolicyQuestion } from '../../../../shared/policy/policy.ts'
import { claraOrder } from '../../../testing/sample-orders.ts'
import { withValue } from '../model/pointer.ts'
import { instantOf, isRefused, isSameOutcome, judgeTrial, originOf, type Trial, trialRequest } from './trial.ts'

const now = Date.parse('2026-11-26T06:20:00Z')
const order = claraOrder(now)
const policy = defaultPolicy({ timezone: 'Asia/Shanghai' })
const trial: Trial = {
  order: { order, orderRevision: 1, holdings: {}, ours: [], refunds90: 0, overcommitted: false, inForce: 1 },
  reason: 'doesnt_fit',
  atMs: now,
  photos: 0,
}

describe('an order, tried', () => {
  it('claims every line that is left, each payment, or the delivery, by the reason', () => {
    expect(trialRequest(trial, policy).items.map(({ line }) => line)).toEqual(order.lines.map(({ id }) => id))
    const [first] = order.lines
    if (!first) throw new Error('no line')
    const held = { [`units:${first.id}`]: { reserved: first.quantity, refunded: 0, settled: first.quantity } }
    const rest = trialRequest({ ...trial, order: { ...trial.order, holdings: held } }, policy).items
    expect(rest.some(({ line }) => line === first.id)).toBe(false)
    expect(trialRequest({ ...trial, reason: 'charged_twice' }, policy).items.map(({ payment }) => payment)).toEqual(
      order.payments.map(({ id }) => id),
    )
  })

  it('tells what the order has no money left for from what pays nothing', () => {
    expect(isRefused(judgeTrial(compile(policy), trial))).toBe(false)
    const [payment] = order.payments
    if (!payment) throw new Error('no payment')
    const refund = {
      id: 'x',
      at: order.placedAt,
      lines: [],
      amount: 100,
      payments: [{ payment: payment.id, amount: 100 }],
    }
    const outside = { ...trial.order, order: { ...order, refunds: [refund] } }
    expect(isRefused(judgeTrial(compile(policy), { ...trial, order: outside, reason: 'damaged' }))).toBe(true)
    const { items } = judgeTrial(compile(policy), trial)
    const declined = items.map((item) => ({ ...item, outcome: 'declined' as const }))
    expect(isRefused({ quote: undefined, items: declined })).toBe(false)
  })

  it('says which rules and which law it comes from', () => {
    const judged = judgeTrial(compile(policy), trial)
    expect(judged.items.length).toBeGreaterThan(0)
    const origins = judged.items.map((item) => originOf(item, policy))
    expect(origins.some(({ articles }) => articles.length > 0)).toBe(true)
    const refused = judged.items.findIndex(({ outcome }) => outcome === 'declined')
    if (refused >= 0) expect(origins[refused]?.rules.length).toBeGreaterThan(0)
  })

  it('carries what the shopper would answer', () => {
    const asking = {
      ...policy,
      questions: [{ code: 'worn', kind: 'choice' as const, labels: { en: 'Worn?' }, required: true, options: [] }],
      rules: [
        {
          id: 'worn',
          name: 'Worn',
          when: { fact: 'answer.worn', op: 'eq' as const, value: 'yes' },
          set: { decision: 'review' as const },
        },
      ],
    }
    const outcomes = (answers: Trial['answers']) =>
      judgeTrial(compile(asking), { ...trial, answers }).items.map(({ outcome }) => outcome)
    expect(new Set(outcomes({ worn: 'yes' }))).toEqual(new Set(['review']))
    expect(outcomes({ worn: 'no' })).not.toContain('review')
  })

  it('gives each item the answers to what it is asked, and keeps nothing that was left open', () => {
    const [first, ...others] = order.lines
    if (!first || others.length === 0) throw new Error('two lines')
    const ask = (code: string, kind: PolicyQuestion['kind'], more: Partial<PolicyQuestion> = {}): PolicyQuestion => ({
      code,
      kind,
      labels: { en: code },
      required: false,
      ...more,
    })
    const asking: Policy = {
      ...policy,
      questions: [
        ask('batch', 'photo'),
        ask('note', 'text'),
        ask('blank', 'text'),
        ask('worn', 'number', { categories: ['only here'] }),
        ask('other', 'text', { reasons: ['defective'] }),
      ],
    }
    const claimed: Trial = {
      ...trial,
      order: {
        ...trial.order,
        order: { ...order, lines: [{ ...first, categories: ['only here'] }, ...others] },
      },
      answers: { batch: ['batch_1', 'batch_2'], note: 'sleeve', blank: ' ', worn: 3, other: 'left over', gone: 'x' },
    }
    const both = { batch: ['batch_1', 'batch_2'], note: 'sleeve' }
    expect(trialRequest(claimed, asking).items.map(({ answers }) => answers)).toEqual([
      { ...both, worn: 3 },
      ...others.map(() => both),
    ])
    expect(trialRequest({ ...claimed, answers: {} }, asking).items.every((item) => !('answers' in item))).toBe(true)
    const payments = trialRequest({ ...claimed, reason: 'charged_twice' }, asking).items
    expect(payments.map(({ answers }) => answers)).toEqual(order.payments.map(() => both))
  })

  it('tells one outcome from another', () => {
    const as = (of: typeof policy) => judgeTrial(compile(of), trial)
    expect(isSameOutcome(as(policy), as(withValue(policy, '/title', 'Other')))).toBe(true)
    expect(isSameOutcome(as(policy), as(withValue(policy, '/terms/decision', 'review')))).toBe(false)
  })

  it.each([
    ['', now],
    ['2026-11-26', now],
    ['2026-12-24', Date.parse('2026-12-24T03:59:59.999Z')],
    ['nonsense', now],
  ])('on %s', (date, at) => {
    expect(Math.abs(instantOf(date, now, 'Asia/Shanghai') - at)).toBeLessThan(2)
  })
})
