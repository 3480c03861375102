import fc from 'fast-check'
import { legalClasses, type Order } from '../order/order.ts'
import type { EvaluationInput } from './evaluate.ts'
import { declaredFacts, factsTable, operatorsOf } from './facts-table.ts'
import { orderWith, policyWith } from './policy.fixtures.ts'
import {
  type AttributeFact,
  type Condition,
  type Policy,
  type Rule,
  refundTriggers,
  resolutions,
  type Terms,
} from './policy.ts'

const currencies = ['EUR', 'JPY', 'KWD']
const attributes: AttributeFact[] = [
  { of: 'line', key: 'weight', type: 'number', labels: { en: 'Weight', 'zh-CN': '重量' } },
  { of: 'order', key: 'travelAt', type: 'time', labels: { en: 'Travel', 'zh-CN': '出行' } },
]
const word = fc.constantFrom(
  '',
  'vip',
  'sale',
  'electronics',
  'custom_made',
  'changed_mind',
  'defective',
  'GB',
  'DE',
  'EUR',
  'opened',
)
const small = fc.integer({ min: 0, max: 40 })
const amounts = fc.record({ EUR: fc.nat(9_000), JPY: fc.nat(9_000), KWD: fc.nat(9_000) })

/** Whole and not: an attribute may be any number. */
const weight = fc.constantFrom(0, 1, 2.5, 3, 3.25, 40)

const leaf: fc.Arbitrary<Condition> = fc
  .constantFrom(...factsTable, ...declaredFacts({ attributes }))
  .chain(({ name, type }) =>
    fc.constantFrom(...operatorsOf[type]).chain((op): fc.Arbitrary<Condition> => {
      const single: fc.Arbitrary<string | number | boolean | Record<string, number>> =
        type === 'money'
          ? amounts
          : type === 'number'
            ? fc.oneof(small, weight)
            : type === 'boolean'
              ? fc.boolean()
              : word
      if (op === 'exists') return fc.constant({ fact: name, op })
      const named =
        name === 'claim.reason' || name === 'claim.reasonGroup'
          ? fc.constantFrom('changed_mind', 'defective', 'never_arrived')
          : single
      if (op === 'between') return fc.tuple(named, named).map((value) => ({ fact: name, op, value }) as Condition)
      if (op === 'in' || op === 'not_in')
        return fc.array(named, { maxLength: 3 }).map((value) => ({ fact: name, op, value }) as Condition)
      return named.map((value) => ({ fact: name, op, value }))
    }),
  )

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('condition'), { maxLength: 4 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}))

const terms: fc.Arbitrary<Terms> = fc.record({
  eligible: fc.boolean(),
  because: fc.constantFrom<Terms['because']>('within_window', 'final_sale', { en: 'Ours.', 'zh-CN': '本店规定' }),
  window: fc.record({
    days: fc.oneof(small, fc.constant('none' as const)),
    from: fc.constantFrom('delivered', 'fulfilled', 'placed'),
  }),
  resolutions: fc.subarray([...resolutions], { minLength: 1 }),
  returnItem: fc.boolean(),
  returnShipping: fc.record({ paidBy: fc.constantFrom('merchant', 'shopper'), fee: amounts }),
  restockingFee: fc.oneof(
    fc.constant('none' as const),
    fc.nat(10_000).map((percent) => ({ percent })),
    amounts.map((amount) => ({ amount })),
  ),
  processingFee: fc.oneof(fc.constant('none' as const), amounts),
  outboundShipping: fc.constantFrom('never', 'whole_order', 'proportional'),
  promotion: fc.constantFrom('keep', 'resettle'),
  gifts: fc.constantFrom('return_or_pay', 'keep'),
  packaging: fc.constantFrom('own', 'free'),
  creditBonusPercent: fc.nat(10_000),
  keepItemPercent: fc.nat(10_000),
  evidence: fc.record({ photos: fc.nat(4), videos: fc.nat(4), documents: fc.nat(4), detailLength: fc.nat(500) }),
  decision: fc.constantFrom('approve', 'review', 'decline'),
  approvals: fc.integer({ min: 1, max: 3 }),
  lane: fc.constantFrom('standard', 'vip'),
  refundTrigger: fc.constantFrom(...refundTriggers),
  deadlines: fc.record({ decide: small, return: small, inspect: fc.nat(900), pay: fc.nat(900), whole: fc.nat(900) }),
})

const someTerms: fc.Arbitrary<Partial<Terms>> = fc
  .tuple(terms, fc.subarray(Object.keys(policyWith().terms) as (keyof Terms)[]))
  .map(([all, kept]) => Object.fromEntries(kept.map((term) => [term, all[term]])) as Partial<Terms>)

const rulesOf = (when: fc.Arbitrary<Condition>, set: fc.Arbitrary<Partial<Terms>>, size: fc.ArrayConstraints) =>
  fc
    .array(fc.record({ when, set }), size)
    .map((list): Rule[] => list.map((rule, index) => ({ ...rule, id: `r${index}`, name: `Rule number ${index}` })))

const classesOfCategories: fc.Arbitrary<Pick<Policy, 'legalClasses'>> = fc
  .uniqueArray(
    fc.record({
      category: fc.constantFrom('vip', 'sale', 'electronics', 'opened'),
      legalClass: fc.constantFrom(...legalClasses, 'none' as const),
    }),
    { maxLength: 3, selector: ({ category }) => category },
  )
  .map((entries) => (entries.length > 0 ? { legalClasses: entries } : {}))

const policiesOf = (rules: fc.Arbitrary<Rule[]>): fc.Arbitrary<Policy> =>
  fc
    .record({
      terms,
      rules,
      assumedTransitDays: fc.nat(10),
      timezone: fc.constantFrom('Europe/London', 'Asia/Shanghai', 'America/New_York'),
      classes: classesOfCategories,
    })
    .map(({ terms, rules, classes, ...parts }) =>
      policyWith(terms, rules, { ...parts, ...classes, currencies, attributes }),
    )

/** A dozen rules with any conditions. */
export const policies = policiesOf(rulesOf(condition, someTerms, { maxLength: 12 }))

/** Conditions of few comparisons, so that many hold; some have more alternatives than the engine unfolds. */
const shortCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 2, arbitrary: leaf.map((not) => ({ not })) },
  { weight: 3, arbitrary: fc.tuple(leaf, leaf).map((all) => ({ all })) },
  { weight: 2, arbitrary: fc.tuple(leaf, leaf).map((any) => ({ any })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(leaf, fc.array(leaf, { minLength: 9, maxLength: 12 }))
      .map(([first, any]) => ({ all: [first, { any }] })),
  },
)
const oneTerm: fc.Arbitrary<Partial<Terms>> = fc
  .tuple(terms, fc.constantFrom(...(Object.keys(policyWith().terms) as (keyof Terms)[])))
  .map(([all, term]) => ({ [term]: all[term] }))

/** Up to a hundred rules. */
export const longPolicies = policiesOf(rulesOf(shortCondition, oneTerm, { minLength: 13, maxLength: 100, size: 'max' }))

const time = fc
  .integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 5, 1) })
  .map((ms) => new Date(ms).toISOString())
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })

export const orders: fc.Arbitrary<Order> = fc
  .record({
    placedAt: time,
    currency: fc.constantFrom(...currencies, 'XAF'),
    customer: fc.record({
      country: fc.constantFrom('CN', 'DE', 'GB', 'US'),
      tier: maybe(word),
      tags: maybe(fc.array(word, { maxLength: 3 })),
    }),
    attributes: maybe(fc.record({ travelAt: time })),
    taxesIncluded: fc.boolean(),
    lines: fc.array(
      fc.record({
        deliveredAt: maybe(time),
        categories: fc.array(word, { maxLength: 2 }),
        tags: fc.array(word, { maxLength: 2 }),
        quantity: fc.integer({ min: 1, max: 100_000 }),
        unitPrice: fc.nat(9_000),
        discount: fc.nat(50),
        tax: fc.nat(50),
        legalClass: maybe(fc.subarray([...legalClasses], { maxLength: 1 })),
        legalConfirmed: maybe(fc.boolean()),
        attributes: maybe(fc.record({ weight })),
      }),
      { minLength: 1, maxLength: 20 },
    ),
    shipments: fc.array(fc.record({ shippedAt: time, deliveredAt: maybe(time), held: fc.nat(19) }), { maxLength: 3 }),
  })
  .map(({ shipments, ...parts }) =>
    orderWith({
      ...parts,
      fulfillments: shipments.map(({ held, ...shipment }, index) => ({
        id: `f${index}`,
        ...shipment,
        lines: [{ line: `l${held + 1}`, quantity: 1 }],
      })),
    }),
  )

/** Everything of a claim but its order. */
const asked = fc.record({
  line: fc.nat(19),
  reason: fc.constantFrom(...policyWith().reasons.map(({ code }) => code), 'nope', undefined),
  onPayment: fc.boolean(),
  claim: fc.record({ quantity: fc.integer({ min: 1, max: 5 }), photos: fc.nat(3), condition: word }),
  now: time.map(Date.parse),
  refunds90: fc.nat(10),
})

export const inputs: fc.Arbitrary<EvaluationInput> = fc
  .tuple(orders, asked)
  .map(([order, claim]) => inputOf(order, claim))

/** Many claims on each of few orders: what one claim left behind must not show in the next. */
export const conversations: fc.Arbitrary<EvaluationInput[]> = fc
  .array(fc.tuple(orders, fc.array(asked, { minLength: 1, maxLength: 8 })), { minLength: 1, maxLength: 4 })
  .map((list) => list.flatMap(([order, claims]) => claims.map((claim) => inputOf(order, claim))))

function inputOf(order: Order, claimed: typeof asked extends fc.Arbitrary<infer A> ? A : never): EvaluationInput {
  const { line, reason, onPayment, claim, now, refunds90 } = claimed
  return {
    order,
    ...(onPayment ? { paymentId: 'p1' } : { lineId: `l${(line % order.lines.length) + 1}` }),
    ...(reason === undefined ? {} : { reason }),
    claim,
    now,
    history: { refunds90 },
  }
}
