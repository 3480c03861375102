import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../errors.ts'
import { allocate } from '../money/allocate.ts'
import { anOrder } from '../order/order.fixtures.ts'
import { parseOrder } from '../order/order.schema.ts'
import type { Order, Promotion } from '../order/order.ts'
import { hold } from '../quote/quote.fixtures.ts'
import { quote } from '../quote/quote.ts'
import type { Holdings, MoneyTerms, QuoteItem } from '../quote/quote-types.ts'
import { type CompiledPolicy, compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { policyWith } from './policy.fixtures.ts'
import type { Condition, Evaluation, FactName, Policy, Resolution, Rule, Terms } from './policy.ts'

/*
 * What must stay true when something changes: a rule that cannot match is added, a term becomes kinder, the law is
 * counted, a return is split.
 */

const dayMs = 86_400_000
const delivered = Date.parse('2026-06-01T10:00:00Z')

const some: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { fact: 'line.tags', op: 'contains', value: 'sale' },
  { fact: 'claim.fault', op: 'eq', value: 'shopper' },
  { fact: 'claim.amount', op: 'gte', value: { EUR: 3_000 } },
  { not: { fact: 'customer.country', op: 'in', value: ['DE', 'CN'] } },
  { fact: 'claim.quantity', op: 'gt', value: 1 },
  { fact: 'line.daysSinceDelivery', op: 'lte', value: 10 },
  { all: [] },
)
const condition: fc.Arbitrary<Condition> = fc.oneof(
  some,
  fc.array(some, { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
  fc.array(some, { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
)

/** No whole number is between two neighbours, also where one of them is what is claimed. */
function between(fact: FactName, low: number): Condition[] {
  const [above, below] = [
    { fact, op: 'gt', value: low },
    { fact, op: 'lt', value: low + 1 },
  ] as const
  return [{ all: [above, below] }, { all: [below, { not: { any: [{ fact, op: 'lte', value: low }] } }] }]
}

const impossible: fc.Arbitrary<Condition> = fc.oneof(
  condition.map((one) => ({ all: [one, { not: one }] })),
  condition.map((one) => ({ not: { any: [one, { all: [] }] } })),
  fc.constantFrom<Condition>(
    { any: [] },
    { fact: 'line.tags', op: 'in', value: [] },
    {
      all: [
        { fact: 'claim.amount', op: 'gt', value: { EUR: 500 } },
        { fact: 'claim.amount', op: 'lt', value: { EUR: 501 } },
      ],
    },
    ...between('claim.quantity', 1),
    ...between('claim.quantity', 2),
    ...between('line.daysSinceDelivery', 10),
    {
      all: [
        { fact: 'claim.reason', op: 'eq', value: 'defective' },
        { fact: 'claim.noReason', op: 'eq', value: true },
      ],
    },
  ),
)

const fee = fc.nat(900).map((EUR) => ({ EUR }))
const terms: fc.Arbitrary<Terms> = fc
  .record<Partial<Terms>>({
    eligible: fc.boolean(),
    window: fc.record({
      days: fc.constantFrom<Terms['window']['days'][]>(3, 14, 30, 'none'),
      from: fc.constantFrom('delivered', 'placed'),
    }),
    resolutions: fc.subarray<Resolution>(['refund', 'store_credit', 'keep_item'], { minLength: 1 }),
    returnItem: fc.boolean(),
    returnShipping: fc.record({ paidBy: fc.constantFrom('merchant', 'shopper'), fee }),
    restockingFee: fc.oneof(
      fc.constant('none' as const),
      fc.nat(10_000).map((percent) => ({ percent })),
      fee.map((amount) => ({ amount })),
    ),
    processingFee: fc.oneof(fc.constant('none' as const), fee),
    outboundShipping: fc.constantFrom('never', 'whole_order', 'proportional'),
    promotion: fc.constantFrom('keep', 'resettle'),
    gifts: fc.constantFrom('return_or_pay', 'keep'),
    creditBonusPercent: fc.nat(2_000),
    keepItemPercent: fc.nat(10_000),
    decision: fc.constantFrom('approve', 'review', 'decline'),
  })
  .map((parts) => ({ ...policyWith().terms, ...parts, deadlines: policyWith().terms.deadlines }))

const rules: fc.Arbitrary<Rule[]> = fc
  .array(
    fc.record({ when: condition, all: terms, kept: fc.subarray(Object.keys(policyWith().terms) as (keyof Terms)[]) }),
    {
      maxLength: 6,
    },
  )
  .map((list) =>
    list.map(({ when, all, kept }, index) => ({
      id: `r${index}`,
      name: `Rule ${index}`,
      when,
      set: Object.fromEntries(kept.map((term) => [term, all[term]])),
    })),
  )
const policies: fc.Arbitrary<Policy> = fc
  .record({ terms, rules })
  .map(({ terms, rules }) => policyWith(terms, rules, { currencies: ['EUR'] }))

const lineIds = ['a', 'b', 'c']

/** Up to three lines, one of them perhaps a gift; delivered together or apart; delivery that cost what it costs at least. */
const orders: fc.Arbitrary<Order> = fc
  .record({
    country: fc.constantFrom('DE', 'GB', 'CN', 'AU', 'US'),
    taxesIncluded: fc.boolean(),
    lines: fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 5 }),
        unitPrice: fc.integer({ min: 100, max: 9_000 }),
        /** Less than what the deepest discount leaves of the cheapest unit. */
        tax: fc.nat(50),
        sale: fc.boolean(),
        late: fc.nat(5),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    shipping: fc.array(fc.nat(1_500), { maxLength: 2 }),
    split: fc.nat(100),
    promotion: fc.option(
      fc.record({
        tiers: fc.array(fc.record({ minimumAmount: fc.nat(30_000), minimumQuantity: fc.nat(6), percent: fc.nat(40) }), {
          minLength: 1,
          maxLength: 2,
        }),
        gift: fc.option(fc.nat(2_000), { nil: undefined }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ country, taxesIncluded, lines, shipping, split, promotion }) => {
    const stated = promotion && promotionOf(promotion, lines)
    const parts = {
      customer: { country },
      taxesIncluded,
      placedAt: '2026-05-28T10:00:00Z',
      lines: lines.map(({ sale, late, ...line }, index) => ({
        ...line,
        id: lineIds[index] ?? '',
        discount: stated?.discounts.find((one) => one.line === lineIds[index])?.amount ?? 0,
        tags: sale ? ['sale'] : [],
        deliveredAt: new Date(delivered + late * dayMs).toISOString(),
      })),
      shipping: shipping.map((amount, index) => ({ id: `s${index}`, amount })),
      ...(stated ? { promotions: [stated] } : {}),
    }
    const [whole] = anOrder(parts).payments
    const total = whole?.amount ?? 0
    const first = Math.floor((total * split) / 100)
    return anOrder({
      ...parts,
      payments: [
        { id: 'p1', amount: first },
        { id: 'p2', amount: total - first },
      ],
    })
  })

interface DrawnPromotion {
  tiers: { minimumAmount: number; minimumQuantity: number; percent: number }[]
  gift?: number
}

/** What was given is what its best tier gives, shared by price. With a gift the last line is it, and does not count. */
function promotionOf(
  { tiers, gift }: DrawnPromotion,
  sold: readonly { quantity: number; unitPrice: number }[],
): Promotion {
  const hasGift = gift !== undefined && sold.length > 1
  const counting = hasGift ? sold.slice(0, -1) : sold
  const prices = counting.map(({ quantity, unitPrice }) => quantity * unitPrice)
  const price = prices.reduce((sum, one) => sum + one, 0)
  const units = counting.reduce((sum, { quantity }) => sum + quantity, 0)
  const priced = tiers.map(({ percent, ...tier }) => ({ ...tier, discount: Math.floor((price * percent) / 100) }))
  const reached = priced.filter(
    ({ minimumAmount, minimumQuantity }) => price >= minimumAmount && units >= minimumQuantity,
  )
  const given = Math.max(0, ...reached.map(({ discount }) => discount))
  const lines = lineIds.slice(0, counting.length)
  return {
    id: 'promo',
    title: 'Promotion',
    lines,
    tiers: priced,
    discounts: allocate(given, prices).map((amount, index) => ({ line: lines[index] ?? '', amount })),
    ...(hasGift ? { gifts: [{ line: lineIds[sold.length - 1] ?? '', price: gift }] } : {}),
  }
}

interface Asked {
  order: Order
  line: string
  quantity: number
  reason: string
  atMs: number
}

const claims: fc.Arbitrary<Asked> = fc
  .record({
    order: orders,
    line: fc.nat(2),
    units: fc.nat(4),
    reason: fc.constantFrom('not_needed', 'defective', 'damaged_in_transit', 'never_arrived'),
    day: fc.nat(40),
  })
  .map(({ order, line, units, reason, day }) => {
    const chosen = order.lines[line % order.lines.length]
    return {
      order,
      line: chosen?.id ?? '',
      quantity: (units % (chosen?.quantity ?? 1)) + 1,
      reason,
      atMs: delivered + day * dayMs,
    }
  })

/** Mostly what a statute is about: no reason, and soon. */
const lawful: fc.Arbitrary<Asked> = fc.tuple(claims, fc.nat(3), fc.nat(13)).map(([claim, pick, day]) => {
  return pick === 0 ? claim : { ...claim, reason: 'not_needed', atMs: delivered + day * dayMs }
})

function judged(compiled: CompiledPolicy, { order, line, quantity, reason, atMs }: Asked): Evaluation {
  return evaluate(compiled, { order, lineId: line, reason, claim: { quantity }, now: atMs })
}

/** What one claim pays: the total, credit and bonus included; nothing when it is not eligible or declined. */
function paid(evaluation: Evaluation, { order, line, quantity }: Asked, resolution: Resolution): number {
  const { terms, eligible, statutory } = evaluation
  if (!eligible || (terms.decision === 'decline' && !statutory?.noReason)) return 0
  const result = quote({
    order,
    holdings: {},
    items: [{ line, quantity, resolution }],
    termsOf: () => ({ ...terms, outboundCappedAtStandard: statutory?.outboundCappedAtStandard === true }),
    shipping: 'policy',
  })
  return isRefusal(result) ? 0 : result.total
}

test('the orders are what the schema takes', () => {
  fc.assert(
    fc.property(orders, (order) => {
      expect(parseOrder(order)).toMatchObject({ order: { number: order.number } })
    }),
    { numRuns: 40 },
  )
})

test('a rule that cannot match changes nothing, wherever it is added and whatever it sets', () => {
  fc.assert(
    fc.property(
      policies,
      impossible,
      terms,
      fc.nat(6),
      fc.array(claims, { minLength: 4, maxLength: 4 }),
      (policy, when, set, at, asked) => {
        const place = Math.min(at, policy.rules.length)
        const dead: Rule = { id: 'dead', name: 'Never', when, set }
        const [before, after] = [compile(policy), compile({ ...policy, rules: policy.rules.toSpliced(place, 0, dead) })]
        for (const claim of asked) {
          const [one, other] = [judged(before, claim), judged(after, claim)]
          const { trace, ...plain } = one
          expect(other).toMatchObject(plain)
          expect(other.trace().terms).toEqual(trace().terms)
          for (const resolution of one.terms.resolutions) {
            expect(paid(other, claim, resolution)).toBe(paid(one, claim, resolution))
          }
        }
      },
    ),
  )
})

/** One step towards the shopper, term by term; what the order of kindness does not rank stays. */
const kinder: { readonly [T in keyof Terms]?: (term: Terms[T], by: number) => Terms[T] } = {
  eligible: () => true,
  window: ({ days, from }, by) => ({ days: days === 'none' || by > 50 ? 'none' : days + by, from }),
  resolutions: (offered, by) => [
    ...new Set([...offered, ...(['refund', 'store_credit', 'keep_item'] as const).slice(by % 3)]),
  ],
  returnItem: () => false,
  returnShipping: ({ paidBy, fee }, by) => ({ paidBy: by > 50 ? 'merchant' : paidBy, fee: less(fee, by) }),
  restockingFee: (charged, by) => {
    if (charged === 'none' || by > 90) return 'none'
    return 'percent' in charged
      ? { percent: Math.floor((charged.percent * by) / 100) }
      : { amount: less(charged.amount, by) }
  },
  processingFee: (charged, by) => (charged === 'none' || by > 90 ? 'none' : less(charged, by)),
  // Above "never" the merchant's choice stands, also under a statute that asks for a share instead of nothing.
  outboundShipping: () => 'proportional',
  gifts: () => 'keep',
  creditBonusPercent: (percent, by) => Math.min(10_000, percent + by),
  keepItemPercent: (percent, by) => Math.min(10_000, percent + by * 10),
  decision: (decision) => (decision === 'decline' ? 'review' : 'approve'),
}

function less(amounts: Record<string, number>, by: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(amounts).map(([currency, amount]) => [currency, Math.floor((amount * by) / 100)]),
  )
}

/** In one place, or wherever it is set. */
function withKinder(policy: Policy, term: keyof Terms, by: number, at: number): Policy {
  const better = (set: Partial<Terms>) => {
    const change = kinder[term] as ((value: unknown, by: number) => unknown) | undefined
    return change && set[term] !== undefined ? { ...set, [term]: change(set[term], by) } : set
  }
  const places = policy.rules.length + 1
  const index = at % (places + 1)
  const isAt = (own: number) => index === own || index === places
  return {
    ...policy,
    terms: isAt(places - 1) ? { ...policy.terms, ...better(policy.terms) } : policy.terms,
    rules: policy.rules.map((rule, own) => (isAt(own) ? { ...rule, set: better(rule.set) } : rule)),
  }
}

test('a kinder term never lowers a refund, by rule or by default, with the law and without', () => {
  const better = new Set<keyof Terms>()
  fc.assert(
    fc.property(
      policies,
      fc.nat(100),
      fc.nat(7),
      fc.array(claims, { minLength: 4, maxLength: 4 }),
      fc.constantFrom('on', 'off'),
      (policy, by, at, asked, statutes) => {
        const before = compile(policy, { statutes })
        const was = asked.map((claim) => paidEachWay(before, claim))
        for (const term of Object.keys(kinder) as (keyof Terms)[]) {
          const after = compile(withKinder(policy, term, by, at), { statutes })
          asked.forEach((claim, index) => {
            const { eligible, ways } = was[index] as PaidEachWay
            const is = judged(after, claim)
            expect(Number(is.eligible)).toBeGreaterThanOrEqual(Number(eligible))
            for (const [resolution, amount] of ways) {
              const now = paid(is, claim, resolution)
              expect(now, term).toBeGreaterThanOrEqual(amount)
              if (now > amount) better.add(term)
            }
          })
        }
      },
    ),
    { numRuns: 200 },
  )
  // Each of them decides what somebody gets; what is offered is chosen from, and alone pays nothing more.
  expect([...better].sort()).toEqual(
    Object.keys(kinder)
      .filter((term) => term !== 'resolutions')
      .sort(),
  )
})

interface PaidEachWay {
  eligible: boolean
  ways: [Resolution, number][]
}

function paidEachWay(compiled: CompiledPolicy, claim: Asked): PaidEachWay {
  const evaluation = judged(compiled, claim)
  const { eligible, terms } = evaluation
  return { eligible, ways: terms.resolutions.map((resolution) => [resolution, paid(evaluation, claim, resolution)]) }
}

test('with the law a claim is never worse off than without: in being good, in time, in money', () => {
  let better = 0
  let alike = 0
  fc.assert(
    fc.property(policies, fc.array(lawful, { minLength: 4, maxLength: 4 }), (policy, asked) => {
      const [on, off] = [compile(policy), compile(policy, { statutes: 'off' })]
      for (const claim of asked) {
        const [lawful, own] = [judged(on, claim), judged(off, claim)]
        expect(Number(lawful.eligible)).toBeGreaterThanOrEqual(Number(own.eligible))
        // what the policy itself refuses has no window that could be longer
        if (own.terms.eligible) {
          expect(lawful.windowEndsAt ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
            own.windowEndsAt ?? Number.POSITIVE_INFINITY,
          )
        }
        for (const resolution of own.terms.resolutions) {
          const [was, is] = [paid(own, claim, resolution), paid(lawful, claim, resolution)]
          expect(is).toBeGreaterThanOrEqual(was)
          if (is > was) better += 1
          else if (lawful.statutory && was > 0) alike += 1
        }
      }
    }),
    { numRuns: 300 },
  )
  expect(better).toBeGreaterThan(100)
  // where the merchant is as kind already, the law takes nothing
  expect(alike).toBeGreaterThan(10)
})

/**
 * The same units, all at once or in parts; each part on what the parts before it left. What a quote says is missing, for
 * it cannot take more than it pays, is still owed by the next: it does not count as paid.
 */
function returned(order: Order, parts: readonly QuoteItem[][], termsOf: (line: string) => MoneyTerms): number {
  let holdings: Holdings = {}
  let sum = 0
  const missing = new Map<string, number>()
  for (const items of parts) {
    const result = quote({
      order,
      holdings,
      items,
      termsOf: ({ line = '' }) => ({ ...termsOf(line), eligible: true }),
      shipping: 'policy',
    })
    if (isRefusal(result)) {
      // what a promotion added for one part the order no longer holds for the next
      if (parts.length > 1 && /^(exceeds_order|already_refunded)$/.test(result.refused)) continue
      throw new Error(`refused: ${JSON.stringify(result)}`)
    }
    sum += result.total
    holdings = hold(holdings, result)
    for (const { part, ...settled } of result.promotions ?? []) missing.set(part, settled.missing ?? 0)
  }
  return [...missing.values()].reduce((rest, owed) => rest - owed, sum)
}

const offered: Resolution[] = ['refund', 'store_credit', 'other_account', 'keep_item']

/** Fees are said apart by each quote. */
const free: Partial<Terms> = {
  restockingFee: 'none',
  processingFee: 'none',
  returnShipping: { paidBy: 'merchant', fee: {} },
  resolutions: offered,
}

test('splitting a return never pays more than returning at once, promotions settled anew among it', () => {
  let settled = 0
  fc.assert(
    fc.property(
      orders,
      fc.array(fc.tuple(terms, fc.boolean()), { minLength: 3, maxLength: 3 }),
      fc.array(fc.constantFrom<Resolution>(...offered), { minLength: 3, maxLength: 3 }),
      fc.array(fc.record({ line: fc.nat(2), units: fc.integer({ min: 1, max: 3 }) }), { minLength: 2, maxLength: 6 }),
      fc.array(fc.nat(1_500), { minLength: 2, maxLength: 2 }),
      (drawn, termsByLine, resolutions, cuts, standards) => {
        const shipping = drawn.shipping.map((line, index) => ({ ...line, standardAmount: standards[index] }))
        const order = { ...drawn, shipping }
        const left = order.lines.map(({ quantity }) => quantity)
        const parts = cuts.flatMap(({ line, units }) => {
          const at = line % order.lines.length
          const quantity = Math.min(units, left[at] ?? 0)
          left[at] = (left[at] ?? 0) - quantity
          return quantity > 0 ? [[{ line: lineIds[at] ?? '', quantity, resolution: resolutions[at] }]] : []
        })
        fc.pre(parts.length > 1)
        const together = order.lines.flatMap(({ id, quantity }, at) => {
          const back = quantity - (left[at] ?? 0)
          return back > 0 ? [{ line: id, quantity: back, resolution: resolutions[at] }] : []
        })
        const [[{ promotion, gifts }]] = termsByLine as [[Terms, boolean]]
        const termsOf = (line: string): MoneyTerms => {
          const [own, outboundCappedAtStandard] = termsByLine[lineIds.indexOf(line)] as [Terms, boolean]
          return { ...own, ...free, promotion, gifts, outboundCappedAtStandard }
        }
        if (order.promotions && promotion === 'resettle') settled += 1
        const [apart, atOnce] = [returned(order, parts, termsOf), returned(order, [together], termsOf)]
        expect(apart).toBeLessThanOrEqual(atOnce)
      },
    ),
    { numRuns: 2000 },
  )
  expect(settled).toBeGreaterThan(25)
})
