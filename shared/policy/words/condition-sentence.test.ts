import { expect, test } from 'vitest'
import { factsTable, operatorsOf } from '../facts-table.ts'
import type { Condition } from '../policy.ts'
import { euCountries } from '../statutes/eu.ts'
import { conditionSentence } from './condition-sentence.ts'
import { sentenceText } from './sentence.ts'
import { euros, wordedPolicy, wordsIn } from './words.fixtures.ts'

type Leaf = [fact: string, op: string, value: unknown, en: string, zh: string]

const leaves: Leaf[] = [
  [
    'order.total',
    'gte',
    euros(6000),
    'the order comes to at least €60.00 and 2 more',
    '订单总额不低于 €60.00 等 3 种货币',
  ],
  ['line.total', 'lte', { EUR: 6000 }, 'the item costs at most €60.00', '商品金额不超过 €60.00'],
  [
    'line.total',
    'lt',
    { EUR: 600, CNY: 5000 },
    'the item costs less than €6.00 or CN¥50.00',
    '商品金额低于 €6.00 或 ¥50.00',
  ],
  [
    'claim.amount',
    'between',
    [euros(1000), euros(5000)],
    'the claim is for between €10.00 and €50.00 (and 2 more currencies)',
    '申请金额在 €10.00 至 €50.00（另有 2 种货币）之间',
  ],
  ['line.unitPrice', 'eq', { EUR: 0 }, 'one unit costs exactly nothing', '单价正好为无'],
  ['order.country', 'in', ['DE', 'FR'], 'the order goes to Germany or France', '收货地是德国或法国'],
  ['order.country', 'not_in', ['DE', 'FR'], 'the order does not go to Germany or France', '收货地不是德国或法国'],
  ['order.country', 'exists', undefined, 'the country of delivery is known', '收货地已知'],
  ['order.country', 'starts_with', 'D', 'the country of delivery starts with “D”', '收货地开头是“D”'],
  ['order.store', 'eq', 'Outlet', 'the store is Outlet', '门店是 Outlet'],
  ['order.paymentMethods', 'contains', 'alipay', 'the order was paid by Alipay', '付款方式包含支付宝'],
  ['order.shipped', 'eq', false, 'the order has not been sent', '订单尚未发货'],
  ['order.ageDays', 'gt', 1, 'the order’s age is more than 1 day', '下单至今超过 1 天'],
  ['customer.tier', 'eq', 'gold', 'the customer is Gold', '客户是金卡客户'],
  ['customer.tier', 'ne', 'vip', 'the customer is not VIP', '客户不是 VIP'],
  [
    'customer.refunds90',
    'gte',
    5,
    'in the last 90 days the customer made at least 5 requests',
    '客户 90 天内的申请不少于 5 次',
  ],
  [
    'customer.refunds90',
    'lt',
    2,
    'in the last 90 days the customer made fewer than 2 requests',
    '客户 90 天内的申请少于 2 次',
  ],
  ['customer.tags', 'exists', false, 'the customer has no tag', '客户没有任何标签'],
  ['line.categories', 'contains', 'shoes', 'the item is in the category “shoes”', '商品属于品类“shoes”'],
  ['line.tags', 'in', ['sale', 'outlet'], 'the item is tagged “sale” or “outlet”', '商品带有标签“sale”或“outlet”'],
  ['line.tags', 'not_in', ['sale'], 'the item is not tagged “sale”', '商品不带标签“sale”'],
  ['line.tags', 'starts_with', 'sa', 'the item has a tag that starts with “sa”', '商品有标签开头是“sa”'],
  ['line.kind', 'eq', 'gift_card', 'the item is a gift card', '这一项是礼品卡'],
  ['line.legalClass', 'contains', 'custom_made', 'the item is made to order', '商品属于定作商品'],
  ['line.discounted', 'ne', true, 'the item was not discounted', '商品没有优惠'],
  ['line.sku', 'starts_with', 'MUG-', 'the SKU starts with “MUG-”', 'SKU 开头是“MUG-”'],
  ['line.quantity', 'in', [2, 3], 'the shopper bought 2 units or 3 units', '购买数量是 2 件或 3 件'],
  ['line.quantity', 'not_in', [2], 'the shopper bought anything but 2 units', '购买数量不等于 2 件'],
  ['claim.reason', 'eq', 'doesnt_fit', "the reason is “It doesn't fit”", '原因是“尺码不合适”'],
  ['claim.fault', 'in', ['merchant', 'carrier'], 'the cause lies with us or the carrier', '责任方是我们或承运方'],
  ['claim.noReason', 'eq', true, 'the return needs no reason', '这次退货无需理由'],
  ['claim.condition', 'eq', 'used', 'the item is used', '商品状况是已使用'],
  ['claim.photos', 'gte', 1, 'the shopper attaches at least 1 photo', '所附照片不少于 1 张'],
  [
    'claim.detailLength',
    'between',
    [10, 40],
    'the description has between 10 characters and 40 characters',
    '说明的字数在 10 字至 40 字之间',
  ],
  ['payment.duplicate', 'eq', true, 'the payment repeats an earlier one', '这笔款项与先前一笔重复'],
  ['line.attributes.stage', 'eq', 'cut', '“Production stage” is “cut”', '“生产阶段”是“cut”'],
  ['line.attributes.engraved', 'eq', true, '“Engraved” is yes', '“已刻字”为“是”'],
  ['line.attributes.progress', 'lt', 0.5, '“Progress” is less than 0.5', '“进度”低于 0.5'],
  ['order.attributes.departure', 'gte', 48, '“Departure” is at least 2 days away', '“出发时间”距今不少于 2 天'],
  [
    'order.attributes.departure',
    'between',
    [1, 36],
    '“Departure” is between 1 hour and 36 hours away',
    '“出发时间”距今在 1 小时至 36 小时之间',
  ],
  ['order.attributes.departure', 'eq', 0, '“Departure” is not known', '“出发时间”未知'],
  ['order.attributes.departure', 'lt', 0, '“Departure” is past', '“出发时间”已经过了'],
  ['order.attributes.departure', 'lte', -72, '“Departure” was at least 3 days ago', '“出发时间”已经过去至少 3 天'],
  [
    'order.attributes.departure',
    'gt',
    -5,
    '“Departure” was less than 5 hours ago or is still to come',
    '“出发时间”已经过去不足 5 小时，或者还没有到',
  ],
  ['answer.side', 'eq', 'left', 'the answer to “Which side is torn?” is “Left”', '“哪一侧破损？”的回答是“左侧”'],
  ['answer.label', 'lt', 1, 'what is attached to “The label” is fewer than 1 photo', '“吊牌”所附照片少于 1 张'],
  [
    'line.categories',
    'in',
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    'the item is in the category “a”, “b”, “c”, “d”, “e” or 2 more',
    '商品属于品类“a”、“b”、“c”、“d”、“e”，另有 2 项',
  ],
]

test.each(leaves)('%s %s %j', (fact, op, value, en, zh) => {
  const condition = { fact, op, ...(value === undefined ? {} : { value }) } as Condition
  expect(sentenceText(conditionSentence(condition, '', wordsIn('en')))).toBe(en)
  expect(sentenceText(conditionSentence(condition, '', wordsIn('zh-CN')))).toBe(zh)
})

test('the countries of the European Economic Area are said as one', () => {
  const condition: Condition = { fact: 'order.country', op: 'not_in', value: ['CN', ...euCountries] }
  const read = (language: 'en' | 'zh-CN') => sentenceText(conditionSentence(condition, '', wordsIn(language)))
  expect(read('en')).toBe('the order does not go to the European Economic Area or China')
  expect(read('zh-CN')).toBe('收货地不是欧洲经济区或中国')
})

const sale: Condition = { fact: 'line.tags', op: 'contains', value: 'sale' }
const shoes: Condition = { fact: 'line.categories', op: 'contains', value: 'shoes' }
const outlet: Condition = { fact: 'order.store', op: 'eq', value: 'Outlet' }
const cheap: Condition = { fact: 'line.total', op: 'lte', value: { EUR: 900 } }

const groups: [name: string, condition: Condition, en: string, zh: string][] = [
  [
    'both',
    { all: [sale, outlet] },
    'the item is tagged “sale” and the store is Outlet',
    '商品带有标签“sale”且门店是 Outlet',
  ],
  [
    'three',
    { all: [sale, outlet, cheap] },
    'the item is tagged “sale”, the store is Outlet and the item costs at most €9.00',
    '商品带有标签“sale”、门店是 Outlet 且商品金额不超过 €9.00',
  ],
  [
    'either',
    { any: [sale, outlet] },
    'the item is tagged “sale” or the store is Outlet',
    '商品带有标签“sale”或门店是 Outlet',
  ],
  [
    'one of two, and',
    { all: [cheap, { any: [sale, outlet] }] },
    'the item costs at most €9.00, and either the item is tagged “sale” or the store is Outlet',
    '商品金额不超过 €9.00，并且满足其一：商品带有标签“sale”或门店是 Outlet',
  ],
  [
    'both, or',
    { any: [cheap, { all: [sale, outlet] }] },
    'the item costs at most €9.00, or (the item is tagged “sale” and the store is Outlet)',
    '商品金额不超过 €9.00，或者（商品带有标签“sale”且门店是 Outlet）',
  ],
  ['not', { not: sale }, 'the item is not tagged “sale”', '商品不带标签“sale”'],
  ['not not', { not: { not: sale } }, 'the item is tagged “sale”', '商品带有标签“sale”'],
  [
    'neither',
    { not: { any: [sale, shoes] } },
    'the item is not tagged “sale” and the item is not in the category “shoes”',
    '商品不带标签“sale”且商品不属于品类“shoes”',
  ],
  [
    'not both',
    { not: { all: [cheap, { not: sale }] } },
    'the item costs more than €9.00 or the item is tagged “sale”',
    '商品金额超过 €9.00 或商品带有标签“sale”',
  ],
  ['a list of one', { all: [{ any: [sale] }] }, 'the item is tagged “sale”', '商品带有标签“sale”'],
  ['nothing asked', { all: [] }, 'in every case', '任何情况下'],
  ['nothing allowed', { any: [] }, 'never', '没有任何情况'],
  ['the contrary of nothing asked', { not: { all: [] } }, 'never', '没有任何情况'],
]

test.each(groups)('%s', (_name, condition, en, zh) => {
  expect(sentenceText(conditionSentence(condition, '', wordsIn('en')))).toBe(en)
  expect(sentenceText(conditionSentence(condition, '', wordsIn('zh-CN')))).toBe(zh)
})

test('parts know where they stand, also inside a negation', () => {
  const parts = conditionSentence({ all: [outlet, { not: cheap }] }, '/rules/2/when', wordsIn('en'))
  expect(parts.filter(({ slot }) => slot).map(({ text, slot }) => [text, slot?.kind, slot?.pointer])).toEqual([
    ['the store', 'fact', '/rules/2/when/all/0/fact'],
    ['is', 'op', '/rules/2/when/all/0/op'],
    ['Outlet', 'value', '/rules/2/when/all/0/value'],
    [' and ', 'join', '/rules/2/when/all'],
    ['the item', 'fact', '/rules/2/when/all/1/not/fact'],
    ['costs more than', 'op', '/rules/2/when/all/1/not/op'],
    ['€9.00', 'value', '/rules/2/when/all/1/not/value'],
  ])
})

test.each(['en', 'zh-CN'] as const)('every fact has words for all its comparisons in %s', (language) => {
  for (const { name, type } of factsTable) {
    for (const op of operatorsOf[type]) {
      const one = type === 'money' ? euros(100) : type === 'number' ? 2 : type === 'boolean' ? true : 'x'
      const value = op === 'exists' ? undefined : op === 'between' || op.endsWith('in') ? [one, one] : one
      const condition = { fact: name, op, ...(value === undefined ? {} : { value }) } as Condition
      for (const asked of [condition, { not: condition }]) {
        const text = sentenceText(conditionSentence(asked, '', wordsIn(language)))
        expect(text).not.toMatch(/[a-z]+[._][a-zA-Z]+|undefined|\{\{| {2}/)
      }
    }
  }
})

test('what is unfinished is said to be', () => {
  const unfinished = { all: [{ fact: 'line.sku', op: 'eq' }, {}] } as unknown as Condition
  expect(sentenceText(conditionSentence(unfinished, '', wordsIn('en')))).toBe('the SKU is … and …')
})

test('amounts are said in one currency where that is asked for', () => {
  const condition: Condition = { fact: 'line.total', op: 'lt', value: euros(1000) }
  const context = { ...wordsIn('en'), currency: 'JPY' }
  expect(sentenceText(conditionSentence(condition, '', context))).toBe('the item costs less than JP¥1,600')
  expect(wordedPolicy.currencies).toContain('JPY')
})
