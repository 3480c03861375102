import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../errors.ts'
import { anOrder } from '../order/order.fixtures.ts'
import { parseOrder } from '../order/order.schema.ts'
import type { Order, Promotion } from '../order/order.ts'
import { accepted, ask, hold, units } from './quote.fixtures.ts'
import type { Holdings, Quote } from './quote-types.ts'

const resettle = { promotion: 'resettle', gifts: 'return_or_pay' } as const

/** Spend 300, save 50: a shirt for 200 and trousers for 150, paid 300. The discount is stated by its share of the price. */
const threshold: Promotion = {
  id: 'save50',
  title: '满300减50',
  lines: ['shirt', 'trousers'],
  tiers: [{ minimumAmount: 30_000, discount: 5_000 }],
  discounts: [
    { line: 'shirt', amount: 2_857 },
    { line: 'trousers', amount: 2_143 },
  ],
}

function spend300(more: Partial<Order> = {}): Order {
  return anOrder({
    currency: 'CNY',
    taxesIncluded: true,
    lines: [
      { id: 'shirt', quantity: 1, unitPrice: 20_000, discount: 2_857 },
      { id: 'trousers', quantity: 1, unitPrice: 15_000, discount: 2_143 },
    ],
    payments: [{ id: 'p', amount: 30_000 }],
    promotions: [threshold],
    ...more,
  })
}

function after(order: Order, ...returns: [line: string, quantity?: number][]): { quotes: Quote[]; holdings: Holdings } {
  let holdings: Holdings = {}
  const quotes = returns.map(([line, quantity]) => {
    const paid = accepted(order, { items: [units(line, quantity)], holdings, terms: resettle })
    holdings = hold(holdings, paid)
    return paid
  })
  return { quotes, holdings }
}

describe('a threshold that a part return breaks (CN Measures art. 17)', () => {
  test('what stays is settled at its item price, and the rest follows when it comes back too', () => {
    const { quotes } = after(spend300(), ['trousers'], ['shirt'])
    // 300 paid, and the shirt alone costs 200
    expect(quotes.map(({ total }) => total)).toEqual([10_000, 20_000])
    expect(quotes.map(({ promotions }) => promotions)).toEqual([
      [{ promotion: 'save50', part: 'discount', amount: -2_857 }],
      [{ promotion: 'save50', part: 'discount', amount: 2_857 }],
    ])
  })

  test('returned at once nothing is settled', () => {
    const paid = accepted(spend300(), { terms: resettle })
    expect([paid.total, paid.promotions]).toEqual([30_000, undefined])
  })

  test('kept by the policy, each line is worth its share', () => {
    const paid = accepted(spend300(), { items: [units('trousers')] })
    expect([paid.total, paid.promotions]).toEqual([12_857, undefined])
  })

  test('the difference goes the other way where what stays still reaches the threshold', () => {
    const order = spend300({
      lines: anOrder({
        lines: [
          { id: 'shirt', quantity: 1, unitPrice: 30_000, discount: 3_333 },
          { id: 'trousers', quantity: 1, unitPrice: 15_000, discount: 1_667 },
        ],
      }).lines,
      payments: anOrder({ payments: [{ id: 'p', amount: 40_000 }] }).payments,
      promotions: [
        {
          ...threshold,
          discounts: [
            { line: 'shirt', amount: 3_333 },
            { line: 'trousers', amount: 1_667 },
          ],
        },
      ],
    })
    // the shirt alone would have cost 250
    const { quotes } = after(order, ['trousers'], ['shirt'])
    expect(quotes.map(({ total }) => total)).toEqual([15_000, 25_000])
  })

  test('a lower tier is still earned', () => {
    const order = spend300({
      promotions: [{ ...threshold, tiers: [...threshold.tiers, { minimumAmount: 20_000, discount: 1_000 }] }],
    })
    const { quotes } = after(order, ['trousers'])
    // the shirt alone costs 200 less 10
    expect(quotes[0]?.total).toBe(11_000)
  })

  test('more is never taken than the return pays; the rest is taken from the next', () => {
    const order = spend300({
      lines: anOrder({
        lines: [
          { id: 'shirt', quantity: 2, unitPrice: 14_500, discount: 4_833 },
          { id: 'trousers', quantity: 1, unitPrice: 1_000, discount: 167 },
        ],
      }).lines,
      payments: anOrder({ payments: [{ id: 'p', amount: 25_000 }] }).payments,
      promotions: [
        {
          ...threshold,
          discounts: [
            { line: 'shirt', amount: 4_833 },
            { line: 'trousers', amount: 167 },
          ],
        },
      ],
    })
    const { quotes } = after(order, ['trousers'], ['shirt', 1], ['shirt', 1])
    // the two shirts alone cost 290 and 250 was paid; then one shirt 145; then nothing
    expect(quotes.map(({ total }) => total)).toEqual([0, 10_500, 14_500])
    expect(quotes[0]?.promotions).toEqual([{ promotion: 'save50', part: 'discount', amount: -833, missing: 4_000 }])
  })

  test('what came back for a fault of the merchant does not break it, then or later', () => {
    const order = spend300()
    const faulty = accepted(order, { items: [units('trousers')] })
    expect(faulty.total).toBe(12_857)
    const later = accepted(order, { items: [units('shirt')], holdings: hold({}, faulty), terms: resettle })
    // the trousers still count: what stays earned its 50, of which 28.57 went with the shirt
    expect(later.total).toBe(17_143)
  })

  test('what was added for goods that stayed goes with them, also when they come back for a fault', () => {
    const lines = ['a', 'b', 'c'].map((id, index) => ({
      id,
      unitPrice: 30_000,
      discount: [1_666, 1_667, 1_667][index] ?? 0,
    }))
    const order = anOrder({
      lines,
      promotions: [
        {
          ...threshold,
          lines: ['a', 'b', 'c'],
          discounts: lines.map(({ id, discount }) => ({ line: id, amount: discount })),
        },
      ],
    })
    const first = accepted(order, { items: [units('a')], terms: resettle })
    const second = accepted(order, { items: [units('b')], holdings: hold({}, first) })
    const third = accepted(order, { items: [units('c')], holdings: hold(hold({}, first), second) })
    // 850 paid: two cost 550, then what the fault settled, then nothing is left
    expect([first, second, third].map(({ total }) => total)).toEqual([30_000, 28_333, 26_667])
  })

  test('an amount that staff set is final', () => {
    const paid = accepted(spend300(), { items: [{ line: 'trousers', quantity: 1, amount: 9_000 }], terms: resettle })
    expect([paid.total, paid.promotions]).toEqual([9_000, undefined])
  })

  test('where tax comes on top, its share goes with the discount', () => {
    const order = spend300({
      taxesIncluded: false,
      lines: anOrder({
        lines: [
          { id: 'shirt', quantity: 1, unitPrice: 20_000, discount: 2_857, tax: 1_714 },
          { id: 'trousers', quantity: 1, unitPrice: 15_000, discount: 2_143, tax: 1_286 },
        ],
      }).lines,
      payments: anOrder({ payments: [{ id: 'p', amount: 33_000 }] }).payments,
    })
    const { quotes } = after(order, ['trousers'], ['shirt'])
    expect(quotes.map(({ total }) => total)).toEqual([14_143 - 3_143, 22_000])
  })

  test('a bundle by number of units', () => {
    const order = spend300({
      lines: anOrder({ lines: [{ id: 'shirt', quantity: 3, unitPrice: 1_000, discount: 1_000 }] }).lines,
      payments: anOrder({ payments: [{ id: 'p', amount: 2_000 }] }).payments,
      promotions: [
        {
          id: '3for2',
          title: 'Three for two',
          lines: ['shirt'],
          tiers: [{ minimumQuantity: 3, discount: 1_000 }],
          discounts: [{ line: 'shirt', amount: 1_000 }],
        },
      ],
    })
    const { quotes } = after(order, ['shirt', 1], ['shirt', 1], ['shirt', 1])
    expect(quotes.map(({ total }) => total)).toEqual([0, 1_000, 1_000])
  })
})

describe('a discount on goods that do not count themselves', () => {
  /** Two shirts, and the trousers for half; three shirts were bought. */
  const halfPrice = (more: Partial<Order> = {}) =>
    anOrder({
      lines: [
        { id: 'shirt', quantity: 3, unitPrice: 1_000 },
        { id: 'trousers', quantity: 1, unitPrice: 1_000, discount: 500 },
      ],
      promotions: [
        {
          id: 'half',
          title: 'Trousers for half',
          lines: ['shirt'],
          tiers: [{ minimumQuantity: 2, discount: 500 }],
          discounts: [{ line: 'trousers', amount: 500 }],
        },
      ],
      ...(more as object),
    })

  test.each<[returns: [line: string, quantity: number][], totals: number[]]>([
    [
      [
        ['shirt', 1],
        ['shirt', 1],
        ['shirt', 1],
        ['trousers', 1],
      ],
      [1_000, 500, 1_000, 1_000],
    ],
    [
      [
        ['shirt', 2],
        ['trousers', 1],
        ['shirt', 1],
      ],
      [1_500, 1_000, 1_000],
    ],
    [
      [
        ['shirt', 3],
        ['trousers', 1],
      ],
      [2_500, 1_000],
    ],
    [
      [
        ['trousers', 1],
        ['shirt', 3],
      ],
      [500, 3_000],
    ],
  ])('%j: %j', (returns, totals) => {
    expect(after(halfPrice(), ...returns).quotes.map(({ total }) => total)).toEqual(totals)
  })

  test('a lower tier leaves a part of it', () => {
    const [promotion] = halfPrice().promotions ?? []
    const tiers = [
      { minimumQuantity: 3, discount: 500 },
      { minimumQuantity: 1, discount: 200 },
    ]
    const { quotes } = after(
      halfPrice({ promotions: [{ ...promotion, tiers } as Promotion] }),
      ['shirt', 1],
      ['shirt', 2],
    )
    expect(quotes.map(({ total }) => total)).toEqual([700, 1_800])
  })
})

describe('a gift whose promotion is broken (CN Measures art. 12)', () => {
  const withGift = spend300({
    lines: anOrder({
      lines: [
        { id: 'shirt', quantity: 1, unitPrice: 30_000 },
        { id: 'mug', quantity: 1, unitPrice: 3_900, discount: 3_900 },
      ],
    }).lines,
    promotions: [
      {
        id: 'mug',
        title: 'A mug from 300 on',
        lines: ['shirt'],
        tiers: [{ minimumAmount: 30_000, discount: 0 }],
        discounts: [],
        gifts: [{ line: 'mug', price: 2_500 }],
      },
    ],
  })

  test('kept, its stated price is taken off, and given back when it comes after all', () => {
    const { quotes } = after(withGift, ['shirt'], ['mug'])
    expect(quotes.map(({ total }) => total)).toEqual([27_500, 2_500])
    expect(quotes[0]?.promotions).toEqual([{ promotion: 'mug', part: 'gift', amount: -2_500 }])
  })

  test('kept in part, that part of its price is taken off', () => {
    const [shirt, mug] = withGift.lines
    const two = { ...withGift, lines: [shirt, { ...mug, quantity: 2, discount: 7_800 }] } as Order
    const { quotes } = after(two, ['mug', 1], ['shirt'], ['mug', 1])
    expect(quotes.map(({ total }) => total)).toEqual([0, 28_750, 1_250])
  })

  test('returned with the goods, nothing is taken', () => {
    expect(accepted(withGift, { items: [units('shirt'), units('mug')], terms: resettle }).total).toBe(30_000)
  })

  test('a policy that lets gifts stay takes nothing', () => {
    expect(accepted(withGift, { items: [units('shirt')] }).total).toBe(30_000)
  })
})

describe('free delivery that a part return no longer earns (CN Measures art. 18)', () => {
  /** Free delivery, worth 8.00, from 99.00 on: a cup for 60.00 and a plate for 50.00. */
  const freeFrom99 = (more: Partial<Promotion> = {}, order: Parameters<typeof anOrder>[0] = {}) =>
    anOrder({
      currency: 'CNY',
      taxesIncluded: true,
      lines: [
        { id: 'cup', quantity: 1, unitPrice: 6_000 },
        { id: 'plate', quantity: 2, unitPrice: 2_500 },
      ],
      shipping: [{ id: 's', amount: 800, discount: 800 }],
      payments: [{ id: 'p', amount: 11_000 }],
      promotions: [
        {
          id: 'free',
          title: '满99包邮',
          lines: ['cup', 'plate'],
          tiers: [{ minimumAmount: 9_900, discount: 0 }],
          discounts: [],
          shipping: [{ id: 's', amount: 800 }],
          ...more,
        },
      ],
      ...order,
    })
  const totals = (order: Order, ...returns: Parameters<typeof after> extends [Order, ...infer R] ? R : never) =>
    after(order, ...returns).quotes.map(({ total, promotions }) => [total, promotions?.map(({ amount }) => amount)])

  test('the freight is taken off, once, and comes back when nothing stays', () => {
    expect(totals(freeFrom99(), ['plate', 1], ['plate', 1], ['cup'])).toEqual([
      [1_700, [-800]],
      [2_500, undefined],
      [6_800, [800]],
    ])
  })

  test('returned at once nothing is taken', () => {
    expect(accepted(freeFrom99(), { terms: resettle })).toMatchObject({ total: 11_000 })
    expect(accepted(freeFrom99(), { terms: resettle }).promotions).toBeUndefined()
  })

  test('still reached to the cent by what stays, it is not taken; a cent less and it is', () => {
    const from = (minimumAmount: number) => freeFrom99({ tiers: [{ minimumAmount, discount: 0 }] })
    expect(totals(from(8_500), ['plate', 1])).toEqual([[2_500, undefined]])
    expect(totals(from(8_501), ['plate', 1])).toEqual([[1_700, [-800]]])
  })

  test('by number of units too', () => {
    const byUnits = freeFrom99({ tiers: [{ minimumQuantity: 3, discount: 0 }] })
    expect(totals(byUnits, ['plate', 1])).toEqual([[1_700, [-800]]])
  })

  test('together with the discount of the same promotion', () => {
    const both = freeFrom99(
      { tiers: [{ minimumAmount: 9_900, discount: 1_100 }], discounts: [{ line: 'cup', amount: 1_100 }] },
      {
        lines: [
          { id: 'cup', quantity: 1, unitPrice: 6_000, discount: 1_100 },
          { id: 'plate', quantity: 2, unitPrice: 2_500 },
        ],
        payments: [{ id: 'p', amount: 9_900 }],
      },
    )
    expect(totals(both, ['plate', 2])).toEqual([[3_100, [-1_100, -800]]])
  })

  test('never beyond what is paid: what is missing is taken from the next return', () => {
    const cheap = freeFrom99(
      {},
      {
        lines: [
          { id: 'cup', quantity: 1, unitPrice: 9_500 },
          { id: 'plate', quantity: 3, unitPrice: 500 },
        ],
      },
    )
    const { quotes } = after(cheap, ['plate', 3], ['cup'])
    expect(quotes.map(({ total }) => total)).toEqual([700, 10_300])
    const { quotes: one } = after(cheap, ['plate', 1], ['plate', 1], ['plate', 1])
    // 105.00 and 100.00 stay, then 95.00
    expect(one.map(({ total, promotions }) => [total, promotions?.[0]?.missing])).toEqual([
      [500, undefined],
      [500, undefined],
      [0, 300],
    ])
  })

  test('kept by the policy, it stays free', () => {
    expect(accepted(freeFrom99(), { items: [units('plate', 1)] })).toMatchObject({ total: 2_500 })
  })

  test('not more than was given, and of a delivery that exists', () => {
    expect(totals(freeFrom99({ shipping: [{ id: 's', amount: 9_999 }] }), ['plate', 1])).toEqual([[1_700, [-800]]])
    const parsed = parseOrder(
      freeFrom99({
        shipping: [
          { id: 's', amount: 1 },
          { id: 's', amount: 1 },
          { id: 'x', amount: 1 },
        ],
      }),
    )
    expect('errors' in parsed && parsed.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/promotions/0/shipping/1/id', 'duplicate'],
      ['/promotions/0/shipping/2/id', 'unknown_reference'],
    ])
  })
})

test('what was added is taken back as far as a later return needs it, where keeping an item was paid for too', () => {
  // 100 off from 10: returning one of two cups leaves the other and the lid with all of it
  const cups = anOrder({
    lines: [
      { id: 'cup', quantity: 2, unitPrice: 100, discount: 90 },
      { id: 'lid', quantity: 1, unitPrice: 20, discount: 10 },
    ],
    promotions: [
      {
        id: 'p',
        title: 'p',
        lines: ['cup', 'lid'],
        tiers: [{ minimumAmount: 10, discount: 100 }],
        discounts: [
          { line: 'cup', amount: 90 },
          { line: 'lid', amount: 10 },
        ],
      },
    ],
  })
  const lid = { ...units('lid'), resolution: 'keep_item' as const }
  const terms = { ...resettle, keepItemPercent: 10_000 }
  let holdings: Holdings = {}
  const quotes = [lid, units('cup', 1), units('cup', 1)].map((item) => {
    const paid = accepted(cups, { items: [item], holdings, terms })
    holdings = hold(holdings, paid)
    return paid
  })
  // 120 were paid: 10 for keeping the lid, then 55 and what the goods that stay earn, then what is left
  expect(quotes.map(({ total }) => total)).toEqual([10, 100, 10])
  expect(quotes[2]?.promotions).toEqual([{ promotion: 'p', part: 'discount', amount: -45 }])
  expect(accepted(cups, { items: [lid, units('cup', 2)], terms }).total).toBe(120)
})

test('a promotion of nothing that was bought is refused by name', () => {
  const parsed = parseOrder({
    ...spend300(),
    promotions: [{ ...threshold, lines: ['hat'], gifts: [{ line: 'cap', price: 1 }] }],
  })
  expect('errors' in parsed && parsed.errors.map(({ pointer }) => pointer)).toEqual([
    '/promotions/0/lines/0',
    '/promotions/0/gifts/0/line',
  ])
})

describe('in any order and split', () => {
  const lineIds = ['a', 'b', 'c'] as const
  const order = fc
    .record({
      lines: fc.array(
        fc.record({ quantity: fc.integer({ min: 1, max: 6 }), unitPrice: fc.integer({ min: 100, max: 9_999 }) }),
        {
          minLength: 3,
          maxLength: 3,
        },
      ),
      discount: fc.integer({ min: 0, max: 40 }),
      threshold: fc.integer({ min: 0, max: 100 }),
      quantity: fc.nat(12),
      gift: fc.nat(5_000),
      tax: fc.nat(25),
      taxesIncluded: fc.boolean(),
      shipping: fc.nat(900),
      freeDelivery: fc.nat(900),
      counting: fc.subarray([...lineIds], { minLength: 1 }),
    })
    .map(
      ({
        lines,
        counting,
        discount,
        threshold: percent,
        quantity,
        gift,
        tax,
        taxesIncluded,
        shipping,
        freeDelivery,
      }) => {
        const discounts = lines.map((line, index) => ({
          line: lineIds[index] ?? '',
          amount: Math.floor((line.quantity * line.unitPrice * discount) / 100),
        }))
        const sold = lines.map((line, index) => {
          const less = discounts[index]?.amount ?? 0
          return {
            id: lineIds[index] ?? '',
            ...line,
            discount: less,
            tax: Math.floor(((line.quantity * line.unitPrice - less) * tax) / 200),
          }
        })
        const value = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)
        const given = discounts.reduce((sum, { amount }) => sum + amount, 0)
        const taxes = sold.reduce((sum, line) => sum + line.tax, 0)
        return anOrder({
          taxesIncluded,
          lines: [...sold, { id: 'gift', quantity: 2, unitPrice: gift, discount: 2 * gift }],
          shipping: [
            { id: 's', amount: shipping },
            { id: 'f', amount: freeDelivery, discount: freeDelivery },
          ],
          payments: [{ id: 'p', amount: value - given + (taxesIncluded ? 0 : taxes) + shipping }],
          promotions: [
            {
              id: 'x',
              title: 'x',
              lines: counting,
              tiers: [
                { minimumAmount: Math.floor((value * percent) / 100), minimumQuantity: quantity, discount: given },
                { minimumAmount: Math.floor((value * percent) / 200), discount: Math.floor(given / 3) },
              ],
              discounts,
              gifts: [{ line: 'gift', price: gift }],
              shipping: [{ id: 'f', amount: freeDelivery }],
            },
          ],
        })
      },
    )
  const pieces = fc.array(fc.constantFrom<string[]>('a', 'b', 'c', 'gift'), { maxLength: 30 })
  const shippingAs = fc.constantFrom('none' as const, 'policy' as const)

  test('everything returned pays everything back; no step pays below nothing or above what was captured', () => {
    fc.assert(
      fc.property(order, pieces, shippingAs, (bought, first, shipping) => {
        let holdings: Holdings = {}
        let paid = 0
        const captured = bought.payments[0]?.amount ?? 0
        const rest = bought.lines.flatMap(({ id, quantity }) => Array.from({ length: quantity }, () => id))
        for (const line of [...first, ...rest]) {
          const result = ask(bought, { items: [units(line, 1)], holdings, terms: resettle, shipping })
          if (isRefusal(result)) continue
          expect(result.total).toBeGreaterThanOrEqual(0)
          paid += result.total
          expect(paid).toBeLessThanOrEqual(captured)
          holdings = hold(holdings, result)
        }
        const atOnce = accepted(bought, { items: bought.lines.map(({ id }) => units(id)), terms: resettle, shipping })
        expect(paid).toBe(atOnce.total)
      }),
      { numRuns: 500 },
    )
  })

  test('under terms that differ from return to return nothing is refused, and everything returned pays everything back', () => {
    const kinds = fc.array(fc.constantFrom(resettle, {}, { promotion: 'resettle' as const }), {
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(order, pieces, kinds, (bought, first, terms) => {
        let holdings: Holdings = {}
        let paid = 0
        const rest = bought.lines.flatMap(({ id, quantity }) => Array.from({ length: quantity }, () => id))
        for (const [index, line] of [...first, ...rest].entries()) {
          const result = ask(bought, { items: [units(line, 1)], holdings, terms: terms[index % terms.length] ?? {} })
          if (isRefusal(result)) {
            expect(result.refused).toMatch(/already_refunded|exceeds_line/)
            continue
          }
          paid += result.total
          holdings = hold(holdings, result)
        }
        expect(paid).toBe(accepted(bought, { items: bought.lines.map(({ id }) => units(id)) }).total)
      }),
      { numRuns: 500 },
    )
  })

  test('a split pays what the same units pay at once, but for what is still to be taken', () => {
    fc.assert(
      fc.property(order, pieces, (bought, wanted) => {
        const taken = new Map<string, number>()
        const inTurn = wanted.filter((line) => {
          const already = taken.get(line) ?? 0
          const fits = already < (bought.lines.find(({ id }) => id === line)?.quantity ?? 0)
          if (fits) taken.set(line, already + 1)
          return fits
        })
        fc.pre(inTurn.length > 0)
        let holdings: Holdings = {}
        let paid = 0
        const open = new Map<string, number>()
        for (const line of inTurn) {
          const result = accepted(bought, { items: [units(line, 1)], holdings, terms: resettle })
          paid += result.total
          open.clear()
          for (const { part, missing = 0 } of result.promotions ?? []) open.set(part, missing)
          holdings = hold(holdings, result)
        }
        const atOnce = accepted(bought, {
          items: [...taken].map(([line, quantity]) => units(line, quantity)),
          terms: resettle,
        })
        const openOf = (amounts: Iterable<number>) => [...amounts].reduce((sum, amount) => sum + amount, 0)
        const openAtOnce = openOf((atOnce.promotions ?? []).map(({ missing = 0 }) => missing))
        expect(paid - openOf(open.values())).toBe(atOnce.total - openAtOnce)
      }),
      { numRuns: 500 },
    )
  })
})
