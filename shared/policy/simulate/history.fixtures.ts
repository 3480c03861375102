import type { Order } from '../../order/order.ts'
import type { PastRequest } from './history.ts'

const dayMs = 86_400_000
const firstDay = Date.parse('2025-12-01T09:00:00Z')

const countries = ['US', 'CA', 'GB', 'DE', 'FR', 'JP', 'US', 'CN'] as const
const currencyOf: Readonly<Record<string, string>> = { GB: 'GBP', DE: 'EUR', FR: 'EUR', CN: 'CNY', JP: 'JPY' }
const tiers = ['bronze', 'silver', 'gold', 'vip']
const reasons = ['doesnt_fit', 'not_needed', 'found_better', 'damaged_in_transit', 'defective', 'wrong_item']
const goods = [
  { sku: 'SHIRT', title: 'Linen shirt', categories: ['clothing'] },
  { sku: 'LAMP', title: 'Ceramic lamp', categories: ['home', 'electronics'] },
  { sku: 'THROW', title: 'Wool throw', categories: ['home'] },
  { sku: 'BAG', title: 'Canvas backpack', categories: ['bags'] },
]

/** For tests and benches: past requests of a shop's year, each with an order of its own: 3 lines, delivery, two payments, tax on top. Seeded. */
export function pastRequests(count: number): PastRequest[] {
  let seed = 4711
  const random = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return seed / 0x7fffffff
  }
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  return Array.from({ length: count }, (_, number) => {
    const submittedAt = firstDay + Math.floor(random() * 360 * dayMs)
    const order = pastOrder(number, submittedAt - (1 + Math.floor(random() * 45)) * dayMs, random, pick)
    const lines = order.lines.slice(0, random() < 0.2 ? 2 : 1)
    return {
      number: `R-${number}`,
      order,
      submittedAt,
      refunds90: Math.floor(random() * 7),
      holdings: {},
      items: lines.map(({ id }) => ({
        line: id,
        quantity: 1,
        reason: pick(reasons),
        condition: pick(['unopened', 'opened', 'used']),
        photos: 1 + Math.floor(random() * 2),
        resolution: random() < 0.2 ? ('store_credit' as const) : ('refund' as const),
      })),
    }
  })
}

function pastOrder(
  number: number,
  deliveredMs: number,
  random: () => number,
  pick: <T>(values: readonly T[]) => T,
): Order {
  const country = pick(countries)
  const at = (ms: number) => new Date(ms).toISOString()
  const lines = Array.from({ length: 3 }, (_, index) => {
    const unitPrice = 900 + Math.floor(random() * 30_000)
    const quantity = 1 + Math.floor(random() * 2)
    return {
      ...pick(goods),
      id: `l${index}`,
      tags: random() < 0.1 ? ['final-sale'] : random() < 0.3 ? ['sale'] : [],
      quantity,
      unitPrice,
      discount: random() < 0.3 ? Math.floor(unitPrice / 10) : 0,
      tax: Math.floor((unitPrice * quantity) / 12),
    }
  })
  const shipping = { id: 's1', title: 'Parcel', amount: 590, discount: 0, tax: 60 }
  const total = lines.reduce(
    (sum, line) => sum + line.quantity * line.unitPrice - line.discount + line.tax,
    shipping.amount + shipping.tax,
  )
  const payment = { provider: 'sandbox', capturedAt: at(deliveredMs - 4 * dayMs) }
  return {
    number: `B-${number}`,
    placedAt: at(deliveredMs - 4 * dayMs),
    currency: currencyOf[country] ?? 'USD',
    customer: { country, tier: pick(tiers), tags: [] },
    taxesIncluded: false,
    lines,
    orderDiscount: 0,
    shipping: [shipping],
    payments: [
      { ...payment, id: 'p1', method: 'gift_card', reference: 'g', amount: 1_000 },
      { ...payment, id: 'p2', method: 'card', reference: 'c', amount: total - 1_000 },
    ],
    fulfillments: [
      {
        id: 'f1',
        shippedAt: at(deliveredMs - 2 * dayMs),
        deliveredAt: at(deliveredMs),
        lines: lines.map(({ id, quantity }) => ({ line: id, quantity })),
      },
    ],
    refunds: [],
  }
}
