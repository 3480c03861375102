import type { Fulfillment, Order, OrderLine } from '../order/order.ts'
import { parseInstant } from '../time/instant.ts'

const dayMs = 86_400_000

/** When goods reached the shopper; `assumed` when nobody said so and shipping or placing plus transit stands in. */
export interface Delivery {
  atMs: number
  assumed: boolean
  /** The local day of `atMs`. */
  day: number
}

/** The local calendar day of an instant, in the merchant's zone. */
export type DayOf = (instantMs: number) => number

/** A stated time in ms; undefined for none, or for one that is no time. */
export function instantOf(time: string | undefined): number | undefined {
  if (time === undefined) return undefined
  const ms = parseInstant(time)
  return Number.isNaN(ms) ? undefined : ms
}

/**
 * Per line of the order: the latest delivery among the fulfillments holding it, `line.deliveredAt` overriding; where
 * none holds it, placing plus transit.
 */
export function deliveriesOf(order: Order, assumedTransitDays: number, dayOf: DayOf): Delivery[] {
  const { lines, fulfillments } = order
  const parcels: Delivery[] = []
  for (const fulfillment of fulfillments) parcels.push(deliveryOf(fulfillment, order, assumedTransitDays, dayOf))
  const latestOf = lines.length > scannedLines ? latestByLine(fulfillments, parcels) : undefined
  const deliveries: Delivery[] = []
  let unshipped: Delivery | undefined
  for (const line of lines) {
    const stated = instantOf(line.deliveredAt)
    if (stated !== undefined) {
      deliveries.push({ atMs: stated, assumed: false, day: dayOf(stated) })
      continue
    }
    const latest = latestOf ? latestOf.get(line.id) : latestHolding(line.id, fulfillments, parcels)
    if (!latest) unshipped ??= assumedFrom(placedAt(order), assumedTransitDays, dayOf)
    deliveries.push(latest ?? (unshipped as Delivery))
  }
  return deliveries
}

/** Up to this many lines, looking through the parcels beats an index. */
const scannedLines = 16

function latestHolding(lineId: string, fulfillments: readonly Fulfillment[], parcels: readonly Delivery[]) {
  let latest: Delivery | undefined
  for (let index = 0; index < fulfillments.length; index++) {
    const parcel = parcels[index] as Delivery
    if (latest && latest.atMs >= parcel.atMs) continue
    if (holds(fulfillments[index] as Fulfillment, lineId)) latest = parcel
  }
  return latest
}

function latestByLine(fulfillments: readonly Fulfillment[], parcels: readonly Delivery[]): Map<string, Delivery> {
  const latest = new Map<string, Delivery>()
  fulfillments.forEach(({ lines }, index) => {
    const parcel = parcels[index] as Delivery
    for (const { line } of lines) {
      const known = latest.get(line)
      if (!known || parcel.atMs > known.atMs) latest.set(line, parcel)
    }
  })
  return latest
}

/**
 * The delivery of the order's last good: where the EU's and the UK's period starts (Directive 2011/83/EU art. 9(2)(b),
 * SI 2013/3134 reg. 30). Fees and gift cards are not delivered and do not hold it back.
 */
export function lastDelivery(
  order: Order,
  deliveries: readonly Delivery[],
  assumedTransitDays: number,
  dayOf: DayOf,
): Delivery {
  let latest: Delivery | undefined
  for (let index = 0; index < order.lines.length; index++) {
    const { kind } = order.lines[index] as OrderLine
    const delivery = deliveries[index]
    if (!delivery || (kind !== undefined && kind !== 'product')) continue
    if (!latest || delivery.atMs > latest.atMs) latest = delivery
  }
  return latest ?? deliveries[0] ?? assumedFrom(placedAt(order), assumedTransitDays, dayOf)
}

/**
 * Per line: the source says that pieces of it are still to be sent, and has not refunded them: the period of a law that
 * starts with the last piece has not begun (Directive 2011/83/EU art. 9(2)(b)(ii)). Empty: none is. A line of which no
 * source says anything was sent, as far as anybody knows.
 */
export function unsentLines({ lines, fulfillments, refunds }: Order): readonly boolean[] {
  let isAny = false
  const unsent = lines.map(({ id, kind, quantity, fulfilledQuantity, deliveredAt }) => {
    if (deliveredAt !== undefined || (kind !== undefined && kind !== 'product')) return false
    const sent = fulfilledQuantity ?? quantityOf(id, fulfillments)
    if (sent === undefined || sent >= quantity || sent >= quantity - (quantityOf(id, refunds) ?? 0)) return false
    isAny = true
    return true
  })
  return isAny ? unsent : []
}

/** How much of the line these hold together; undefined: none of them holds it. */
function quantityOf(
  lineId: string,
  parts: readonly { lines: readonly { line: string; quantity: number }[] }[],
): number | undefined {
  let sum: number | undefined
  for (const { lines } of parts) {
    for (const { line, quantity } of lines) if (line === lineId) sum = (sum ?? 0) + quantity
  }
  return sum
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

function deliveryOf(fulfillment: Fulfillment, order: Order, assumedTransitDays: number, dayOf: DayOf): Delivery {
  const stated = instantOf(fulfillment.deliveredAt)
  if (stated !== undefined) return { atMs: stated, assumed: false, day: dayOf(stated) }
  return assumedFrom(instantOf(fulfillment.shippedAt) ?? placedAt(order), assumedTransitDays, dayOf)
}

function assumedFrom(sinceMs: number, assumedTransitDays: number, dayOf: DayOf): Delivery {
  const atMs = sinceMs + assumedTransitDays * dayMs
  return { atMs, assumed: true, day: dayOf(atMs) }
}

function holds(fulfillment: Fulfillment, lineId: string): boolean {
  const { lines } = fulfillment
  for (let index = 0; index < lines.length; index++) if (lines[index]?.line === lineId) return true
  return false
}
