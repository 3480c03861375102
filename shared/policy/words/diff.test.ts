import { expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import type { Condition, Policy, Rule } from '../policy.ts'
import { diffPolicies } from './diff.ts'
import { movedIn } from './moves.ts'
import { euros, wordedPolicy, wordsIn } from './words.fixtures.ts'

const onSale: Condition = { fact: 'line.tags', op: 'contains', value: 'sale' }
const rules: Rule[] = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: `Rule ${id}`, when: onSale, set: { lane: id } }))
const live: Policy = { ...wordedPolicy, rules }

const changes = (draft: Policy, language: 'en' | 'zh-CN' = 'en', from: Policy = live) =>
  diffPolicies(from, draft, wordsIn(language, draft))

function withRule(id: string, parts: Partial<Rule>): Policy {
  return { ...live, rules: rules.map((rule) => (rule.id === id ? { ...rule, ...parts } : rule)) }
}

test('nothing changed, whatever the order of keys', () => {
  const terms = Object.fromEntries(Object.entries(live.terms).reverse()) as unknown as Policy['terms']
  expect(changes({ ...live, terms })).toEqual([])
})

test('a term reads as it did and as it does', () => {
  const terms: Policy['terms'] = { ...live.terms, creditBonusPercent: 800, window: { days: 14, from: 'delivered' } }
  expect(changes({ ...live, terms })).toEqual([
    {
      kind: 'changed',
      what: 'term',
      title: 'Time to return',
      pointer: '/terms/window',
      before: 'Shoppers may return anything within 30 days of delivery.',
      after: 'Shoppers may return anything within 14 days of delivery.',
    },
    {
      kind: 'changed',
      what: 'term',
      title: 'Bonus on store credit',
      pointer: '/terms/creditBonusPercent',
      before: 'They get back the original payment or store credit with 5 % more.',
      after: 'They get back the original payment or store credit with 8 % more.',
    },
  ])
  expect(changes({ ...live, terms }, 'zh-CN')[0]).toMatchObject({
    title: '退货期限',
    before: '自签收起 30 天内，顾客可以退回任何商品。',
    after: '自签收起 14 天内，顾客可以退回任何商品。',
  })
})

test('an amount that changed in a currency which is not named first is named', () => {
  const label = (jpy: number): Policy => {
    const fee = { ...euros(490), USD: 500, GBP: 400, KWD: 150, JPY: jpy }
    return { ...live, terms: { ...live.terms, returnShipping: { paidBy: 'shopper', fee } } }
  }
  expect(changes(label(900), 'en', label(800))).toMatchObject([
    { before: 'The shopper pays the label: JP¥800.', after: 'The shopper pays the label: JP¥900.' },
  ])
})

test('rules come and go', () => {
  const added: Rule = { id: 'new', name: { en: 'Outlet', 'zh-CN': '奥莱' }, when: onSale, set: { eligible: false } }
  expect(changes({ ...live, rules: [added, ...rules.slice(1)] })).toEqual([
    {
      kind: 'added',
      what: 'rule',
      title: 'Outlet',
      pointer: '/rules/0',
      after: 'If the item is tagged “sale”, then it cannot be returned.',
    },
    {
      kind: 'removed',
      what: 'rule',
      title: 'Rule a',
      pointer: '/rules/0',
      before: 'If the item is tagged “sale”, then it goes to the lane a.',
    },
  ])
})

test('a rule that moved says from where to where, and the others stay', () => {
  const [a, b, c, d] = rules as [Rule, Rule, Rule, Rule]
  expect(changes({ ...live, rules: [b, c, d, a] })).toEqual([
    { kind: 'moved', what: 'rule', title: 'Rule a', pointer: '/rules/3', before: 'place 1', after: 'place 4' },
  ])
  expect(changes({ ...live, rules: [a, c, d, b] }, 'zh-CN')).toMatchObject([{ before: '第 2 位', after: '第 4 位' }])
})

test.each([
  ['abcd', 'abcd', ''],
  ['abcd', 'dabc', 'd'],
  ['abcd', 'bcda', 'a'],
  ['abcde', 'aedbc', 'ed'],
  ['abc', 'xcyab', 'c'],
  ['', 'ab', ''],
])('from %s to %s the fewest are moved: %s', (before, after, moved) => {
  expect([...movedIn([...before], [...after])].sort()).toEqual([...moved].sort())
})

const within: [name: string, parts: Partial<Rule>, expected: object[]][] = [
  ['its name', { name: 'Sales' }, [{ pointer: '/rules/1/name', before: 'Rule b', after: 'Sales' }]],
  [
    'its name in another language',
    { name: { en: 'Rule b', 'zh-CN': '规则' } },
    [{ pointer: '/rules/1/name', before: 'Simplified Chinese: Rule b', after: 'Simplified Chinese: 规则' }],
  ],
  [
    'its condition',
    { when: { not: onSale } },
    [{ pointer: '/rules/1/when', before: 'The item is tagged “sale”.', after: 'The item is not tagged “sale”.' }],
  ],
  [
    'what it does',
    { set: { approvals: 2 } },
    [
      { pointer: '/rules/1/set', before: 'it goes to the lane b' },
      { pointer: '/rules/1/set/approvals', after: '2 people have to approve' },
    ],
  ],
  ['its note', { note: 'Asked by sales' }, [{ pointer: '/rules/1/note', after: 'Asked by sales' }]],
]

test.each(within)('a rule changed %s', (_name, parts, expected) => {
  const found = changes(withRule('b', parts))
  const title = typeof parts.name === 'string' ? parts.name : 'Rule b'
  expect(found).toEqual(expected.map((each) => ({ kind: 'changed', what: 'rule', title, ...each })))
})

test('reasons: one came, one went, one changed, one moved', () => {
  const [first, second, third, ...others] = live.reasons as [
    Policy['reasons'][0],
    Policy['reasons'][0],
    Policy['reasons'][0],
  ]
  const fresh: Policy['reasons'][number] = {
    code: 'late',
    labels: { en: 'It came too late', 'zh-CN': '送达太晚' },
    fault: 'carrier',
    subject: 'line',
    asks: ['details'],
  }
  const changed = { ...third, asks: ['photos' as const], help: { en: 'Wash it once.' } }
  const found = changes({ ...live, reasons: [first, changed, ...others, fresh] })
  expect(found).toEqual([
    {
      kind: 'changed',
      what: 'reason',
      title: 'I no longer need it',
      pointer: '/reasons/1',
      after: 'asks for: photos',
    },
    {
      kind: 'changed',
      what: 'reason',
      title: 'I no longer need it',
      pointer: '/reasons/1',
      after: 'what usually helps: Wash it once.',
    },
    {
      kind: 'added',
      what: 'reason',
      title: 'It came too late',
      pointer: `/reasons/${live.reasons.length - 1}`,
      after: 'the cause lies with: the carrier; is about: an item; asks for: a description',
    },
    {
      kind: 'removed',
      what: 'reason',
      title: second.labels['en'],
      pointer: '/reasons/1',
      before: 'kind: “I changed my mind”; the cause lies with: the shopper; is about: an item; needs no reason: yes',
    },
  ])
  expect(changes({ ...live, reasons: [second, first, third, ...others] })).toMatchObject([{ kind: 'moved' }])
})

test('a reason renamed is one change: the reasons and questions that name it are what they were', () => {
  const group = live.reasons[0]?.code ?? ''
  const [first] = live.questions ?? []
  if (!first) throw new Error('the fixture has questions')
  const asked: Policy = { ...live, questions: [{ ...first, reasons: [group] }] }
  const renamed: Policy = {
    ...asked,
    reasons: live.reasons.map((reason) =>
      reason.code === group ? { ...reason, labels: { ...reason.labels, en: 'Second thoughts' } } : reason,
    ),
  }
  expect(live.reasons.filter(({ parent }) => parent === group).length).toBeGreaterThan(0)
  expect(changes(renamed, 'en', asked)).toEqual([
    {
      kind: 'changed',
      what: 'reason',
      title: 'Second thoughts',
      pointer: '/reasons/0',
      before: 'name: I changed my mind',
      after: 'name: Second thoughts',
    },
  ])
  const child = live.reasons.find(({ parent }) => parent === group)?.code
  const elsewhere: Policy = {
    ...live,
    reasons: live.reasons.map((reason) => (reason.code === child ? { ...reason, parent: 'damaged' } : reason)),
  }
  expect(changes(elsewhere)).toMatchObject([
    { before: 'kind: “I changed my mind”', after: 'kind: “It is damaged or faulty”' },
  ])
})

test('questions, order data and pictures', () => {
  const [side, label] = live.questions ?? []
  const [stage, ...attributes] = live.attributes ?? []
  if (!side || !label || !stage) throw new Error('the fixture has them')
  const draft: Policy = {
    ...live,
    questions: [{ ...side, required: false, reasons: ['damaged'] }, label],
    attributes: [{ ...stage, type: 'number' }, ...attributes],
  }
  expect(changes(draft)).toEqual([
    {
      kind: 'changed',
      what: 'question',
      title: 'Which side is torn?',
      pointer: '/questions/0',
      before: 'required: yes',
      after: 'required: no',
    },
    {
      kind: 'changed',
      what: 'question',
      title: 'Which side is torn?',
      pointer: '/questions/0',
      after: 'asked for: “It is damaged or faulty”',
    },
    {
      kind: 'changed',
      what: 'setting',
      title: 'Order data “Production stage”',
      pointer: '/attributes/0',
      before: 'read as: a text',
      after: 'read as: a number',
    },
  ])
  const picture = (image: string): Policy => ({
    ...live,
    reasons: live.reasons.map((reason, index) =>
      index === 0 ? { ...reason, examples: [{ image, alt: 'A' }] } : reason,
    ),
  })
  const [only, ...more] = changes(picture('https://x.example/2.jpg'), 'en', picture('https://x.example/1.jpg'))
  expect([only, more]).toEqual([
    { kind: 'changed', what: 'reason', title: 'I changed my mind', pointer: '/reasons/0' },
    [],
  ])
})

const settings: [draft: Partial<Policy>, expected: object][] = [
  [{ title: 'Refunds' }, { title: 'Title', pointer: '/title', before: 'Returns and refunds', after: 'Refunds' }],
  [
    { timezone: 'Asia/Shanghai' },
    { title: 'Time zone', pointer: '/timezone', before: 'Europe/London', after: 'Asia/Shanghai' },
  ],
  [
    {
      calendar: {
        hours: [
          { weekday: 1, from: 0, to: 1440 },
          { weekday: 2, from: 0, to: 1440 },
          { weekday: 6, from: 600, to: 720 },
          { weekday: 6, from: 780, to: 1005 },
        ],
      },
    },
    {
      title: 'Opening hours',
      pointer: '/calendar/hours',
      before: 'Monday–Friday 09:00–18:00',
      after: 'Monday–Tuesday 00:00–24:00; Saturday 10:00–12:00, 13:00–16:45',
    },
  ],
  [
    { calendar: { ...live.calendar, holidays: 'CN' } },
    { title: 'Public holidays', pointer: '/calendar', before: 'none', after: 'public holidays of China' },
  ],
  [
    { calendar: { ...live.calendar, closed: ['2026-12-31'] } },
    { title: 'Extra closed days', pointer: '/calendar', before: 'none', after: '2026-12-31' },
  ],
  [
    { assumedTransitDays: 1 },
    { title: 'Assumed delivery time', pointer: '/assumedTransitDays', before: '5 days', after: '1 day' },
  ],
  [{ currencies: ['EUR'] }, { title: 'Currencies', pointer: '/currencies', before: 'EUR, CNY and JPY', after: 'EUR' }],
  [
    { laterVersions: 'kinder' },
    {
      title: 'Later versions',
      pointer: '/laterVersions',
      before: 'never apply to earlier orders',
      after: 'apply to earlier orders where they are kinder',
    },
  ],
  [
    { checklists: { inspect: ['Count the parts', 'Look for stains'] } },
    {
      title: 'Checklist for inspecting',
      pointer: '/checklists/inspect',
      before: 'none',
      after: 'Count the parts; Look for stains',
    },
  ],
]

test.each(settings)('%j', (draft, expected) => {
  expect(changes({ ...live, ...draft })).toEqual([{ kind: 'changed', what: 'setting', ...expected }])
})

test('a draft that is not finished is compared as far as it goes', () => {
  const unfinished = {
    ...live,
    rules: [...rules, { id: 'x', name: '', when: { fact: 'line.sku', op: 'eq' }, set: {} }],
    reasons: undefined,
    calendar: undefined,
  } as unknown as Policy
  expect(changes(unfinished).find(({ kind }) => kind === 'added')).toMatchObject({
    after: 'If the SKU is …, then nothing changes.',
  })
})

test('the whole starter policy against an empty one', () => {
  const empty: Policy = { ...defaultPolicy(), rules: [], reasons: [] }
  const found = changes(defaultPolicy(), 'en', empty)
  expect(found.filter(({ what }) => what === 'rule')).toHaveLength(defaultPolicy().rules.length)
  expect(found.every(({ kind, after }) => kind === 'added' && after)).toBe(true)
})

test('what goods of a category count as by law', () => {
  const fruit = { category: 'Fruit', legalClass: 'perishable' } as const
  const classed = (...legalClasses: Policy['legalClasses'] & object): Policy => ({ ...live, legalClasses })
  expect(changes(classed(fruit))).toEqual([
    {
      kind: 'added',
      what: 'setting',
      title: 'Goods in “Fruit”',
      pointer: '/legalClasses/0',
      after: 'count by law as: perishable',
    },
  ])
  expect(changes(live, 'en', classed(fruit))).toMatchObject([{ kind: 'removed', title: 'Goods in “Fruit”' }])
  expect(changes(classed({ ...fruit, legalClass: 'none' }), 'zh-CN', classed(fruit))).toMatchObject([
    { kind: 'changed', title: '“Fruit”类商品', before: '法律上视为：鲜活易腐商品', after: '法律上视为：普通商品' },
  ])
})
