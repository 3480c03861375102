import type { Order, OrderLine } from '../../shared/order/order.ts'
import { pictures } from './drawings.ts'

const dayMs = 86_400_000

export function iso(ms: number): string {
  return new Date(ms).toISOString()
}

export function line(id: string, title: string, unitPrice: number, more: Partial<OrderLine> = {}): OrderLine {
  return {
    id,
    sku: id.toUpperCase(),
    title,
    categories: [],
    tags: [],
    quantity: 1,
    unitPrice,
    discount: 0,
    tax: 0,
    ...more,
  }
}

/** An order delivered `daysAgo`, with tax in its prices, paid as said. */
export function orderOf(
  now: number,
  daysAgo: number,
  order: Pick<Order, 'number' | 'currency' | 'customer' | 'lines'> & Partial<Order>,
): Order {
  const delivered = now - daysAgo * dayMs
  const placed = delivered - 6 * dayMs
  const shipping = order.shipping ?? []
  const total =
    order.lines.reduce((sum, each) => sum + each.unitPrice * each.quantity - each.discount, 0) +
    shipping.reduce((sum, each) => sum + each.amount - each.discount, 0)
  return {
    placedAt: iso(placed),
    locale: 'en',
    taxesIncluded: true,
    orderDiscount: 0,
    shipping,
    payments: [
      {
        id: 'p1',
        method: 'card',
        provider: 'sandbox',
        reference: `pi_${order.number}`,
        amount: total,
        capturedAt: iso(placed),
        label: 'Visa •••• 4242',
      },
    ],
    fulfillments: [
      {
        id: 'f1',
        shippedAt: iso(delivered - 2 * dayMs),
        deliveredAt: iso(delivered),
        lines: order.lines.map(({ id, quantity }) => ({ line: id, quantity })),
      },
    ],
    refunds: [],
    ...order,
  }
}

/** The order of the drawn request page: two of three lines claimed, two payments, one unit refunded outside. */
export function claraOrder(now: number): Order {
  return orderOf(now, 11, {
    number: 'LH-20418',
    currency: 'EUR',
    locale: 'de',
    customer: {
      id: 'c1',
      name: 'Clara Hoffmann',
      email: 'clara@posteo.example',
      phone: '+49 30 1234567',
      country: 'DE',
      tier: 'gold',
    },
    lines: [
      line('l1', 'Linen shirt', 5760, {
        sku: 'LS-WHT-M',
        variant: 'White · M',
        quantity: 2,
        tax: 1839,
        image: pictures.shirt,
        categories: ['shirts'],
      }),
      line('l2', 'Wool throw', 9000, {
        sku: 'WT-OAT',
        variant: 'Oat · 130 × 180 cm',
        discount: 450,
        tax: 1365,
        image: pictures.throw,
        categories: ['home'],
      }),
      line('l3', 'Monogram napkins, set of 4', 3240, {
        sku: 'NP-MONO',
        tax: 517,
        image: pictures.napkin,
        legalClass: ['custom_made'],
      }),
    ],
    shipping: [{ id: 's1', title: 'Standard delivery', amount: 590, discount: 0, tax: 94, standardAmount: 590 }],
    payments: [
      {
        id: 'p1',
        method: 'card',
        provider: 'sandbox',
        reference: 'pi_1',
        amount: 19900,
        capturedAt: iso(now - 17 * dayMs),
        label: 'Visa •••• 4242',
      },
      {
        id: 'p2',
        method: 'gift_card',
        provider: 'sandbox',
        reference: 'gc_1',
        amount: 4000,
        capturedAt: iso(now - 17 * dayMs),
      },
    ],
    refunds: [
      { id: 'x1', at: iso(now - 5 * dayMs), lines: [], amount: 500, payments: [{ payment: 'p1', amount: 500 }] },
    ],
  })
}
