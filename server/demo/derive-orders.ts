import type { Order } from '../../shared/order/order.ts'
import { catalogueOf } from './catalogue.ts'
import type { DemoData } from './demo-data.ts'
import { deriveOrder, numberOf } from './derive-order.ts'
import { derivePastReturns, type PastReturn } from './derive-past-returns.ts'
import { seededDraw } from './draw.ts'
import { type Person, personOf } from './people.ts'

const dayMs = 86_400_000
export const demoSeed = 'linhe-1'

export interface DeriveInput {
  data: DemoData & { epoch: string }
  /** Epoch ms. Only its UTC date counts: the same date and seed give the same bytes. */
  nowMs: number
  /** Origin of the storefront, for pictures; without a slash at its end. */
  storeUrl: string
  seed?: string
}

/**
 * The demo merchant's orders and returns from the cut. What the source does not hold is drawn from the seed:
 *
 * - Dates: every order moves by the same number of whole days, so that the newest was placed yesterday (UTC); the time of
 *   day stays. Nothing is compressed: the source's last month is its busiest, so an eighth of the orders fall into
 *   the last 30 days. The cut has moved some of the source's second half 52 weeks back already. Nothing has happened after midnight UTC of today.
 * - Who and where: people.ts, places.ts. Prices: prices.ts. Discounts, tax, delivery: derive-order.ts. Payments and parcels:
 *   derive-payments.ts, derive-fulfillments.ts. What came back: derive-past-returns.ts.
 */
export function deriveOrders({ data, nowMs, storeUrl, seed = demoSeed }: DeriveInput): {
  orders: Order[]
  pastReturns: PastReturn[]
} {
  const draw = seededDraw(seed)
  const cutoffMs = Math.floor(nowMs / dayMs) * dayMs
  const epochMs = Date.parse(data.epoch)
  const newestMs = epochMs + Math.max(...data.orders.map((order) => order.minute)) * 60_000
  const shiftMs = cutoffMs - dayMs - Math.floor(newestMs / dayMs) * dayMs
  const setting = { draw, catalogue: catalogueOf(data), storeUrl, cutoffMs }
  const people = peopleOf(data, draw)
  const orders = data.orders.map((source) => {
    const person = people.get(source.customer)
    if (!person) throw new Error(`no customer ${source.customer} in the demo data`)
    return deriveOrder(source, person, epochMs + source.minute * 60_000 + shiftMs, setting)
  })
  const byNumber = new Map(orders.map((order) => [order.number, order]))
  const returned = data.orders.flatMap((source) => {
    const order = byNumber.get(numberOf(source.id))
    return order ? [{ order, returns: source.returns }] : []
  })
  return { orders, pastReturns: derivePastReturns(returned, draw, cutoffMs) }
}

function peopleOf(data: DemoData, draw: ReturnType<typeof seededDraw>): Map<string, Person> {
  const history = new Map<string, { country: string; spentPence: number; orders: number }>()
  for (const order of data.orders) {
    const so = history.get(order.customer) ?? { country: order.country, spentPence: 0, orders: 0 }
    so.spentPence += order.lines.reduce((sum, line) => sum + line.units * line.pence, 0)
    so.orders += 1
    history.set(order.customer, so)
  }
  return new Map([...history].map(([customer, so]) => [customer, personOf(draw, customer, so.country, so)]))
}
