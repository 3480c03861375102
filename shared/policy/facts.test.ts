import { describe, expect, test } from 'vitest'
import { zonedClock } from '../time/zoned.ts'
import { compile } from './compile.ts'
import { defaultReasons } from './default-reasons.ts'
import { evaluate } from './evaluate.ts'
import { type FactScope, factReader, factsOf } from './facts.ts'
import { declaredFacts, factRow, factsTable } from './facts-table.ts'
import { OrderView } from './order-view.ts'
import { orderWith, policyWith } from './policy.fixtures.ts'
import type { AttributeFact, FactName, Facts, PolicyQuestion, Reason } from './policy.ts'

const now = Date.parse('2026-06-08T10:00:00Z')
const order = orderWith({
  channel: 'web',
  store: 'Berlin',
  customer: { country: 'GB', tier: 'vip', tags: ['wholesale'] },
  shippingAddress: { country: 'DE', region: 'BE' },
  lines: [
    {
      sku: 'MUG-01',
      categories: ['kitchen'],
      tags: ['final-sale'],
      kind: 'product',
      quantity: 2,
      unitPrice: 2_500,
      discount: 400,
      legalClass: ['custom_made'],
      legalConfirmed: true,
      productId: 'P-1042',
      variant: 'Blue / M',
      fulfilledQuantity: 2,
      attributes: { engraving: 'Ann', weight: 3, fragile: true, travelAt: '2026-06-10T12:30:00Z', odd: { a: 1 } },
    },
  ],
  shipping: [{ id: 's1', title: 'Post', amount: 490, discount: 0, tax: 0 }],
  payments: [
    { id: 'p1', method: 'card', provider: 'x', reference: 'a', amount: 5_090, capturedAt: '2026-05-28T10:00:00Z' },
    { id: 'p2', method: 'card', provider: 'x', reference: 'b', amount: 5_090, capturedAt: '2026-05-28T10:01:00Z' },
  ],
  fulfillments: [{ id: 'f1', shippedAt: '2026-05-29T10:00:00Z', lines: [{ line: 'l1', quantity: 2 }] }],
  promotions: [
    { id: 'g', title: 'A mug with it', lines: ['l9'], tiers: [], discounts: [], gifts: [{ line: 'l1', price: 500 }] },
  ],
  attributes: { priority: 'high' },
})
const reasonOf = (code: string) => defaultReasons.find((reason) => reason.code === code) as Reason
const claim = {
  reason: reasonOf('doesnt_fit'),
  quantity: 1,
  photos: 2,
  videos: 1,
  documents: 3,
  detailLength: 40,
  condition: 'opened',
}
const factsFor = (subject: Parameters<typeof factsOf>[1], reason = claim.reason) =>
  factsOf(order, subject, { ...claim, reason }, now, 'Europe/Berlin', { refunds90: 4 })

const ofLine: Omit<Facts, 'payment.method' | 'payment.duplicate'> = {
  'order.total': 5_090,
  'order.country': 'DE',
  'order.channel': 'web',
  'order.currency': 'EUR',
  'order.ageDays': 11,
  'order.store': 'Berlin',
  'order.region': 'BE',
  'order.paymentMethods': ['card', 'card'],
  'order.shipped': true,
  'customer.tier': 'vip',
  'customer.tags': ['wholesale'],
  'customer.country': 'GB',
  'customer.refunds90': 4,
  'line.sku': 'MUG-01',
  'line.categories': ['kitchen'],
  'line.tags': ['final-sale'],
  'line.kind': 'product',
  'line.unitPrice': 2_500,
  'line.total': 4_600,
  'line.quantity': 2,
  'line.discounted': true,
  'line.legalClass': ['custom_made'],
  'line.legalConfirmed': true,
  'line.daysSinceDelivery': 7,
  'line.delivered': true,
  'line.productId': 'P-1042',
  'line.variant': 'Blue / M',
  'line.fulfilled': true,
  'line.gift': true,
  'claim.reason': 'doesnt_fit',
  'claim.reasonGroup': 'changed_mind',
  'claim.fault': 'shopper',
  'claim.noReason': true,
  'claim.quantity': 1,
  'claim.amount': 2_300,
  'claim.photos': 2,
  'claim.videos': 1,
  'claim.documents': 3,
  'claim.detailLength': 40,
  'claim.condition': 'opened',
}

describe('every fact of the table is read', () => {
  const line = factsFor(order.lines[0])
  test.each(Object.entries(ofLine))('%s', (name, value) => {
    expect(line[name as keyof Facts]).toEqual(value)
    expect(factsTable.map((row) => row.name)).toContain(name)
  })

  test('of a payment: its method, and whether it repeats another', () => {
    const [first, second] = order.payments
    expect(factsFor(first, reasonOf('charged_twice'))).toMatchObject({
      'payment.method': 'card',
      'payment.duplicate': false,
      'claim.amount': 5_090,
    })
    expect(factsFor(second, reasonOf('charged_twice'))['payment.duplicate']).toBe(true)
  })

  test('the table names each once, and none is missing', () => {
    const names = factsTable.map(({ name }) => name)
    expect([...names].sort()).toEqual([...Object.keys(ofLine), 'payment.duplicate', 'payment.method'].sort())
  })

  test('without a line or payment, what is about one is empty, 0 or false', () => {
    const empty = factsFor(undefined)
    for (const { name } of factsTable.filter(
      (row) => row.name.startsWith('line.') || row.name.startsWith('payment.'),
    )) {
      expect([name, [0, '', false, []]]).toEqual([name, expect.arrayContaining([empty[name as keyof Facts]])])
    }
  })

  test('each is of the type that the table says', () => {
    for (const { name, type } of factsTable) {
      const value = { ...line, ...factsFor(order.payments[0], reasonOf('charged_twice')) }[name as keyof Facts]
      const is = Array.isArray(value) ? 'list' : typeof value
      expect([name, is]).toEqual([name, type === 'money' ? 'number' : type])
    }
  })
})

describe('facts that a policy declares', () => {
  const labels = { en: 'x' }
  const attributes: AttributeFact[] = [
    { of: 'line', key: 'engraving', type: 'text', labels },
    { of: 'line', key: 'weight', type: 'number', labels },
    { of: 'line', key: 'fragile', type: 'boolean', labels },
    { of: 'line', key: 'travelAt', type: 'time', labels },
    { of: 'line', key: 'odd', type: 'text', labels },
    { of: 'order', key: 'priority', type: 'text', labels },
  ]
  const question = (code: string, kind: PolicyQuestion['kind']): PolicyQuestion => ({
    code,
    kind,
    labels,
    required: false,
    ...(kind === 'choice'
      ? {
          options: [
            { value: 'left', labels },
            { value: 'right', labels },
          ],
        }
      : {}),
  })
  const questions = [question('side', 'choice'), question('hours', 'number'), question('photo', 'photo')]
  const policy = { attributes, questions }
  const scope: FactScope = {
    view: new OrderView(order, zonedClock('UTC'), 0),
    currency: 'EUR',
    line: order.lines[0],
    index: 0,
    payment: undefined,
    reason: claim.reason,
    claim: { answers: { side: 'left', hours: 3, photo: ['a', 'b'] } },
    history: { refunds90: 0 },
    nowMs: now,
    today: 0,
  }
  test.each<[FactName, unknown]>([
    ['line.attributes.engraving', 'Ann'],
    ['line.attributes.weight', 3],
    ['line.attributes.fragile', true],
    ['line.attributes.travelAt', 50],
    ['line.attributes.odd', ''],
    ['order.attributes.priority', 'high'],
    ['answer.side', 'left'],
    ['answer.hours', 3],
    ['answer.photo', 2],
  ])('%s is %j', (name, value) => {
    expect(factReader(name, policy)(scope)).toBe(value)
    expect(declaredFacts(policy).map((row) => row.name)).toContain(name)
  })

  test.each(['answer.toString', 'answer.__proto__', 'line.attributes.constructor', 'order.attributes.__proto__'])(
    '%s is no fact, and what every object has is not read',
    (name) => {
      expect(factRow(name, policy)).toBeUndefined()
      expect(factReader(name as FactName, policy)(scope)).toBe('')
    },
  )

  test('a rule can read them, and the trace pins what was read', () => {
    const judged = evaluate(
      compile(
        policyWith(
          {},
          [{ id: 'left', name: 'l', when: { fact: 'answer.side', op: 'eq', value: 'left' }, set: { lane: 'x' } }],
          {
            questions,
          },
        ),
      ),
      { order, lineId: 'l1', reason: 'doesnt_fit', now, claim: { answers: { side: 'left' } } },
    )
    expect(judged.terms.lane).toBe('x')
    expect(judged.trace().facts['answer.side']).toBe('left')
  })
})
