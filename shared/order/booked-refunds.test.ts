import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BookedRefund, withBookedRefunds } from './booked-refunds.ts'
import type { ExternalRefund, Order } from './order.ts'
import { orderBalances } from './remaining.ts'

const payment = {
  id: 'p1',
  method: 'card',
  provider: 'stripe',
  reference: 'pi_1',
  amount: 5000,
  capturedAt: '2026-11-01T10:00:00Z',
} as const
const order: Order = {
  number: 'A-1',
  placedAt: '2026-11-01T10:00:00Z',
  currency: 'GBP',
  customer: { country: 'GB' },
  taxesIncluded: true,
  lines: [
    { id: 'l1', sku: 'S', title: 'Cup', categories: [], tags: [], quantity: 2, unitPrice: 2500, discount: 0, tax: 0 },
  ],
  orderDiscount: 0,
  shipping: [],
  payments: [payment, { ...payment, id: 'p2', reference: 'pi_2', amount: 100 }],
  fulfillments: [],
  refunds: [],
}
const one: BookedRefund = {
  provider: 'stripe',
  reference: 're_1',
  paymentReference: 'pi_1',
  amount: 1000,
  at: 1_762_000_000_000,
}
const pushed = (more: Partial<ExternalRefund>): ExternalRefund => ({
  id: 'shop-7',
  at: '2026-11-02T10:00:00Z',
  lines: [{ line: 'l1', quantity: 1, amount: 1000 }],
  amount: 1000,
  payments: [{ payment: 'p1', amount: 1000 }],
  ...more,
})
const left = (of: Order, key: string) => orderBalances(of, {}).byKey.get(key)?.remaining

describe('refunds that a provider told of', () => {
  it('count against the payment they came from, and the order', () => {
    const whole = withBookedRefunds(order, [one])
    expect(whole.refunds).toEqual([
      {
        id: 're_1',
        at: '2025-11-01T12:26:40.000Z',
        lines: [],
        amount: 1000,
        payments: [{ payment: 'p1', amount: 1000 }],
        bookedFrom: 'stripe',
      },
    ])
    expect([
      left(whole, 'payment:p1'),
      left(whole, 'payment:p2'),
      left(whole, 'total'),
      left(whole, 'units:l1'),
    ]).toEqual([4000, 100, 4100, 2])
  })

  it.each([
    ['its id', { id: 're_1' }],
    ['its reference', { reference: 're_1' }],
  ])('are the source’s own as soon as it knows them by %s: counted once, with the lines it names', (_, more) => {
    const whole = withBookedRefunds({ ...order, refunds: [pushed(more)] }, [one])
    expect(whole.refunds).toEqual([pushed(more)])
    expect(left(whole, 'total')).toBe(4100)
  })

  it('stay beside refunds that are others', () => {
    const whole = withBookedRefunds({ ...order, refunds: [pushed({})] }, [one])
    expect(whole.refunds.map(({ id }) => id)).toEqual(['shop-7', 're_1'])
    expect(left(whole, 'total')).toBe(3100)
  })

  it('follow their payment when it has another id, and are spread where it is gone', () => {
    const renamed = { ...order, payments: [{ ...payment, id: 'card-1' }] }
    expect(withBookedRefunds(renamed, [{ ...one, payment: 'p1' }]).refunds[0]?.payments).toEqual([
      { payment: 'card-1', amount: 1000 },
    ])
    expect(withBookedRefunds({ ...order, payments: [] }, [one]).refunds[0]).not.toHaveProperty('payments')
  })

  it('that are ours are not counted, whoever told of them', () => {
    const { byKey } = orderBalances(withBookedRefunds(order, [one]), {}, new Set(['re_1']))
    expect(byKey.get('total')?.remaining).toBe(5100)
  })
})

const booked: fc.Arbitrary<BookedRefund> = fc.record({
  provider: fc.constant('stripe'),
  reference: fc.constantFrom('re_1', 're_2', 're_3', 're_4', 'shop-7'),
  paymentReference: fc.constantFrom('pi_1', 'pi_2', 'pi_9'),
  amount: fc.integer({ min: 1, max: 900 }),
  at: fc.integer({ min: 1, max: 1_800_000_000_000 }),
})
const distinct = fc.uniqueArray(booked, { selector: ({ reference }) => reference })
const source = fc
  .uniqueArray(fc.constantFrom('shop-7', 're_1', 're_2'), { maxLength: 3 })
  .map((ids) => ({ ...order, refunds: ids.map((id) => pushed({ id })) }))

describe('whatever comes first', () => {
  it('each refund is counted once', () => {
    fc.assert(
      fc.property(source, distinct, (from, told) => {
        const whole = withBookedRefunds(from, told)
        const ids = whole.refunds.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(new Set(ids)).toEqual(
          new Set([...from.refunds.map(({ id }) => id), ...told.map(({ reference }) => reference)]),
        )
      }),
    )
  })

  it('twice is once, and the order in which they are told makes no difference', () => {
    fc.assert(
      fc.property(source, distinct, (from, told) => {
        const whole = withBookedRefunds(from, told)
        expect(withBookedRefunds(from, [...told].reverse())).toEqual(whole)
        expect(withBookedRefunds(from, [...told, ...told])).toEqual(whole)
        expect(withBookedRefunds(whole, told)).toEqual(whole)
        expect(withBookedRefunds(whole, [])).toEqual(from)
      }),
    )
  })
})
