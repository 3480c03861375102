import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Order, OrderLine } from '../../order/order.ts'
import type { Holdings } from '../../quote/quote-types.ts'
import { orders, policies } from '../arbitrary-policies.fixtures.ts'
import { compile } from '../compile.ts'
import { orderWith, policyWith } from '../policy.fixtures.ts'
import type { Policy } from '../policy.ts'
import type { PastItem, PastRequest } from './history.ts'
import { judgeRequest } from './judge-request.ts'
import { createSimulation } from './simulate.ts'
import { hasHeldLines, slimOrder } from './slim-order.ts'

/** Cost, and so all that is refunded, in orders of up to 20 lines. */
const paidOrders: fc.Arbitrary<Order> = fc
  .record({
    order: orders,
    shipping: fc.nat(2_000),
    refunded: fc.array(fc.record({ line: fc.nat(19), amount: fc.nat(50), more: fc.nat(50) }), { maxLength: 3 }),
    promoted: fc.option(fc.subarray(Array.from({ length: 20 }, (_, index) => `l${index + 1}`))),
    parcel: fc.option(fc.nat(20)),
    count: fc.integer({ min: 1, max: 20 }),
    areStated: fc.boolean(),
    kinds: fc.array(fc.constantFrom<OrderLine['kind']>('product', 'fee', 'gift_card'), { maxLength: 20 }),
    orderDiscount: fc.constantFrom(0, 0, 0, 7),
  })
  .map(({ order: { lines, ...parts }, count, areStated, kinds, orderDiscount, ...drawn }) => {
    const { shipping, refunded, promoted, parcel } = drawn
    // As on most orders: many lines, and none with a delivery of its own.
    const order = {
      ...parts,
      orderDiscount,
      lines: Array.from({ length: count }, (_, index) => ({
        ...(lines[index % lines.length] as OrderLine),
        id: `l${index + 1}`,
        ...(kinds[index] ? { kind: kinds[index] } : {}),
        unitPrice: 100 + 37 * index,
        ...(index % 3 === 0
          ? {
              taxes: [
                { name: 'State', rate: 0.04, amount: 7 },
                { name: 'City', amount: index },
              ],
            }
          : {}),
        ...(areStated ? {} : { deliveredAt: undefined }),
      })),
    }
    const ids = new Set(order.lines.map(({ id }) => id))
    const promotedHere = promoted?.filter((id) => ids.has(id)) ?? []
    const promotion = {
      id: 'three',
      title: 'Three',
      lines: promotedHere,
      tiers: [{ minimumQuantity: 3, discount: 10 }],
      discounts: promotedHere.slice(0, 1).map((line) => ({ line, amount: 5 })),
    }
    const held = order.lines.slice(parcel ?? 20).map(({ id, quantity }) => ({ line: id, quantity }))
    return {
      ...order,
      shipping: shipping === 0 ? [] : [{ id: 's', title: 'Post', amount: shipping, discount: 0, tax: 0 }],
      payments: order.payments.map((payment) => ({ ...payment, amount: 100_000_000_000 })),
      ...(promotedHere.length > 0 ? { promotions: [promotion] } : {}),
      fulfillments: [
        ...order.fulfillments,
        ...(held.length > 0 ? [{ id: 'all', shippedAt: '2026-04-02T08:00:00Z', lines: held }] : []),
      ],
      refunds: refunded.map(({ line, amount, more }, index) => ({
        id: `r${index}`,
        at: '2026-04-20T08:00:00Z',
        lines: [{ line: `l${line + 1}`, quantity: 1, amount }],
        amount: amount + more,
      })),
    }
  })

type Role = 'claimed' | 'returned' | 'kept'

const requests: fc.Arbitrary<PastRequest> = fc
  .record({
    order: paidOrders,
    submittedAt: fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 6, 1) }),
    roles: fc.oneof(
      fc.array(fc.constantFrom<Role>('claimed', 'returned', 'kept', 'kept', 'kept'), { minLength: 20, maxLength: 20 }),
      fc.array(fc.constantFrom<Role>('claimed', 'returned'), { minLength: 20, maxLength: 20 }),
    ),
    reason: fc.constantFrom('changed_mind', 'defective', 'never_arrived'),
    resolution: fc.constantFrom<PastItem['resolution']>('refund', 'store_credit', 'keep_item'),
  })
  .map(({ order, submittedAt, roles, reason, resolution }) => {
    const linesThat = (role: Role) => order.lines.filter((_, index) => roles[index] === role)
    const items = linesThat('claimed').map(({ id: line, quantity }) => ({
      line,
      quantity,
      reason,
      photos: 1,
      resolution,
    }))
    const holdings: Record<string, Holdings[string]> = {}
    for (const { id, quantity } of linesThat('returned')) {
      holdings[`units:${id}`] = { reserved: 0, refunded: quantity, settled: quantity }
      holdings[`line:${id}`] = { reserved: 0, refunded: 10, settled: 10 }
    }
    return {
      number: 'R-1',
      order,
      submittedAt,
      refunds90: 2,
      holdings,
      items,
      ...(items.length ? {} : { shipping: true }),
    }
  })

/** Pays for everything, and reads all of an order for it. */
const generous: fc.Arbitrary<Policy> = fc
  .record({ outboundShipping: fc.constantFrom('whole_order', 'proportional'), days: fc.integer({ min: 10, max: 90 }) })
  .map(({ outboundShipping, days }) => {
    const window = { days, from: 'delivered' as const }
    const resolutions: PastItem['resolution'][] = ['refund', 'store_credit', 'keep_item']
    const currencies = ['EUR', 'JPY', 'KWD', 'XAF']
    return policyWith({ eligible: true, window, outboundShipping, promotion: 'resettle', resolutions }, [], {
      currencies,
    })
  })

const claimedIn = ({ items }: Pick<PastRequest, 'items'>) => items.flatMap(({ line }) => line ?? [])

test('a request is judged, and explained, on the slim order as on the whole one', () => {
  let slimmer = 0
  let paid = 0
  fc.assert(
    fc.property(fc.oneof(policies, generous), policies, requests, fc.nat(40), (one, other, request, besides) => {
      // A later request on the order may hold a line that this one does not know of.
      const more = { [`units:l${besides}`]: { reserved: 1, refunded: 0, settled: 1 } }
      const order = slimOrder(request.order, {
        claimed: claimedIn(request),
        holdings: { ...request.holdings, ...more },
      })
      expect(hasHeldLines(order, request.holdings)).toBe(true)
      if (order.lines.length < request.order.lines.length) slimmer += 1
      const slim = { ...request, order }
      for (const statutes of ['on', 'off'] as const) {
        const compiled = compile(one, { statutes })
        const [whole, same] = [judgeRequest(compiled, request), judgeRequest(compiled, slim)]
        expect(same.quote).toEqual(whole.quote)
        expect({ ...same, items: [] }).toEqual({ ...whole, items: [] })
        for (const [index, { evaluation, amount }] of whole.items.entries()) {
          expect(same.items[index]?.amount).toBe(amount)
          expect(same.items[index]?.evaluation.trace()).toEqual(evaluation.trace())
        }
        if (whole.amount > 0) paid += 1
      }
      expect(simulated(one, other, slim)).toEqual(simulated(one, other, request))
    }),
    { numRuns: 1_000 },
  )
  expect(slimmer).toBeGreaterThan(100)
  expect(paid).toBeGreaterThan(200)
})

function simulated(live: Parameters<typeof compile>[0], draft: Parameters<typeof compile>[0], request: PastRequest) {
  const simulation = createSimulation(compile(live), compile(draft))
  simulation.add(request)
  return simulation.result()
}

test('what nobody asked for is one line without words; what was claimed stays as it is', () => {
  const order = orderWith({ lines: [{}, { title: 'Two' }, { title: 'Three' }] })
  const items = [{ line: 'l2', quantity: 1, reason: 'not_needed', photos: 0, resolution: 'refund' as const }]
  const [rest, claimed, ...more] = slimOrder(order, { claimed: claimedIn({ items }), holdings: {} }).lines
  expect(claimed).toEqual(order.lines[1])
  expect(rest).toMatchObject({ id: 'l1', title: '', sku: '', quantity: 1, unitPrice: 4_000 })
  expect(more).toEqual([])
})

test('says when a line is held that was summed up', () => {
  const order = orderWith({ lines: [{}, {}, {}] })
  const slim = slimOrder(order, { claimed: ['l2'], holdings: {} })
  const held = { reserved: 1, refunded: 0, settled: 1 }
  expect(hasHeldLines(slim, { 'units:l2': held, 'payment:card': held, total: held })).toBe(true)
  expect(hasHeldLines(slim, { 'units:l3': held, 'line:l3': held })).toBe(false)
})

test('a discount that no line states is split over all lines, so that they stay, without words', () => {
  const order = orderWith({ lines: [{ tags: ['sale'] }, {}, {}], orderDiscount: 100 })
  const { lines } = slimOrder(order, { claimed: [], holdings: {} })
  expect(lines).toMatchObject(order.lines.map(({ id, unitPrice }) => ({ id, unitPrice, title: '', tags: [] })))
})
