import type { Order } from '../../shared/order/order.ts'
import type { CompiledPolicy } from '../../shared/policy/compile.ts'
import type { EvaluationInput } from '../../shared/policy/evaluate.ts'
import { OrderView } from '../../shared/policy/order-view.ts'

/** One order of five lines and what is asked about them, line by line. */
export interface BenchOrder {
  order: Order
  claims: readonly EvaluationInput[]
  /** Per claim: the index of its line. */
  lineOf: readonly number[]
}

/** "one": a refund request, a reason a line. "five": opening an order, where the widget asks for every reason of a line. */
export type ReasonsAsked = 'one' | 'five'

const dayMs = 86_400_000
const now = Date.parse('2026-06-15T12:00:00Z')

const tiers = ['none', 'bronze', 'silver', 'gold']
const countries = ['US', 'CA', 'GB', 'DE', 'FR', 'JP', 'US', 'CN']
const currencyOf: Readonly<Record<string, string>> = { GB: 'GBP', DE: 'EUR', FR: 'EUR', CN: 'CNY', JP: 'JPY' }
const categories = ['electronics', 'apparel', 'home', 'perishables', 'toys', 'home']
const benchReasons = ['defective', 'damaged', 'changed_mind', 'wrong_size', 'no_longer_needed']

/** Seeded, so that every variant and every run judges the same orders. */
export function benchOrders(count: number, asked: ReasonsAsked): BenchOrder[] {
  let seed = 12345
  const random = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return seed / 0x7fffffff
  }
  const pick = (values: readonly string[]) => values[Math.floor(random() * values.length)] ?? ''
  return Array.from({ length: count }, (_, number) => benchOrder(number, asked, random, pick))
}

/** The orders as if they had just come from the store: nothing is known of an object that is new. */
export function asStored(benches: readonly BenchOrder[]): BenchOrder[] {
  return benches.map(({ order, claims, lineOf }) => about({ ...order }, claims, lineOf))
}

/** The same orders with what they say read before. */
export function asRead(benches: readonly BenchOrder[], { clock, policy }: CompiledPolicy): BenchOrder[] {
  return benches.map(({ order, claims, lineOf }) =>
    about(order, claims, lineOf, new OrderView(order, clock, policy.assumedTransitDays)),
  )
}

/** Claims are written out, so that they have one shape: a spread may give each a hidden class of its own. */
function about(
  order: Order,
  claims: readonly EvaluationInput[],
  lineOf: readonly number[],
  view?: OrderView,
): BenchOrder {
  return {
    order,
    lineOf,
    claims: claims.map(({ lineId, reason, claim, now, history }) => ({
      order,
      view,
      lineId,
      reason,
      claim,
      now,
      history,
    })),
  }
}

function benchOrder(
  number: number,
  asked: ReasonsAsked,
  random: () => number,
  pick: (values: readonly string[]) => string,
): BenchOrder {
  const country = pick(countries)
  const history = { refunds90: Math.floor(random() * 8) }
  const deliveredAt = now - Math.floor(random() * 90) * dayMs
  const order: Order = {
    number: `B-${number}`,
    placedAt: new Date(deliveredAt - 4 * dayMs).toISOString(),
    currency: currencyOf[country] ?? 'USD',
    customer: { country, tier: pick(tiers), tags: [] },
    taxesIncluded: true,
    lines: [],
    orderDiscount: 0,
    shipping: [],
    payments: [],
    fulfillments: [],
    refunds: [],
  }
  const claims: EvaluationInput[] = []
  const lineOf: number[] = []
  for (let index = 0; index < 5; index++) {
    const id = `line-${index}`
    const category = pick(categories)
    order.lines.push({
      id,
      sku: `SKU-${Math.floor(random() * 1000)}`,
      title: 'Something',
      categories: [category],
      tags: random() < 0.1 ? ['sale', 'no-return'] : random() < 0.1 ? ['final-sale'] : random() < 0.5 ? ['sale'] : [],
      quantity: 1,
      unitPrice: 500 + Math.floor(random() * 60_000),
      discount: 0,
      tax: 0,
      ...(category === 'perishables' ? { legalClass: ['perishable' as const] } : {}),
    })
    const claim = { quantity: 1, photos: random() < 0.5 ? 1 : 0 }
    const one = pick(benchReasons)
    for (const reason of asked === 'five' ? benchReasons : [one]) {
      claims.push({ order, lineId: id, reason, claim, now, history })
      lineOf.push(index)
    }
  }
  for (let half = 0; half < 2; half++) {
    const at = deliveredAt - half * dayMs
    order.fulfillments.push({
      id: `parcel-${half}`,
      shippedAt: new Date(at - 2 * dayMs).toISOString(),
      deliveredAt: new Date(at).toISOString(),
      lines: order.lines.slice(half * 3, half * 3 + 3).map(({ id }) => ({ line: id, quantity: 1 })),
    })
  }
  // What comes from the store was parsed: the same words are the same strings.
  return about(JSON.parse(JSON.stringify(order)) as Order, claims, lineOf)
}
