import type { Fulfillment, Order, OrderLine } from '../order/order.ts'

const dayMs = 86_400_000

/** When goods reached the shopper; `assumed` when nobody said so and shipping or placing plus transit stands in. */
export interface Delivery {
  atMs: number
  assumed: boolean
}

/** A stated time in ms; undefined for none, or for one that is no time. */
export function instantOf(time: string | undefined): number | undefined {
  if (time === undefined) return undefined
  const ms = Date.parse(time)
  return Number.isNaN(ms) ? undefined : ms
}

/** The latest delivery among the fulfillments holding the line; `line.deliveredAt` overrides them. */
export function deliveryOfLine(order: Order, line: OrderLine, assumedTransitDays: number): Delivery {
  const stated = instantOf(line.deliveredAt)
  if (stated !== undefined) return { atMs: stated, assumed: false }
  let latest: Delivery | undefined
  for (const fulfillment of order.fulfillments) {
    if (!holds(fulfillment, line.id)) continue
    const delivery = deliveryOf(fulfillment, order, assumedTransitDays)
    if (!latest || delivery.atMs > latest.atMs) latest = delivery
  }
  return latest ?? { atMs: placedAt(order) + assumedTransitDays * dayMs, assumed: true }
}

/**
 * The delivery of the order's last good: where the EU's and the UK's period starts (Directive 2011/83/EU art. 9(2)(b),
 * SI 2013/3134 reg. 30). Fees and gift cards are not delivered and do not hold it back.
 */
export function lastDelivery(order: Order, deliveries: readonly Delivery[], assumedTransitDays: number): Delivery {
  let latest: Delivery | undefined
  order.lines.forEach((line, index) => {
    const delivery = deliveries[index]
    if (!delivery || (line.kind !== undefined && line.kind !== 'product')) return
    if (!latest || delivery.atMs > latest.atMs) latest = delivery
  })
  return latest ?? deliveries[0] ?? { atMs: placedAt(order) + assumedTransitDays * dayMs, assumed: true }
}

/** When the last part of the line, or of the order without one, was sent; placing it where nothing was. */
export function fulfilledAt(order: Order, lineId?: string): number {
  let latest: number | undefined
  for (const fulfillment of order.fulfillments) {
    if (lineId !== undefined && !holds(fulfillment, lineId)) continue
    const shipped = instantOf(fulfillment.shippedAt)
    if (shipped !== undefined && (latest === undefined || shipped > latest)) latest = shipped
  }
  return latest ?? placedAt(order)
}

export function placedAt(order: Order): number {
  return instantOf(order.placedAt) ?? 0
}

function deliveryOf(fulfillment: Fulfillment, order: Order, assumedTransitDays: number): Delivery {
  const stated = instantOf(fulfillment.deliveredAt)
  if (stated !== undefined) return { atMs: stated, assumed: false }
  const shipped = instantOf(fulfillment.shippedAt) ?? placedAt(order)
  return { atMs: shipped + assumedTransitDays * dayMs, assumed: true }
}

function holds(fulfillment: Fulfillment, lineId: string): boolean {
  for (const { line } of fulfillment.lines) if (line === lineId) return true
  return false
}
