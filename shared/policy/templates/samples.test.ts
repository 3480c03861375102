import { expect, test } from 'vitest'
import { isRefusal } from '../../errors.ts'
import type { OrderLine } from '../../order/order.ts'
import { quote } from '../../quote/quote.ts'
import { compile } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import type { ClaimFacts } from '../facts.ts'
import { orderWith } from '../policy.fixtures.ts'
import { templates } from './index.ts'

const now = Date.parse('2026-06-15T12:00:00Z')
const dayMs = 86_400_000
const currencies: Record<string, string> = { CN: 'CNY', DE: 'EUR', GB: 'GBP', US: 'USD', JP: 'JPY' }

interface Sample {
  country?: string
  line?: Partial<OrderLine>
  reason: string
  claim?: ClaimFacts
  /** Days since the order was placed; it was delivered a day later unless `delivered` says when. */
  placed?: number
  delivered?: number
  /** Hours from now, as an attribute of the line. */
  hours?: Record<string, number>
}

/** What the policy says, and what would be paid of 100.00 with statutes on: "decision total"; or why not. */
function tried(id: string, sample: Sample): string {
  const template = templates.find((candidate) => candidate.id === id)
  if (!template) throw new Error(`no template ${id}`)
  const { country = 'US', line, reason, claim = {}, placed = 5, delivered = placed - 1, hours = {} } = sample
  const order = orderWith({
    placedAt: new Date(now - placed * dayMs).toISOString(),
    currency: currencies[country] ?? 'EUR',
    customer: { country },
    lines: [
      {
        unitPrice: 10_000,
        deliveredAt: new Date(now - delivered * dayMs).toISOString(),
        ...line,
        attributes: {
          ...line?.attributes,
          ...Object.fromEntries(
            Object.entries(hours).map(([key, until]) => [key, new Date(now + until * 3_600_000).toISOString()]),
          ),
        },
      },
    ],
    payments: [
      {
        id: 'p1',
        method: 'card',
        provider: 'sandbox',
        reference: 'ch_1',
        amount: 1_000_000,
        capturedAt: '2026-01-01T10:00:00Z',
      },
    ],
  })
  const compiled = compile(template.policy({ timezone: 'UTC' }))
  const evaluation = evaluate(compiled, { order, lineId: 'l1', reason, claim, now })
  if (!evaluation.eligible) return `refused: ${JSON.stringify(evaluation.because)}`
  const result = quote({
    order,
    holdings: {},
    items: [{ line: 'l1', ...(claim.quantity ? { quantity: claim.quantity } : {}) }],
    shipping: 'policy',
    termsOf: () => ({ ...evaluation.terms, eligible: true }),
  })
  if (isRefusal(result)) return result.refused
  return `${evaluation.terms.decision} ${result.total / 100}`
}

const within = (category: string): Partial<OrderLine> => ({ categories: [category] })
const hygiene: Partial<OrderLine> = { legalClass: ['sealed_hygiene'] }
const perishable: Partial<OrderLine> = { legalClass: ['perishable'] }
const dated: Partial<OrderLine> = { legalClass: ['dated_service'] }
const stage = (value: string): Partial<OrderLine> => ({
  legalClass: ['custom_made'],
  attributes: { production_stage: value },
})
const progress = (percent: number): Partial<OrderLine> => ({ attributes: { progress_percent: percent } })

type Row = [template: string, what: string, sample: Sample, expected: string]

const rows: Row[] = [
  [
    'fashion',
    'tried on and sent back free',
    { reason: 'doesnt_fit', claim: { answers: { worn: 'no' } } },
    'approve 100',
  ],
  ['fashion', 'worn: a person looks', { reason: 'doesnt_fit', claim: { answers: { worn: 'yes' } } }, 'review 100'],
  [
    'fashion',
    'swimwear with a broken seal',
    { reason: 'doesnt_fit', line: hygiene, claim: { condition: 'opened' } },
    'refused: {"en":"Once the seal is broken it cannot be sold again.","zh-CN":"拆封后无法再次销售。"}',
  ],
  [
    'fashion',
    'swimwear still sealed',
    { reason: 'doesnt_fit', line: hygiene, claim: { condition: 'unopened' } },
    'approve 100',
  ],
  [
    'fashion',
    'in China the exclusion was not confirmed',
    { country: 'CN', reason: 'doesnt_fit', line: hygiene, claim: { condition: 'opened' } },
    'approve 100',
  ],
  ['fashion', 'faulty after two months', { reason: 'defective', placed: 61 }, 'approve 100'],
  ['fashion', 'day 30', { reason: 'doesnt_fit', placed: 31 }, 'approve 100'],
  ['fashion', 'day 31', { reason: 'doesnt_fit', placed: 32 }, 'refused: "window_passed"'],

  [
    'electronics',
    'unused within two weeks, the label is taken',
    { reason: 'not_needed', claim: { condition: 'opened' } },
    'approve 95.05',
  ],
  ['electronics', 'used, elsewhere: 15 %', { reason: 'not_needed', claim: { condition: 'used' } }, 'approve 80.05'],
  [
    'electronics',
    'used, in Germany: the law forbids the fee',
    { country: 'DE', reason: 'not_needed', claim: { condition: 'used' } },
    'approve 96.1',
  ],
  [
    'electronics',
    'still linked to an account',
    { reason: 'not_needed', claim: { answers: { unlinked: 'no' } } },
    'review 95.05',
  ],
  ['electronics', 'faulty on day 14', { reason: 'defective', placed: 15 }, 'approve 100'],
  ['electronics', 'faulty on day 15: a technician', { reason: 'defective', placed: 16 }, 'review 100'],
  [
    'electronics',
    'opened software',
    { reason: 'not_needed', line: { legalClass: ['sealed_media'] }, claim: { condition: 'opened' } },
    'refused: {"en":"Opened software cannot be returned.","zh-CN":"软件拆封后不可退货。"}',
  ],

  [
    'food',
    'spoiled, with a photo, on day 2',
    { reason: 'defective', line: perishable, placed: 3, claim: { photos: 1 } },
    'approve 100',
  ],
  [
    'food',
    'spoiled, on day 3',
    { reason: 'defective', line: perishable, placed: 4, claim: { photos: 1 } },
    'refused: "window_passed"',
  ],
  [
    'food',
    'in the United Kingdom the law gives 30 days',
    { country: 'GB', reason: 'defective', line: perishable, placed: 4, claim: { photos: 1 } },
    'approve 100',
  ],
  [
    'food',
    'fresh goods and a change of mind',
    { country: 'DE', reason: 'not_needed', line: perishable },
    'refused: {"en":"Fresh food cannot be sold again.","zh-CN":"生鲜食品无法再次销售。"}',
  ],
  [
    'food',
    'fruit, by its category alone, and a change of mind',
    {
      country: 'DE',
      reason: 'not_needed',
      line: within('Food, Beverages & Tobacco > Food Items > Fruits & Vegetables'),
    },
    'refused: {"en":"Fresh food cannot be sold again.","zh-CN":"生鲜食品无法再次销售。"}',
  ],
  [
    'food',
    'tinned soup, by its category, and a change of mind',
    {
      country: 'DE',
      reason: 'not_needed',
      line: within('Food, Beverages & Tobacco > Food Items > Soups & Broths'),
    },
    'approve 96.1',
  ],
  ['food', 'short-dated', { reason: 'looks_different', claim: { answers: { days_left: 'short' } } }, 'review 100'],
  [
    'food',
    'a jar that was opened',
    { reason: 'not_needed', line: hygiene, claim: { condition: 'opened' } },
    'refused: {"en":"Once opened it cannot be sold again.","zh-CN":"拆封后无法再次销售。"}',
  ],
  ['food', 'a jar that was not', { country: 'DE', reason: 'not_needed', line: hygiene }, 'approve 96.1'],

  ['cosmetics', 'the skin reacts', { reason: 'reaction', claim: { condition: 'used', photos: 1 } }, 'review 100'],
  ['cosmetics', 'sealed', { reason: 'not_needed', line: hygiene, claim: { condition: 'unopened' } }, 'approve 95.05'],
  [
    'cosmetics',
    'traces of use',
    { reason: 'not_needed', line: hygiene, claim: { condition: 'used' } },
    'refused: {"en":"Once the seal is broken it cannot be sold again.","zh-CN":"拆封后无法再次销售。"}',
  ],
  [
    'cosmetics',
    'in China, confirmed at the purchase',
    { country: 'CN', reason: 'not_needed', line: { ...hygiene, legalConfirmed: true }, claim: { condition: 'used' } },
    'refused: {"en":"Once the seal is broken it cannot be sold again.","zh-CN":"拆封后无法再次销售。"}',
  ],
  [
    'cosmetics',
    'wrong item, near the end of its life',
    { reason: 'wrong_item', hours: { expires_at: 4_379 } },
    'review 100',
  ],
  ['cosmetics', 'wrong item, fresh', { reason: 'wrong_item', hours: { expires_at: 4_381 } }, 'approve 100'],

  ['digital', 'not downloaded', { reason: 'no_longer_wanted' }, 'approve 100'],
  [
    'digital',
    'downloaded',
    { country: 'DE', reason: 'no_longer_wanted', line: { legalClass: ['digital_started'] } },
    'refused: {"en":"It was downloaded, as agreed at the purchase.","zh-CN":"已按购买时的约定下载使用。"}',
  ],
  ['digital', 'does not work, on day 60', { reason: 'does_not_work', placed: 60 }, 'approve 100'],
  ['digital', 'does not work, on day 61', { reason: 'does_not_work', placed: 61 }, 'refused: "window_passed"'],
  [
    'digital',
    'used for 120 minutes',
    { reason: 'does_not_work', line: { attributes: { minutes_used: 120 } } },
    'approve 100',
  ],
  [
    'digital',
    'used for 121 minutes',
    { reason: 'does_not_work', line: { attributes: { minutes_used: 121 } } },
    'review 100',
  ],

  [
    'furniture',
    'before the drawing is approved',
    { country: 'DE', reason: 'not_needed', line: stage('design') },
    'approve 100',
  ],
  [
    'furniture',
    'material ordered: the deposit is kept',
    { country: 'DE', reason: 'not_needed', line: stage('material') },
    'approve 80',
  ],
  ['furniture', 'in the workshop', { country: 'DE', reason: 'not_needed', line: stage('production') }, 'review 50'],
  [
    'furniture',
    'made',
    { country: 'DE', reason: 'not_needed', line: stage('delivered') },
    'refused: {"en":"It was made to your measure and fits nobody else.","zh-CN":"按您的尺寸定制，无法转售。"}',
  ],
  [
    'furniture',
    'damaged, though made to measure',
    { country: 'DE', reason: 'damaged_in_transit', line: stage('delivered'), claim: { photos: 2 } },
    'review 100',
  ],
  ['furniture', 'from stock: the law lets it go back', { country: 'DE', reason: 'not_needed' }, 'approve 96.1'],

  ['courses', 'before the first lesson', { reason: 'no_longer_wanted', line: progress(0) }, 'approve 100'],
  ['courses', 'at 25 %', { reason: 'no_longer_wanted', line: progress(25) }, 'approve 75'],
  ['courses', 'at 26 %', { reason: 'no_longer_wanted', line: progress(26) }, 'approve 50'],
  ['courses', 'at 50 %', { reason: 'no_longer_wanted', line: progress(50) }, 'approve 50'],
  [
    'courses',
    'at 51 %',
    { reason: 'no_longer_wanted', line: progress(51) },
    'refused: {"en":"More than half of the course was taught.","zh-CN":"课程进度已过半。"}',
  ],
  ['courses', 'the teaching', { reason: 'teaching', line: progress(80) }, 'review 100'],
  [
    'courses',
    'in Germany within 14 days, the law withdraws from it',
    { country: 'DE', reason: 'no_longer_wanted', line: progress(60) },
    'approve 100',
  ],
  [
    'courses',
    'in Germany, of a fixed date',
    { country: 'DE', reason: 'no_longer_wanted', line: { ...dated, ...progress(60) } },
    'refused: {"en":"More than half of the course was taught.","zh-CN":"课程进度已过半。"}',
  ],

  ['travel', 'a week before', { reason: 'no_longer_possible', line: dated, hours: { starts_at: 168 } }, 'approve 100'],
  ['travel', 'a minute less', { reason: 'no_longer_possible', line: dated, hours: { starts_at: 167.9 } }, 'approve 80'],
  [
    'travel',
    'three days before',
    { reason: 'no_longer_possible', line: dated, hours: { starts_at: 72 } },
    'approve 80',
  ],
  [
    'travel',
    'less than three days',
    { reason: 'no_longer_possible', line: dated, hours: { starts_at: 71.9 } },
    'approve 50',
  ],
  [
    'travel',
    'a day before',
    { country: 'DE', reason: 'no_longer_possible', line: dated, hours: { starts_at: 24 } },
    'approve 50',
  ],
  [
    'travel',
    'less than a day',
    { country: 'DE', reason: 'no_longer_possible', line: dated, hours: { starts_at: 23.9 } },
    'refused: {"en":"Less than 24 hours are left, or it has begun.","zh-CN":"距开始不足 24 小时或已开始。"}',
  ],
  ['travel', 'no date known', { reason: 'no_longer_possible', line: dated }, 'review 100'],
  ['travel', 'illness', { reason: 'illness', line: dated, hours: { starts_at: 100 } }, 'review 80'],
  ['travel', 'called off', { reason: 'cancelled_by_us', line: dated, hours: { starts_at: 2 } }, 'approve 100'],
  [
    'travel',
    'a fare without refund',
    { reason: 'no_longer_possible', line: { ...dated, tags: ['non-refundable'] }, hours: { starts_at: 500 } },
    'refused: {"en":"You chose a fare without refund.","zh-CN":"您选择的是不可退的特价。"}',
  ],

  [
    'tickets',
    '48 hours before, for a fee',
    { reason: 'no_longer_possible', line: dated, hours: { starts_at: 48 } },
    'approve 97.52',
  ],
  [
    'tickets',
    'in the last 48 hours',
    { reason: 'no_longer_possible', line: dated, hours: { starts_at: 47.9 } },
    'refused: {"en":"Tickets come back until 48 hours before the show.","zh-CN":"开演前 48 小时内不可退票。"}',
  ],
  ['tickets', 'moved', { reason: 'moved', line: dated, hours: { starts_at: 1 } }, 'approve 100'],
  [
    'tickets',
    'scanned',
    { reason: 'no_longer_possible', line: { ...dated, attributes: { scanned: true } }, hours: { starts_at: 100 } },
    'refused: {"en":"The ticket was used.","zh-CN":"门票已使用。"}',
  ],
  [
    'tickets',
    'ten at once: a person looks',
    {
      reason: 'no_longer_possible',
      line: { ...dated, quantity: 10, unitPrice: 1_000 },
      claim: { quantity: 10 },
      hours: { starts_at: 100 },
    },
    'review 97.52',
  ],
  ['tickets', 'turned away', { reason: 'not_let_in', line: dated, claim: { detailLength: 20 } }, 'review 100'],

  [
    'restaurant',
    'a wrong dish, the same day',
    { reason: 'wrong_dish', line: perishable, placed: 0, claim: { photos: 1 } },
    'approve 100',
  ],
  [
    'restaurant',
    'two days later, elsewhere',
    { reason: 'wrong_dish', line: perishable, placed: 2 },
    'refused: "window_passed"',
  ],
  [
    'restaurant',
    'something in it, and unwell',
    { reason: 'bad_food', line: perishable, placed: 0, claim: { photos: 1, answers: { unwell: 'yes' } } },
    'review 100',
  ],
  [
    'restaurant',
    'a table in three hours',
    { reason: 'no_show', line: { ...dated, categories: ['reservation'] }, hours: { seated_at: 3 } },
    'approve 100',
  ],
  [
    'restaurant',
    'a table in two',
    { country: 'GB', reason: 'no_show', line: { ...dated, categories: ['reservation'] }, hours: { seated_at: 2.9 } },
    'refused: {"en":"The table was kept for you.","zh-CN":"已为您保留餐位。"}',
  ],
  [
    'restaurant',
    'in the kitchen already',
    { reason: 'cancelled', placed: 0, line: { ...perishable, attributes: { kitchen: 'started' } } },
    'refused: {"en":"It is being cooked for you.","zh-CN":"餐品已在制作。"}',
  ],
  ['restaurant', 'not in the kitchen yet', { reason: 'cancelled', placed: 0, line: perishable }, 'approve 100'],

  ['insurance', 'day 30 of reflection', { reason: 'no_longer_needed', placed: 30 }, 'approve 100'],
  ['insurance', 'day 31: half, by a person', { reason: 'no_longer_needed', placed: 31 }, 'review 50'],
  ['insurance', 'day 182', { reason: 'no_longer_needed', placed: 182 }, 'review 50'],
  [
    'insurance',
    'day 183',
    { reason: 'no_longer_needed', placed: 183 },
    'refused: {"en":"More than half of the insured time has passed.","zh-CN":"保期已过半。"}',
  ],
  [
    'insurance',
    'a claim was paid',
    { reason: 'no_longer_needed', placed: 3, line: { attributes: { claims_paid: 1 } } },
    'refused: {"en":"A claim was paid under this policy.","zh-CN":"该保单已发生理赔。"}',
  ],
  ['insurance', 'sold wrongly', { reason: 'misinformed', placed: 100, claim: { detailLength: 30 } }, 'review 100'],
]

test.each(rows)('%s: %s', (id, _what, sample, expected) => {
  expect(tried(id, sample)).toBe(expected)
})

test('every trade is tried at least six times', () => {
  for (const { id } of templates)
    expect(rows.filter(([template]) => template === id).length, id).toBeGreaterThanOrEqual(6)
})
