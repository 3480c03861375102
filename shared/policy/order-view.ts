import type { Order, OrderLine } from '../order/order.ts'
import type { ZonedClock } from '../time/zoned.ts'
import { type Delivery, deliveriesOf, fulfilledAt, lastDelivery, placedAt, unsentLines } from './delivery.ts'
import type { PeriodEnd } from './policy.ts'
import { lastDayOf, periodEndOf } from './statutes/period.ts'
import type { Statute } from './statutes/statute.ts'
import { type Region, regionOf } from './statutes/statute-for.ts'

/** Orders with more lines than this get an index; below it, looking is quicker. */
const indexedFrom = 16

/** What several claims on one order need, computed when first asked for. Orders are immutable, so it never goes stale. */
export class OrderView {
  readonly order: Order
  readonly clock: ZonedClock
  readonly assumedTransitDays: number
  private knownDeliveries: readonly Delivery[] | undefined = undefined
  private lastDelivered: Delivery | undefined = undefined
  private placed: number | undefined = undefined
  private sum: number | undefined = undefined
  private place: Region | undefined = undefined
  private unsent: readonly boolean[] | undefined = undefined
  /** The statute asked about last whose period starts with the last delivery, and that period's last day. */
  private periodOf: Statute | undefined = undefined
  private periodEnd = 0
  /** Found last: a line is asked about for many reasons. */
  private last = 0
  private index: Map<string, number> | undefined = undefined

  constructor(order: Order, clock: ZonedClock, assumedTransitDays: number) {
    this.order = order
    this.clock = clock
    this.assumedTransitDays = assumedTransitDays
  }

  get placedAtMs(): number {
    this.placed ??= placedAt(this.order)
    return this.placed
  }

  /** Of the laws that protect this shopper. */
  get region(): Region {
    this.place ??= regionOf(this.order.customer.country)
    return this.place
  }

  /** The last local day of a statute's period for this line; without a line (-1) for the order. */
  lastDayUnder(statute: Statute, index: number, today: number): number {
    if (statute.period.from === 'line_delivery' || this.isAwaited(statute, index))
      return lastDayOf(statute, this.startUnder(statute, index, today), this.order.customer.country)
    if (this.periodOf !== statute) {
      this.periodOf = statute
      this.periodEnd = lastDayOf(statute, this.deliveredDay(-1), this.order.customer.country)
    }
    return this.periodEnd
  }

  /** By which articles it is that day. */
  periodEndUnder(statute: Statute, index: number, today: number): PeriodEnd {
    return periodEndOf(statute, this.startUnder(statute, index, today), this.order.customer.country)
  }

  /** The local day whose delivery starts the period: not before today while a piece is still to be sent. */
  private startUnder(statute: Statute, index: number, today: number): number {
    const delivered = this.deliveredDay(statute.period.from === 'line_delivery' ? index : -1)
    return this.isAwaited(statute, index) ? Math.max(today, delivered) : delivered
  }

  private isAwaited({ period }: Statute, index: number): boolean {
    this.unsent ??= unsentLines(this.order)
    if (this.unsent.length === 0) return false
    return period.from === 'line_delivery' ? this.unsent[index] === true : this.unsent.includes(true)
  }

  /** -1: the order has no such line. */
  indexOf(lineId: string): number {
    const { lines } = this.order
    if (lines.length < indexedFrom) {
      // Claims come line by line: it is the last one again, or the next.
      let index = this.last
      for (let seen = 0; seen < lines.length; seen++) {
        if (index === lines.length) index = 0
        if ((lines[index] as OrderLine).id === lineId) {
          this.last = index
          return index
        }
        index += 1
      }
      return -1
    }
    this.index ??= new Map(lines.map((line, index) => [line.id, index]))
    return this.index.get(lineId) ?? -1
  }

  get deliveries(): readonly Delivery[] {
    this.knownDeliveries ??= deliveriesOf(this.order, this.assumedTransitDays, this.clock.dayOf)
    return this.knownDeliveries
  }

  get lastDelivery(): Delivery {
    this.lastDelivered ??= lastDelivery(this.order, this.deliveries, this.assumedTransitDays, this.clock.dayOf)
    return this.lastDelivered
  }

  /** Local day of the line's delivery; without a line (-1) of the order's last. */
  deliveredDay(index: number): number {
    return this.delivery(index).day
  }

  /** The line's delivery; without a line (-1) the order's last. */
  delivery(index: number): Delivery {
    return (index < 0 ? undefined : this.deliveries[index]) ?? this.lastDelivery
  }

  startedDay(from: 'delivered' | 'fulfilled' | 'placed', index: number): number {
    if (from === 'delivered') return this.deliveredDay(index)
    if (from === 'placed') return this.clock.dayOf(this.placedAtMs)
    return this.clock.dayOf(fulfilledAt(this.order, this.order.lines[index]?.id))
  }

  /** What the order cost: lines, shipping and tax after all discounts; minor units. */
  get total(): number {
    this.sum ??= totalOf(this.order)
    return this.sum
  }
}

function totalOf(order: Order): number {
  let total = -order.orderDiscount
  for (const line of order.lines) total += lineTotal(line, order.taxesIncluded)
  for (const { amount, discount, tax } of order.shipping) total += amount - discount + (order.taxesIncluded ? 0 : tax)
  return total
}

/** What the line cost with tax, after its own discount and its stated share of the order's; minor units. */
export function lineTotal(line: OrderLine, taxesIncluded: boolean): number {
  const net = line.quantity * line.unitPrice - line.discount - (line.orderDiscount ?? 0)
  if (taxesIncluded) return net
  if (!line.taxes) return net + line.tax
  let tax = 0
  for (const part of line.taxes) tax += part.amount
  return net + tax
}
