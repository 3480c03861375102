import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { defaultPolicy } from './default-policy.ts'
import { evaluate } from './evaluate.ts'
import { judge, orderWith, policyWith } from './policy.fixtures.ts'
import type { Condition, Terms } from './policy.ts'
import { type ClauseSubject, shopperClauses, staffClauses } from './trace-words.ts'

/** The starter policy, its final sale meant for everybody: the law opens it where it must. */
const starter = defaultPolicy()
const compiled = compile({
  ...starter,
  rules: starter.rules.map((rule) =>
    rule.id === 'final_sale' ? { ...rule, when: { fact: 'line.tags', op: 'contains', value: 'final-sale' } } : rule,
  ),
})
const judged = (country: string, reason: string, at = '2026-06-05T10:00:00Z', line = {}) =>
  evaluate(compiled, {
    order: orderWith({ customer: { country }, lines: [line] }),
    lineId: 'l1',
    reason,
    now: Date.parse(at),
  })

test('outside the window one clause says so, with the days and the end', () => {
  expect(shopperClauses(judged('US', 'not_needed', '2026-08-01T00:00:00Z'), 'EUR')).toEqual([
    { key: 'because.window_passed', params: { days: 30, endsAt: Date.parse('2026-07-01T22:59:59.999Z') } },
  ])
})

test('a shopper reads what decides, the time left, the way back, when the money moves', () => {
  const endsAt = Date.parse('2026-07-01T22:59:59.999Z')
  expect(shopperClauses(judged('US', 'not_needed'), 'EUR')).toEqual([
    { key: 'because.within_window', params: { days: 30, endsAt } },
    { key: 'window.open', params: { daysLeft: 26, endsAt } },
    { key: 'return.needed', params: { days: 14 } },
    { key: 'return.shopper_pays', params: { amountMinor: 390, currency: 'EUR' } },
    { key: 'trigger.on_received' },
    { key: 'outbound.whole_order' },
    { key: 'credit.bonus', params: { percent: 5 } },
  ])
})

test('where the law opens it, the clause carries the article', () => {
  const clauses = shopperClauses(judged('DE', 'not_needed', '2026-06-05T10:00:00Z', { tags: ['final-sale'] }), 'EUR')
  expect(clauses[0]).toMatchObject({ key: 'because.statutory_right', params: { article: 'CRD 9(1)' } })
  expect(clauses.at(-1)).toEqual({
    key: 'law.raised',
    params: { statute: 'eu-withdrawal', article: 'CRD 13(1), 13(3)', days: 14 },
  })
})

test('where only a public holiday keeps the period open, staff read by which article, and what is not known', () => {
  const clauses = (deliveredAt: string, at: string, days = 7) => {
    const policy = policyWith({ window: { days, from: 'delivered' } }, [], { timezone: 'Asia/Shanghai' })
    const order = orderWith({ customer: { country: 'CN' }, lines: [{ deliveredAt }] })
    return staffClauses(judge(policy, order, at), compile(policy), 'EUR')
  }
  const law = { tone: 'law', article: '消保法 25; 办法 10; 电子商务法 51; 民法典 203', unverified: true }
  expect(clauses('2026-09-24T02:00:00Z', '2026-10-03T02:00:00Z').slice(0, 3)).toMatchObject([
    { key: 'because.statutory_right', ...law },
    { key: 'decision.approve' },
    { key: 'window.open', params: { daysLeft: 5 }, ...law },
  ])
  const keys = (deliveredAt: string, at: string) => clauses(deliveredAt, at, 5).map(({ key }) => key)
  expect(keys('2026-12-27T02:00:00Z', '2026-12-28T02:00:00Z')).toContain('window.calendar_unknown')
  expect(keys('2026-09-24T02:00:00Z', '2026-10-03T02:00:00Z')).not.toContain('window.calendar_unknown')
})

test('staff read the rule by name, the article, and what is not verified', () => {
  const clauses = staffClauses(
    judged('GB', 'defective', '2026-06-05T10:00:00Z', { unitPrice: 30_000 }),
    compiled,
    'GBP',
  )
  expect(clauses.find(({ key }) => key === 'decision.review')).toMatchObject({
    tone: 'person',
    rule: 'high_value',
    ruleName: { en: 'High value: a person looks', 'zh-CN': '金额较高：人工审核' },
  })
  expect(clauses.find(({ key }) => key === 'evidence.photos')).toMatchObject({
    rule: 'not_our_shoppers_fault',
    params: { count: 1 },
  })
  const law = staffClauses(
    judged('DE', 'not_needed', '2026-06-05T10:00:00Z', { tags: ['final-sale'] }),
    compiled,
    'EUR',
  )
  expect(law[0]).toMatchObject({ key: 'because.statutory_right', tone: 'law', article: 'CRD 9(1)' })
  expect(law.find(({ key }) => key === 'trigger.on_dispatch')).toMatchObject({ tone: 'law', article: 'CRD 13(3)' })
  const excluded = staffClauses(
    judged('DE', 'not_needed', '2026-06-05T10:00:00Z', { legalClass: ['custom_made'] }),
    compiled,
    'EUR',
  )
  expect(excluded).toContainEqual({
    key: 'law.excluded',
    params: { statute: 'eu-withdrawal', article: 'CRD 16(c)' },
    tone: 'law',
    article: 'CRD 16(c)',
  })
  const classed = policyWith({}, [], { legalClasses: [{ category: 'Food', legalClass: 'perishable' }] })
  const order = orderWith({ customer: { country: 'DE' }, lines: [{ categories: ['Food > Fruit'] }] })
  const byCategory = staffClauses(judge(classed, order, '2026-06-05T10:00:00Z'), compile(classed), 'EUR')
  expect(byCategory).toContainEqual({
    key: 'law.excluded_category',
    params: { statute: 'eu-withdrawal', article: 'CRD 16(d)', category: 'Food' },
    tone: 'law',
    article: 'CRD 16(d)',
  })
})

test('a broken promotion is said where the line is part of one, free packaging where goods come back', () => {
  const terms = { promotion: 'resettle', gifts: 'return_or_pay', packaging: 'free' } as const
  const judgedWith = (set: Partial<Terms>) =>
    judge(policyWith({ ...terms, ...set }), orderWith(), '2026-06-05T10:00:00Z')
  const keys = (set: Partial<Terms>, subject?: ClauseSubject) =>
    shopperClauses(judgedWith(set), 'EUR', subject).map(({ key }) => key)
  expect(keys({})).not.toContain('promotion.resettle')
  expect(keys({}, { isPromoted: true })).toContain('promotion.resettle')
  expect(keys({}, { isPromoted: true })).not.toContain('gifts.return_or_pay')
  expect(keys({}, { isPromoted: true, hasGifts: true })).toContain('gifts.return_or_pay')
  expect(keys({ promotion: 'keep', gifts: 'keep' }, { isPromoted: true, hasGifts: true })).not.toContain(
    'promotion.keep',
  )
  expect(keys({})).toContain('packaging.free')
  expect(keys({ returnItem: false })).not.toContain('packaging.free')
})

test('staff read them where a rule set them or they are unusual; a request of before has none', () => {
  const when: Condition = { all: [] }
  const policy = policyWith({ packaging: 'free' }, [{ id: 'kind', name: 'Kind', when, set: { promotion: 'keep' } }])
  const evaluation = judge(policy, orderWith(), '2026-06-05T10:00:00Z')
  const clauses = staffClauses(evaluation, compile(policy), 'EUR')
  expect(clauses).toContainEqual({ key: 'packaging.free', tone: 'note' })
  expect(clauses).toContainEqual({ key: 'promotion.keep', tone: 'note', rule: 'kind', ruleName: 'Kind' })
  expect(clauses.map(({ key }) => key)).not.toContain('gifts.keep')
  const { promotion: _, gifts: __, packaging: ___, ...before } = evaluation.terms
  const old = { ...evaluation, terms: before as Terms }
  expect(staffClauses(old, compile(policy), 'EUR').filter(({ key }) => key.includes('undefined'))).toEqual([])
  expect(shopperClauses(old, 'EUR', { isPromoted: true, hasGifts: true }).map(({ key }) => key)).not.toContain(
    'packaging.free',
  )
})
