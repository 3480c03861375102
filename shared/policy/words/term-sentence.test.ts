import { expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import { policyWith } from '../policy.fixtures.ts'
import type { Rule, Terms } from '../policy.ts'
import { ruleSentences } from './rule-sentence.ts'
import { sentenceText } from './sentence.ts'
import { termClauses, termSentences } from './term-sentence.ts'
import { euros, wordsIn } from './words.fixtures.ts'

const fee = euros(490)
const rows: [set: Partial<Terms>, en: string, zh: string][] = [
  [
    { eligible: true, window: { days: 30, from: 'delivered' } },
    'Shoppers may return anything within 30 days of delivery.',
    '自签收起 30 天内，顾客可以退回任何商品。',
  ],
  [
    { eligible: true, window: { days: 'none', from: 'placed' } },
    'Shoppers may return anything at any time.',
    '顾客随时可以退回任何商品。',
  ],
  [
    { eligible: false, window: { days: 1, from: 'placed' } },
    'Shoppers may return nothing unless a rule allows it. Where a return is allowed, the item comes back within 1 day of the order.',
    '除规则另有约定外，一律不退。凡可退的商品，自下单起 1 天内退回。',
  ],
  [
    { resolutions: ['refund', 'store_credit'], creditBonusPercent: 800 },
    'They get back the original payment or store credit with 8 % more.',
    '顾客可选原路退款或店铺余额，选余额多得 8%。',
  ],
  [
    { resolutions: ['store_credit', 'refund'], creditBonusPercent: 1250, keepItemPercent: 0 },
    'They get back store credit or the original payment. Store credit comes with 12.5 % more.',
    '顾客可选店铺余额或原路退款。选店铺余额多得 12.5%。',
  ],
  [
    { resolutions: ['refund', 'keep_item'], keepItemPercent: 3000 },
    'They get back the original payment or part of the price for keeping it. Who keeps the item gets 30 % of its price back.',
    '顾客可选原路退款或留下商品并退部分货款。保留商品的顾客可退货款的 30%。',
  ],
  [
    { returnItem: true, returnShipping: { paidBy: 'merchant', fee } },
    'Goods come back. We pay the way back.',
    '商品须寄回。寄回运费由我们承担。',
  ],
  [
    { returnShipping: { paidBy: 'shopper', fee } },
    'The shopper pays the label: €4.90, CN¥39.20, JP¥784.',
    '退货运单由顾客付费：€4.90、¥39.20、JP¥784。',
  ],
  [
    { returnItem: false, returnShipping: { paidBy: 'shopper', fee: euros(0) }, packaging: 'free' },
    'Goods stay with the shopper. The shopper sends them back at their own cost. They travel in free packaging from us.',
    '商品留给顾客。由顾客自费寄回。寄回时使用我们免费提供的包装。',
  ],
  [
    { restockingFee: { percent: 500 }, processingFee: 'none' },
    'We keep a restocking fee of 5 %. There is no processing fee.',
    '收取重新上架费 5%。不收手续费。',
  ],
  [
    { restockingFee: { amount: { EUR: 300 } }, processingFee: { EUR: 100 } },
    'We keep a restocking fee of €3.00. We keep a processing fee of €1.00.',
    '收取重新上架费 €3.00。收取手续费 €1.00。',
  ],
  [
    { outboundShipping: 'proportional' },
    'The delivery charge is paid back in proportion.',
    '购买时支付的运费按比例退还。',
  ],
  [
    { promotion: 'resettle', gifts: 'return_or_pay' },
    'When part of a bundle or of a spend-and-save offer comes back, the order is settled anew at the item prices. A gift that came with it comes back too, or its stated price is taken off.',
    '套餐或满减商品只退一部分时，按购买时的单价重新结算，多退少补。随附的赠品须一并退回，否则扣除事先标明的价款。',
  ],
  [
    { evidence: { photos: 2, videos: 0, documents: 1, detailLength: 20 } },
    'The form asks for 2 photos, 1 document and a description of at least 20 characters.',
    '申请时须提供：2 张照片、1 份文件和不少于 20 字的说明。',
  ],
  [
    { evidence: { photos: 0, videos: 0, documents: 0, detailLength: 0 } },
    'Nothing has to be attached.',
    '无需附任何材料。',
  ],
  [
    { decision: 'approve', deadlines: { decide: 24, return: 14, inspect: 18, pay: 9, whole: 240 } },
    'A request is approved at once; if a person has to look, within 24 business hours. We inspect within 18 business hours and pay within 9 business hours; the shopper has 14 days to send the goods; the whole takes at most 10 days, without what the shopper and the carrier take.',
    '申请立即通过；需要人工处理的，24 个工作小时内答复。18 个工作小时内验货，9 个工作小时内打款；顾客须在 14 天内寄出；全程不超过 10 天（等待顾客和承运方的时间不计）。',
  ],
  [
    { decision: 'decline', approvals: 2, lane: 'high_value' },
    'A request is declined at once. 2 people have to approve. Requests go to the lane high value.',
    '申请立即拒绝。须 2 人同意。申请进入“高额”通道。',
  ],
  [{ refundTrigger: 'on_dispatch' }, 'We pay when the parcel is handed to the carrier.', '包裹交给承运方时打款。'],
  [
    { because: { en: 'Ask us first', 'zh-CN': '请先联系我们' } },
    'Shoppers read: “Ask us first”.',
    '告知顾客：“请先联系我们”。',
  ],
]

test.each(rows)('%j', (set, en, zh) => {
  const read = (language: 'en' | 'zh-CN') =>
    termSentences(set, '/terms', wordsIn(language))
      .map(({ sentence }) => sentenceText(sentence))
      .join(language === 'en' ? ' ' : '')
  expect(read('en')).toBe(en)
  expect(read('zh-CN')).toBe(zh)
})

test('a shop that is always open counts plain hours', () => {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 }))
  const policy = policyWith({}, [], { calendar: { hours } })
  const set = { decision: 'review' as const, deadlines: { decide: 24, return: 1, inspect: 1, pay: 1, whole: 1 } }
  const [first] = termSentences(set, '/terms', wordsIn('en', policy))
  expect(first && sentenceText(first.sentence)).toBe('A request is decided by a person within 24 hours.')
})

test('every term is said by exactly one sentence', () => {
  const { terms } = defaultPolicy()
  for (const words of [termSentences, termClauses]) {
    const said = words(terms, '/terms', wordsIn('en')).flatMap(({ term, with: others = [] }) => [term, ...others])
    // the bonus and the refund for keeping are not worth a sentence where nobody can choose them
    expect(Object.keys(terms).filter((term) => !said.includes(term as keyof Terms))).toEqual(
      words === termSentences ? ['keepItemPercent'] : [],
    )
  }
})

const rules: [rule: Omit<Rule, 'id' | 'name'>, en: string, zh: string][] = [
  [
    {
      when: { fact: 'line.legalClass', op: 'contains', value: 'custom_made' },
      set: { eligible: false, because: 'cannot_be_resold' },
    },
    'If the item is made to order, then it cannot be returned and the shopper reads: “it was made or sealed for you and cannot be sold again”.',
    '如果商品属于定作商品，则不可退货，告知顾客：“为您定制或密封，无法再次销售”。',
  ],
  [
    {
      when: {
        all: [
          { fact: 'claim.reason', op: 'eq', value: 'damaged_in_transit' },
          { fact: 'line.total', op: 'lte', value: euros(6000) },
        ],
      },
      set: {
        decision: 'approve',
        evidence: { photos: 1, videos: 0, documents: 0, detailLength: 0 },
        returnItem: false,
      },
    },
    'If the reason is “It arrived damaged” and the item costs at most €60.00 and 2 more, then it stays with the shopper, the form asks for 1 photo, and it is approved at once.',
    '如果原因是“收到时已损坏”且商品金额不超过 €60.00 等 3 种货币，则商品留给顾客，须提供 1 张照片，立即通过。',
  ],
  [
    {
      when: { fact: 'line.tags', op: 'contains', value: 'sale' },
      set: { eligible: true, window: { days: 7, from: 'delivered' }, resolutions: ['store_credit'] },
    },
    'If the item is tagged “sale”, then it may be returned within 7 days of delivery and the shopper gets only store credit.',
    '如果商品带有标签“sale”，则自签收起 7 天内可退，只能得到店铺余额。',
  ],
  [
    {
      when: { all: [] },
      set: {
        window: { days: 60, from: 'fulfilled' },
        creditBonusPercent: 0,
        keepItemPercent: 1000,
        returnShipping: { paidBy: 'merchant', fee: euros(0) },
      },
    },
    'In every case, the shopper has 60 days from shipping, store credit comes with nothing on top, who keeps it gets 10 % of its price back, and we pay the way back.',
    '任何情况下，自发货起有 60 天期限，选店铺余额的额外奖励：无，保留商品可退货款的 10%，寄回运费由我们承担。',
  ],
  [
    { when: { fact: 'line.tags', op: 'contains', value: 'x' }, set: {} },
    'If the item is tagged “x”, then nothing changes.',
    '如果商品带有标签“x”，则没有变化。',
  ],
]

test.each(rules)('rule %j', (rule, en, zh) => {
  const whole = { id: 'r', name: 'R', ...rule }
  expect(sentenceText(ruleSentences(whole, 0, wordsIn('en')).whole)).toBe(en)
  expect(sentenceText(ruleSentences(whole, 0, wordsIn('zh-CN')).whole)).toBe(zh)
})
