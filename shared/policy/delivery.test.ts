import { expect, test } from 'vitest'
import type { Fulfillment } from '../order/order.ts'
import { deliveriesOf, fulfilledAt, lastDelivery } from './delivery.ts'
import { orderWith } from './policy.fixtures.ts'

const dayOf = (ms: number) => Math.floor(ms / 86_400_000)
const parcel = (id: string, lines: string[], shippedAt: string, deliveredAt?: string): Fulfillment => ({
  id,
  shippedAt,
  ...(deliveredAt ? { deliveredAt } : {}),
  lines: lines.map((line) => ({ line, quantity: 1 })),
})
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString())
const unsaid = { deliveredAt: undefined }

test.each([
  [
    'the latest parcel holding the line',
    [
      parcel('a', ['l1'], '2026-06-01T00:00:00Z', '2026-06-03T00:00:00Z'),
      parcel('b', ['l1'], '2026-06-02T00:00:00Z', '2026-06-05T00:00:00Z'),
    ],
    '2026-06-05T00:00:00.000Z',
    false,
  ],
  [
    'not a parcel with other lines',
    [
      parcel('a', ['l1'], '2026-06-01T00:00:00Z', '2026-06-03T00:00:00Z'),
      parcel('b', ['l2'], '2026-06-02T00:00:00Z', '2026-06-09T00:00:00Z'),
    ],
    '2026-06-03T00:00:00.000Z',
    false,
  ],
  [
    'shipped but not known to be delivered',
    [parcel('a', ['l1'], '2026-06-01T00:00:00Z')],
    '2026-06-06T00:00:00.000Z',
    true,
  ],
  [
    'a part delivered, a part still under way',
    [parcel('a', ['l1'], '2026-06-01T00:00:00Z', '2026-06-03T00:00:00Z'), parcel('b', ['l1'], '2026-06-04T00:00:00Z')],
    '2026-06-09T00:00:00.000Z',
    true,
  ],
  ['nothing shipped', [], '2026-06-02T10:00:00.000Z', true],
])('%s', (_name, fulfillments, at, assumed) => {
  const order = orderWith({ fulfillments, lines: [unsaid, unsaid] })
  const [first] = deliveriesOf(order, 5, dayOf)
  expect([iso(first?.atMs), first?.assumed]).toEqual([at, assumed])
})

test('what the line says overrides the parcels', () => {
  const order = orderWith({ fulfillments: [parcel('a', ['l1'], '2026-06-01T00:00:00Z', '2026-06-09T00:00:00Z')] })
  expect(iso(deliveriesOf(order, 5, dayOf)[0]?.atMs)).toBe('2026-06-01T10:00:00.000Z')
})

test('a long order gives what a short one gives', () => {
  const lines = Array.from({ length: 40 }, () => unsaid)
  const parcels = lines.map((_, index) =>
    parcel(
      `p${index}`,
      [`l${index + 1}`],
      '2026-06-01T00:00:00Z',
      `2026-06-${String((index % 28) + 1).padStart(2, '0')}T00:00:00Z`,
    ),
  )
  const order = orderWith({ lines, fulfillments: parcels })
  const deliveries = deliveriesOf(order, 5, dayOf)
  expect(iso(deliveries[0]?.atMs)).toBe('2026-06-01T00:00:00.000Z')
  expect(iso(deliveries[27]?.atMs)).toBe('2026-06-28T00:00:00.000Z')
  expect(iso(deliveries[28]?.atMs)).toBe('2026-06-01T00:00:00.000Z')
  expect(iso(lastDelivery(order, deliveries, 5, dayOf).atMs)).toBe('2026-06-28T00:00:00.000Z')
})

test('a gift card or a fee does not hold back the last delivery', () => {
  const order = orderWith({ lines: [{}, { kind: 'gift_card', deliveredAt: '2026-07-01T00:00:00Z' }] })
  expect(iso(lastDelivery(order, deliveriesOf(order, 5, dayOf), 5, dayOf).atMs)).toBe('2026-06-01T10:00:00.000Z')
})

test('sent: the last parcel with the line, else placing', () => {
  const order = orderWith({
    fulfillments: [parcel('a', ['l1'], '2026-06-01T00:00:00Z'), parcel('b', ['l1'], '2026-06-04T00:00:00Z')],
  })
  expect(iso(fulfilledAt(order, 'l1'))).toBe('2026-06-04T00:00:00.000Z')
  expect(iso(fulfilledAt(order, 'l2'))).toBe('2026-05-28T10:00:00.000Z')
})
