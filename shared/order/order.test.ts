import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entitledTo, taxesWithin } from './entitlement.ts'
import { externalRefunds } from './external-refunds.ts'
import { anOrder } from './order.fixtures.ts'
import type { ExternalRefund, Order } from './order.ts'
import { capturedTotal, lineTotals, orderTotal, shippingTotals, sum } from './order-totals.ts'
import { orderBalances } from './remaining.ts'

const max = Number.MAX_SAFE_INTEGER

describe('totals', () => {
  test('subtract line discount, stated share and the share of what no line states', () => {
    const order = anOrder({
      orderDiscount: 100,
      lines: [
        { id: 'a', quantity: 3, unitPrice: 1000, discount: 300, orderDiscount: 50 },
        { id: 'b', unitPrice: 350 },
      ],
    })
    // 100 over 2650 and 350 is 88.33 and 11.67
    expect(lineTotals(order).map((line) => line.total)).toEqual([2650 - 88, 350 - 12])
    expect(orderTotal(order)).toBe(2900)
  })

  test('the discount share goes to the earlier line on a tie (vendurehq/vendure#4811: it never moves to lines kept)', () => {
    const order = anOrder({ orderDiscount: 1, lines: [{ id: 'a' }, { id: 'b' }] })
    expect(lineTotals(order).map((line) => line.total)).toEqual([999, 1000])
  })

  test('tax on top is added once, after the discount (medusajs/medusa#15885, #10760; spree/spree#5915)', () => {
    const order = anOrder({ taxesIncluded: false, lines: [{ id: 'a', unitPrice: 10000, discount: 1000, tax: 900 }] })
    expect(lineTotals(order)[0]).toMatchObject({ net: 9000, tax: 900, total: 9900 })
  })

  test('tax inside is not added (medusajs/medusa#14136)', () => {
    const order = anOrder({ lines: [{ id: 'a', unitPrice: 12000, tax: 2000 }], shipping: [{ id: 's', tax: 80 }] })
    expect(lineTotals(order)[0]).toMatchObject({ net: 10000, tax: 2000, total: 12000 })
    expect(shippingTotals(order)[0]).toMatchObject({ net: 420, tax: 80, total: 500, quantity: 1 })
    expect(orderTotal(order)).toBe(12500)
    expect(capturedTotal(order)).toBe(12500)
  })

  test('a discount on tax-inclusive shipping leaves all that was paid (OpenMage/magento-lts#4396)', () => {
    const order = anOrder({ shipping: [{ id: 's', amount: 38000, discount: 6200, tax: 5077 }] })
    expect(shippingTotals(order)[0]?.total).toBe(31800)
  })

  test('several taxes are parts, and decide over tax', () => {
    const taxes = [
      { name: 'GST', amount: 50 },
      { name: 'PST', amount: 70 },
    ]
    const [line] = lineTotals(anOrder({ taxesIncluded: false, lines: [{ id: 'a', tax: 999, taxes }] }))
    expect(line).toMatchObject({ tax: 120, total: 1120, parts: [1000, 50, 70] })
  })

  test('2^53-1 is a total like any other', () => {
    const order = anOrder({ lines: [{ id: 'a', unitPrice: max, tax: 0 }] })
    expect(orderTotal(order)).toBe(max)
  })
})

describe('entitlement', () => {
  const soldLine = fc
    .record({
      quantity: fc.integer({ min: 1, max: 100_000 }),
      price: fc.oneof(fc.nat(100_000), fc.maxSafeNat()),
      shares: fc.array(fc.nat(10_000), { maxLength: 4 }),
      taxesIncluded: fc.boolean(),
    })
    .map(({ quantity, price, shares, taxesIncluded }) => {
      const base = Math.floor(price / quantity)
      const unitPrice = taxesIncluded ? base : Math.floor(base / 2)
      // at most as much as the price, so that both together stay an exact integer
      const taxes = shares.map((share, index) => ({
        name: `t${index}`,
        amount: Number((BigInt(unitPrice * quantity) * BigInt(share)) / 40_000n),
      }))
      return lineTotals(anOrder({ taxesIncluded, lines: [{ id: 'a', quantity, unitPrice, taxes }] }))[0]
    })
    .filter((line) => line !== undefined)

  test('grows with the units, up to exactly the total', () => {
    fc.assert(
      fc.property(soldLine, fc.nat(), fc.nat(), (line, x, y) => {
        const [few, many] = [x % (line.quantity + 1), y % (line.quantity + 1)].sort((a, b) => a - b) as [number, number]
        expect(entitledTo(line, few)).toBeLessThanOrEqual(entitledTo(line, many))
        expect(entitledTo(line, 0)).toBe(0)
        expect(entitledTo(line, line.quantity)).toBe(line.total)
      }),
    )
  })

  test('the tax inside whole units is rounded for these units', () => {
    const [line] = lineTotals(anOrder({ lines: [{ id: 'a', quantity: 4, unitPrice: 28, discount: 1, tax: 18 }] }))
    // 3 of 4 units: R(111 * 3/4) = 83 with 18 * 3/4 = 13.5 inside, though 18 * 83/111 = 13.46
    expect(line && taxesWithin(line, 83)).toEqual([14])
  })

  test('between whole units it is the tax share, held between its neighbours', () => {
    const taxes = [3, 3, 4, 5, 11, 12].map((amount) => ({ name: 'levy', amount }))
    const many = { id: 'a', quantity: 9, unitPrice: 2, discount: 5, taxes }
    const [line] = lineTotals(anOrder({ taxesIncluded: false, lines: [many] }))
    // 46 is between 7 and 8 units; 5 * 46/51 would round to 5, 8 units contain 4
    expect(line && taxesWithin(line, 46)[3]).toBe(4)
  })

  test('the taxes inside grow with the amount, up to exactly the taxes', () => {
    fc.assert(
      fc.property(soldLine, fc.maxSafeNat(), fc.maxSafeNat(), (line, x, y) => {
        const [less, more] = [x % (line.total + 1), y % (line.total + 1)].sort((a, b) => a - b) as [number, number]
        const high = taxesWithin(line, more)
        for (const [index, tax] of taxesWithin(line, less).entries()) expect(tax).toBeLessThanOrEqual(high[index] ?? -1)
        expect(taxesWithin(line, 0)).toEqual(line.taxes.map(() => 0))
        if (line.total > 0) expect(taxesWithin(line, line.total)).toEqual(line.taxes.map((tax) => tax.amount))
      }),
    )
  })
})

describe('refunds outside', () => {
  const refund = (id: string, more: Partial<ExternalRefund>): ExternalRefund => ({
    id,
    at: '2026-03-05T10:00:00Z',
    lines: [],
    ...more,
  })
  const of = (order: Order, ours?: ReadonlySet<string>) =>
    Object.fromEntries(externalRefunds(order, lineTotals(order), ours).amounts)

  test('count what they state, and what the rule gives where they state nothing', () => {
    const order = anOrder({
      lines: [{ id: 'a', quantity: 3, unitPrice: 3334, discount: 2 }],
      shipping: [{ id: 's' }],
      refunds: [
        refund('late', { at: '2026-03-06T09:00:00+09:00', lines: [{ line: 'a', quantity: 1 }] }),
        refund('early', { at: '2026-03-05T23:30:00Z', lines: [{ line: 'a', quantity: 1, amount: 3000 }] }),
        refund('ship', { shipping: [{ id: 's', amount: 200 }] }),
      ],
    })
    // 09:00 in Tokyo is after 23:30 UTC of the day before: R(2) - 3000 = 6667 - 3000
    expect(of(order)).toEqual({
      'units:a': 2,
      'line:a': 6667,
      'shipping:s': 200,
      'payment:card': 6867,
      total: 6867,
    })
  })

  test('no units and no amount are nothing, also after one that stated less than its units are worth', () => {
    const order = anOrder({
      lines: [{ id: 'a', quantity: 2 }],
      refunds: [
        refund('r1', { lines: [{ line: 'a', quantity: 1, amount: 700 }] }),
        refund('r2', { at: '2026-03-06T10:00:00Z', lines: [{ line: 'a', quantity: 0 }], amount: 50 }),
      ],
    })
    expect(of(order)).toEqual({ 'units:a': 1, 'line:a': 700, 'payment:card': 750, total: 750 })
  })

  test('what exceeds lines and shipping is goodwill: total and payments only', () => {
    const order = anOrder({ refunds: [refund('r', { amount: 700, lines: [{ line: 'a', quantity: 0, amount: 300 }] })] })
    expect(of(order)).toEqual({ 'units:a': 0, 'line:a': 300, 'payment:card': 700, total: 700 })
  })

  test.each(['id', 'reference'])('ours are told by %s and not counted (magento/magento2#24149, #35193)', (by) => {
    const order = anOrder({
      payments: [
        { id: 'p', amount: 600 },
        { id: 'q', amount: 400 },
      ],
      refunds: [
        refund(by === 'id' ? 'ours' : 'x', {
          reference: by === 'id' ? 'y' : 'ours',
          amount: 600,
          payments: [{ payment: 'p', amount: 600 }],
        }),
        refund('theirs', { at: '2026-03-06T10:00:00Z', amount: 100 }),
      ],
    })
    // nothing was left on p, so what came later went to q
    expect(of(order, new Set(['ours']))).toEqual({ 'payment:p': 0, 'payment:q': 100, total: 100 })
  })

  test('where only payments are stated, these are the total', () => {
    const payments = [{ payment: 'card', amount: 400 }]
    const order = anOrder({ lines: [{ id: 'a' }], refunds: [refund('r', { payments })] })
    expect(of(order)).toEqual({ 'payment:card': 400, total: 400 })
  })

  test('without payments they spread in proportion to what is left', () => {
    const order = anOrder({
      payments: [
        { id: 'p', amount: 600 },
        { id: 'q', amount: 400 },
      ],
      refunds: [
        refund('1', { amount: 500, payments: [{ payment: 'p', amount: 500 }] }),
        refund('2', { amount: 50, at: '2026-03-06T10:00:00Z' }),
      ],
    })
    expect(of(order)).toEqual({ 'payment:p': 510, 'payment:q': 40, total: 550 })
  })

  test('an unpaid order and a line it no longer has do no harm', () => {
    const order = anOrder({
      payments: [],
      refunds: [refund('1', { lines: [{ line: 'gone', quantity: 1, amount: 5 }] })],
    })
    expect(of(order)).toEqual({ total: 0 })
  })
})

describe('balances', () => {
  test('name every ceiling, and count pending with paid (saleor/saleor#19645)', () => {
    const order = anOrder({
      lines: [{ id: 'a', quantity: 4 }],
      shipping: [{ id: 's' }],
      refunds: [{ id: 'r', at: '2026-03-05T10:00:00Z', lines: [{ line: 'a', quantity: 1 }] }],
    })
    const { byKey } = orderBalances(order, {
      'units:a': { reserved: 1, refunded: 1, settled: 2 },
      'line:a': { reserved: 1000, refunded: 900, settled: 2000 },
      total: { reserved: 1000, refunded: 900, settled: 1900 },
    })
    expect([...byKey.keys()]).toEqual(['units:a', 'line:a', 'shipping:s', 'payment:card', 'total'])
    expect(byKey.get('units:a')).toEqual({
      cap: 4,
      external: 1,
      reserved: 1,
      refunded: 1,
      remaining: 1,
      overcommitted: false,
    })
    expect(byKey.get('line:a')?.remaining).toBe(1100)
    expect(byKey.get('total')?.remaining).toBe(4500 - 1000 - 1900)
  })

  test('a refund elsewhere may overdraw: nothing remains, never less (saleor-dashboard#4493, magento2#38556)', () => {
    const order = anOrder({ refunds: [{ id: 'r', at: '2026-03-05T10:00:00Z', lines: [], amount: 600 }] })
    const { byKey } = orderBalances(order, { total: { reserved: 0, refunded: 500, settled: 500 } })
    expect(byKey.get('total')).toMatchObject({ remaining: 0, overcommitted: true })
  })

  test('lines and shipping sum to what was captured', () => {
    const order = anOrder({
      orderDiscount: 77,
      lines: [{ id: 'a', quantity: 7 }, { id: 'b' }],
      shipping: [{ id: 's' }],
    })
    const { byKey } = orderBalances(order, {})
    const caps = ['line:a', 'line:b', 'shipping:s'].map((key) => byKey.get(key)?.cap ?? 0)
    expect(sum(caps)).toBe(byKey.get('total')?.cap)
  })
})
