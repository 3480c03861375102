import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../errors.ts'
import { externalRefunds } from '../order/external-refunds.ts'
import { anOrder } from '../order/order.fixtures.ts'
import { parseOrder } from '../order/order.schema.ts'
import type { Order } from '../order/order.ts'
import { lineTotals, orderTotal, shippingTotals } from '../order/order-totals.ts'
import type { Resolution } from '../policy/policy.ts'
import { type Ask, ask, inTurn } from './quote.fixtures.ts'
import type { Quote, QuoteItem } from './quote-types.ts'

const lineIds = ['a', 'b', 'c']

/** Taxes of at most a third of the price, in up to two parts. */
const line = fc
  .record({
    quantity: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 100_000 })),
    unitPrice: fc.oneof(fc.integer({ min: 3, max: 5000 }), fc.integer({ min: 3, max: 20_000_000_000 })),
    discount: fc.nat(30),
    taxes: fc.array(fc.nat(15), { maxLength: 2 }),
  })
  .map(({ quantity, unitPrice, discount, taxes }) => {
    const price = unitPrice * quantity
    return {
      quantity,
      unitPrice,
      discount: Math.floor((price / 100) * discount),
      taxes: taxes.map((percent, index) => ({ name: `t${index}`, amount: Math.floor((price / 200) * percent) })),
    }
  })

const order = fc
  .record({
    currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
    taxesIncluded: fc.boolean(),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    orderDiscount: fc.nat(20),
    shipping: fc.array(fc.record({ amount: fc.nat(2000), tax: fc.nat(100) }), { maxLength: 2 }),
    weights: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ currency, taxesIncluded, lines, orderDiscount, shipping, weights }) => {
    const open = lines.reduce((sum, { quantity, unitPrice, discount }) => sum + quantity * unitPrice - discount, 0)
    const parts = {
      currency,
      taxesIncluded,
      orderDiscount: Math.floor((open / 100) * orderDiscount),
      lines: lines.map((fields, index) => ({ id: lineIds[index] ?? '', ...fields })),
      shipping: shipping.map(({ amount, tax }, index) => ({ id: `s${index}`, amount: amount + 100, tax })),
    }
    const total = orderTotal(anOrder(parts))
    const all = weights.reduce((sum, weight) => sum + weight)
    const payments = weights.map((weight, index) => ({ id: `p${index}`, amount: Math.floor((total / all) * weight) }))
    const first = payments[0]
    if (first) first.amount += total - payments.reduce((sum, { amount }) => sum + amount, 0)
    return anOrder({ ...parts, payments })
  })

const withOutside = fc
  .tuple(
    order,
    fc.array(fc.record({ line: fc.nat(2), percent: fc.nat(40), stated: fc.boolean(), extra: fc.nat(200) }), {
      maxLength: 3,
    }),
  )
  .map(([base, outside]) => ({
    ...base,
    refunds: outside.map(({ line: index, percent, stated, extra }, number) => {
      const sold = base.lines[index % base.lines.length]
      const quantity = Math.floor(((sold?.quantity ?? 0) * percent) / 200)
      const lines = sold ? [{ line: sold.id, quantity, ...(stated && { amount: quantity * sold.unitPrice }) }] : []
      return {
        id: `r${number}`,
        at: '2026-03-05T10:00:00Z',
        lines,
        ...(stated && { amount: quantity * (sold?.unitPrice ?? 0) + extra }),
      }
    }),
  }))

const anItem = fc
  .record({
    line: fc.nat(2),
    share: fc.nat(100),
    kind: fc.constantFrom('units', 'rest', 'amount', 'both', 'payment'),
    resolution: fc.constantFrom<(Resolution | undefined)[]>(undefined, 'refund', 'store_credit', 'keep_item'),
    reason: fc.constantFrom('x', 'y'),
  })
  .map(({ line: index, share, kind, resolution, reason }) => (base: Order): QuoteItem => {
    const sold = lineTotals(base)[index % base.lines.length]
    if (kind === 'payment' || !sold) return { payment: base.payments[0]?.id ?? '', amount: 1 + share }
    const quantity = Math.ceil((sold.quantity * share) / 150) || 1
    const amount = Math.ceil((sold.total / 300) * share) || 1
    return {
      line: sold.id,
      reason,
      ...(resolution && { resolution }),
      ...((kind === 'units' || kind === 'both') && { quantity }),
      ...((kind === 'amount' || kind === 'both') && { amount }),
    }
  })

const anAsk = fc.record({
  items: fc.oneof(
    { weight: 1, arbitrary: fc.constant('all' as const) },
    { weight: 9, arbitrary: fc.array(anItem, { maxLength: 3 }) },
  ),
  shipping: fc.oneof(fc.constantFrom('none' as const, 'policy' as const, 'full' as const), fc.nat(1000)),
  goodwill: fc.oneof(fc.constant(0), fc.nat(300)),
  preferredPayment: fc.constantFrom(undefined, 'p0', 'p1'),
  terms: fc.record({
    outboundShipping: fc.constantFrom('never' as const, 'whole_order' as const, 'proportional' as const),
    restockingFee: fc.constantFrom('none' as const, { percent: 1250 }, { amount: { EUR: 700, JPY: 700 } }),
    processingFee: fc.constantFrom('none' as const, { EUR: 250, KWD: 250 }),
    creditBonusPercent: fc.nat(2000),
    keepItemPercent: fc.nat(10_000),
    outboundCappedAtStandard: fc.boolean(),
  }),
})

type Asked = typeof anAsk extends fc.Arbitrary<infer T> ? T : never

function asksFor(base: Order, asks: Asked[]): Ask[] {
  return asks.map((asked) => ({
    ...asked,
    items: asked.items === 'all' ? 'all' : asked.items.map((item) => item(base)),
    preferredPayment: base.payments.find(({ id }) => id === asked.preferredPayment)?.id,
  }))
}

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)

describe('any refunds of an order', () => {
  test('in any order and split sum to exactly each line, its net, and each of its taxes', () => {
    fc.assert(
      fc.property(
        order,
        fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 100 })), { maxLength: 12 }),
        (base, cuts) => {
          const left = base.lines.map(({ quantity }) => quantity)
          const steps = cuts.flatMap(([pick, percent]) => {
            const index = pick % base.lines.length
            const quantity = Math.floor(((left[index] ?? 0) * percent) / 100)
            left[index] = (left[index] ?? 0) - quantity
            return quantity ? [{ line: base.lines[index]?.id ?? '', quantity }] : []
          })
          const rest = base.lines.flatMap(({ id }, index) => (left[index] ? [{ line: id }] : [])).reverse()
          const run = inTurn(
            base,
            [...steps, ...rest].map((item) => ({ items: [item] })),
          )
          expect(run.refusals).toEqual([])
          const items = run.quotes.flatMap((result) => result.items)
          for (const sold of lineTotals(base)) {
            const mine = items.filter(({ line: id }) => id === sold.id)
            expect(total(mine.map(({ amount }) => amount))).toBe(sold.total)
            expect(total(mine.map(({ net }) => net))).toBe(sold.net)
            for (const [index, tax] of sold.taxes.entries()) {
              expect(total(mine.map(({ taxes }) => taxes[index]?.amount ?? 0))).toBe(tax.amount)
            }
            for (const { net, tax, amount } of mine) expect(Math.min(net, tax, amount)).toBeGreaterThanOrEqual(0)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('by free amounts and units, then the rest: still exactly the total and the tax', () => {
    fc.assert(
      fc.property(order, fc.array(fc.tuple(fc.nat(100), fc.boolean()), { maxLength: 6 }), (base, cuts) => {
        const sold = lineTotals(base)[0]
        if (!sold?.total) return
        const asks = cuts.map(([percent, isAmount]) => {
          const amount = Math.ceil((sold.total / 400) * percent)
          const quantity = Math.ceil((sold.quantity / 400) * percent)
          return { items: [{ line: sold.id, ...(isAmount ? { amount: amount || 1 } : { quantity: quantity || 1 }) }] }
        })
        const run = inTurn(base, [...asks, { items: [{ line: sold.id }] }])
        const items = run.quotes.flatMap((result) => result.items)
        expect(total(items.map(({ amount }) => amount))).toBe(sold.total)
        expect(total(items.map(({ tax }) => tax))).toBe(sold.tax)
        for (const { tax } of items) expect(tax).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 300 },
    )
  })

  test('never take more than was captured or sold: per payment, in total, per line, of shipping', () => {
    fc.assert(
      fc.property(withOutside, fc.array(anAsk, { minLength: 1, maxLength: 8 }), (base, asks) => {
        const run = inTurn(base, asksFor(base, asks))
        const outside = externalRefunds(base, lineTotals(base)).amounts
        const expectWithin = (key: string, cap: number, amounts: number[]): void => {
          expect(amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true)
          const spent = total(amounts)
          if (spent > 0) expect(spent + (outside.get(key) ?? 0)).toBeLessThanOrEqual(cap)
        }
        const paidTo = (id: string, { payments }: Quote): number =>
          total(payments.filter(({ payment }) => payment === id).map(({ amount }) => amount))

        for (const { id, amount } of base.payments) {
          expectWithin(
            `payment:${id}`,
            amount,
            run.quotes.map((result) => paidTo(id, result)),
          )
        }
        expectWithin(
          'total',
          total(base.payments.map(({ amount }) => amount)),
          run.quotes.map((result) => result.total - result.bonus),
        )
        const items = run.quotes.flatMap((result) => result.items.map((item, index) => ({ item, index, result })))
        for (const sold of lineTotals(base)) {
          const mine = items.filter(({ item }) => item.line === sold.id)
          const afterFees = mine.map(
            ({ item, index, result }) => item.amount - (result.fees.find((fee) => fee.item === index)?.amount ?? 0),
          )
          expectWithin(`line:${sold.id}`, sold.total, afterFees)
          expectWithin(
            `units:${sold.id}`,
            sold.quantity,
            mine.map(({ item }) => item.quantity),
          )
        }
        for (const sold of shippingTotals(base)) {
          const mine = run.quotes.flatMap(({ shipping }) => shipping.lines.filter(({ id }) => id === sold.id))
          expectWithin(
            `shipping:${sold.id}`,
            sold.total,
            mine.map(({ amount }) => amount),
          )
        }
      }),
      { numRuns: 400 },
    )
  })

  test('every accepted quote adds up', () => {
    fc.assert(
      fc.property(withOutside, fc.array(anAsk, { minLength: 1, maxLength: 5 }), (base, asks) => {
        for (const result of inTurn(base, asksFor(base, asks)).quotes) {
          const fees = total(result.fees.map(({ amount }) => amount))
          const items = total(result.items.map(({ amount }) => amount))
          expect(result.total).toBe(items + result.shipping.amount + result.goodwill - fees + result.bonus)
          expect(total(result.payments.map(({ amount }) => amount))).toBe(result.total)
          expect(result.total).toBeGreaterThanOrEqual(0)
          for (const { net, tax, taxes, amount, settled } of [...result.items, ...result.shipping.lines.map(asItem)]) {
            expect(net + tax).toBe(amount)
            expect(total(taxes.map((part) => part.amount))).toBe(tax)
            expect(Math.min(tax, amount)).toBeGreaterThanOrEqual(0)
            expect(settled).toBeGreaterThanOrEqual(amount)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the same input gives the same answer, and stays as it was', () => {
    fc.assert(
      fc.property(withOutside, anAsk, (base, asked) => {
        const [one] = asksFor(base, [asked])
        const frozen = deepFreeze(base)
        const before = JSON.stringify(frozen)
        expect(ask(frozen, one)).toEqual(ask(JSON.parse(before) as Order, one))
        expect(JSON.stringify(frozen)).toBe(before)
      }),
    )
  })

  test('the orders of these properties are orders', () => {
    fc.assert(
      fc.property(withOutside, (base) => {
        const parsed = parseOrder(JSON.parse(JSON.stringify(base)))
        const wrong = 'errors' in parsed ? parsed.errors.filter(({ code }) => code !== 'exceeds_price') : []
        expect(wrong).toEqual([])
      }),
    )
  })
})

describe('absurd input', () => {
  const absurd = fc.oneof(
    fc.integer({ max: -1 }),
    fc.double().filter((value) => !Number.isSafeInteger(value)),
    fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -0),
  )

  test.each([
    ['invalid_quantity', (value: number): Ask => ({ items: [{ line: 'a', quantity: value }] })],
    ['invalid_amount', (value: number): Ask => ({ items: [{ line: 'a', amount: value }] })],
    ['invalid_amount', (value: number): Ask => ({ items: [{ payment: 'p0', amount: value }] })],
    ['invalid_amount', (value: number): Ask => (value ? { shipping: value } : { shipping: -1 })],
    ['invalid_amount', (value: number): Ask => ({ goodwill: value || -1 })],
  ])('is %s', (code, asked) => {
    fc.assert(
      fc.property(order, absurd, (base, value) => {
        const result = ask(base, asked(value))
        expect(isRefusal(result) && result.refused).toBe(code)
      }),
    )
  })

  test('more than there is: exceeds_line with exactly what there is', () => {
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 1_000_000 }), (base, more) => {
        const sold = lineTotals(base)[0]
        if (!sold?.total) return
        expect(ask(base, { items: [{ line: 'a', quantity: sold.quantity + more }] })).toMatchObject({
          refused: 'exceeds_line',
          limit: sold.quantity,
        })
        expect(ask(base, { items: [{ line: 'a', amount: sold.total + more }] })).toMatchObject({
          refused: 'exceeds_line',
          limit: sold.total,
        })
      }),
    )
  })
})

function asItem(line: { net: number; tax: number; amount: number }) {
  return { ...line, taxes: [{ amount: line.tax }], settled: line.amount }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
