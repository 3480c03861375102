import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../errors.ts'
import { quote } from '../quote/quote.ts'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { isKinder } from './kinder.ts'
import { orderWith, policyWith } from './policy.fixtures.ts'
import { type Evaluation, refundTriggers, resolutions, type Terms } from './policy.ts'

const now = Date.parse('2026-06-05T10:00:00Z')
const base: Partial<Terms> = {
  window: { days: 30, from: 'delivered' },
  resolutions: ['refund', 'store_credit'],
  returnItem: true,
  returnShipping: { paidBy: 'shopper', fee: { EUR: 390 } },
  restockingFee: { percent: 1_000 },
  processingFee: { EUR: 100 },
  outboundShipping: 'whole_order',
  promotion: 'keep',
  gifts: 'return_or_pay',
  packaging: 'own',
  creditBonusPercent: 500,
  keepItemPercent: 1_000,
  evidence: { photos: 1, videos: 1, documents: 1, detailLength: 10 },
  decision: 'review',
  approvals: 2,
  refundTrigger: 'on_received',
  deadlines: { decide: 9, return: 14, inspect: 18, pay: 9, whole: 24 },
}
const order = orderWith({
  customer: { country: 'US' },
  lines: [{ quantity: 2, unitPrice: 1_000 }],
  shipping: [{ id: 's1', title: 'Post', amount: 490, discount: 0, tax: 0 }],
  payments: [
    { id: 'p1', method: 'card', provider: 'x', reference: 'c', amount: 2_490, capturedAt: '2026-05-28T10:00:00Z' },
  ],
})
const judged = (terms: Partial<Terms>, country = 'US', reason = 'not_needed') =>
  evaluate(compile(policyWith({ ...base, ...terms })), {
    order: { ...order, customer: { country } },
    lineId: 'l1',
    reason,
    now,
  })
const kinder = (later: Partial<Terms>, own: Partial<Terms> = {}) => isKinder(judged(own), judged(later), 'EUR')

describe('kinder in one term, the same in all others', () => {
  const evidence = base.evidence as Terms['evidence']
  const deadlines = base.deadlines as Terms['deadlines']
  const better: Partial<Terms>[] = [
    { window: { days: 31, from: 'delivered' } },
    { window: { days: 'none', from: 'delivered' } },
    { resolutions: ['store_credit', 'refund', 'keep_item'] },
    { returnItem: false },
    { returnShipping: { paidBy: 'shopper', fee: { EUR: 389 } } },
    { returnShipping: { paidBy: 'merchant', fee: { EUR: 390 } } },
    { restockingFee: 'none' },
    { restockingFee: { percent: 0 } },
    { restockingFee: { amount: { EUR: 0 } } },
    { restockingFee: { percent: 999 } },
    { processingFee: 'none' },
    { processingFee: { EUR: 99 } },
    { outboundShipping: 'proportional' },
    { gifts: 'keep' },
    { packaging: 'free' },
    { creditBonusPercent: 501 },
    { keepItemPercent: 1_001 },
    { evidence: { ...evidence, photos: 0 } },
    { evidence: { ...evidence, videos: 0 } },
    { evidence: { ...evidence, documents: 0 } },
    { evidence: { ...evidence, detailLength: 9 } },
    { decision: 'approve' },
    { approvals: 1 },
    { refundTrigger: 'on_dispatch' },
    { deadlines: { ...deadlines, decide: 8 } },
    { deadlines: { ...deadlines, return: 15 } },
    { deadlines: { ...deadlines, inspect: 17 } },
    { deadlines: { ...deadlines, pay: 8 } },
    { deadlines: { ...deadlines, whole: 23 } },
  ]
  test.each(better)('%j', (later) => {
    expect(kinder(later)).toBe(true)
    expect(kinder({}, later), 'and never the other way round').toBe(false)
    expect(kinder({ ...later, creditBonusPercent: 499 }), 'not with one that is worse').toBe(false)
  })
})

describe('not kinder', () => {
  test.each<[string, Partial<Terms>, Partial<Terms>?]>([
    ['the same', {}],
    ['a lane and a clause', { lane: 'other', because: 'covered' }],
    [
      'a percentage instead of an amount',
      { restockingFee: { percent: 1 } },
      { restockingFee: { amount: { EUR: 1_000 } } },
    ],
    ['an amount instead of a percentage', { restockingFee: { amount: { EUR: 1 } } }],
    ['settled anew, whichever way it goes', { promotion: 'resettle', creditBonusPercent: 900 }],
    ['kept, whichever way it goes', { promotion: 'keep', creditBonusPercent: 900 }, { promotion: 'resettle' }],
    ['another resolution instead', { resolutions: ['refund', 'keep_item'] }],
    ['less time in all', { window: { days: 29, from: 'delivered' }, decision: 'approve' }],
    ['not eligible', { eligible: false, decision: 'approve' }],
  ])('%s', (_, later, own) => {
    expect(kinder(later, own)).toBe(false)
  })
})

test('where the own version gives nothing, the later one is kinder whatever its terms are; if it gives nothing too, not', () => {
  const harsh: Partial<Terms> = { restockingFee: { percent: 5_000 }, approvals: 5 }
  expect(kinder(harsh, { eligible: false })).toBe(true)
  expect(kinder(harsh, { window: { days: 1, from: 'delivered' } })).toBe(true)
  expect(kinder({ eligible: false }, { eligible: false })).toBe(false)
})

test('a right of the law is never traded for terms', () => {
  const own = judged({}, 'DE')
  expect(own.statutory).toBeDefined()
  const { statutory: _, ...without } = judged({ decision: 'approve', creditBonusPercent: 900 }, 'DE')
  expect(isKinder(own, without, 'EUR')).toBe(false)
  expect(isKinder(own, judged({ decision: 'approve', creditBonusPercent: 900 }, 'DE'), 'EUR')).toBe(true)
})

const anyTerms = fc.record<Partial<Terms>>({
  eligible: fc.boolean(),
  window: fc.record({
    days: fc.oneof(fc.constant('none' as const), fc.integer({ min: 0, max: 9 })),
    from: fc.constantFrom('delivered' as const, 'placed' as const),
  }),
  resolutions: fc.subarray([...resolutions], { minLength: 1 }),
  returnItem: fc.boolean(),
  returnShipping: fc.record({
    paidBy: fc.constantFrom('merchant' as const, 'shopper' as const),
    fee: fc.record({ EUR: fc.integer({ min: 0, max: 500 }) }),
  }),
  restockingFee: fc.oneof(
    fc.constant('none' as const),
    fc.record({ percent: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({ amount: fc.record({ EUR: fc.integer({ min: 0, max: 900 }) }) }),
  ),
  processingFee: fc.oneof(fc.constant('none' as const), fc.record({ EUR: fc.integer({ min: 0, max: 300 }) })),
  outboundShipping: fc.constantFrom('never' as const, 'whole_order' as const, 'proportional' as const),
  creditBonusPercent: fc.constantFrom(0, 500, 1_000),
  keepItemPercent: fc.constantFrom(0, 3_000, 10_000),
  decision: fc.constantFrom('approve' as const, 'review' as const, 'decline' as const),
  refundTrigger: fc.constantFrom(...refundTriggers),
})

/** What a claim for this resolution pays; nothing where it is not to be had. */
function paid({ terms, eligible, because }: Evaluation, quantity: number, resolution: Terms['resolutions'][number]) {
  if (!eligible || !terms.resolutions.includes(resolution)) return 0
  const quoted = quote({
    order,
    holdings: {},
    items: [{ line: 'l1', quantity, resolution }],
    termsOf: () => ({ ...terms, eligible, because, outboundCappedAtStandard: false }),
    shipping: 'policy',
  })
  return isRefusal(quoted) ? 0 : quoted.total
}

/** One of the terms changed, or a few: most pairs of wholly random terms cannot be compared. */
const pair = fc
  .tuple(
    anyTerms,
    anyTerms,
    fc.subarray(
      [...'abcdefghijkl'].map((_, index) => index),
      { maxLength: 3 },
    ),
  )
  .map(([own, other, changed]) => {
    const entries = Object.entries(other).filter((_, index) => changed.includes(index))
    return [own, { ...own, ...Object.fromEntries(entries) }] as const
  })

test('the kinder version never pays less, for any quantity and resolution; two versions are never kinder than each other', () => {
  let found = 0
  fc.assert(
    fc.property(pair, fc.constantFrom('US', 'DE', 'GB', 'CN'), ([left, right], country) => {
      const [own, later] = [judged(left, country), judged(right, country)]
      if (!isKinder(own, later, 'EUR')) return
      found += 1
      expect(isKinder(later, own, 'EUR')).toBe(false)
      for (const quantity of [1, 2]) {
        for (const resolution of resolutions) {
          if (own.eligible && !own.terms.resolutions.includes(resolution)) continue
          expect(paid(later, quantity, resolution)).toBeGreaterThanOrEqual(paid(own, quantity, resolution))
        }
      }
    }),
    { numRuns: 2_000 },
  )
  expect(found).toBeGreaterThan(100)
})
