import type { Fulfillment, OrderLine } from '../../shared/order/order.ts'
import { between, type Draw, digits, pick } from './draw.ts'
import type { Place } from './places.ts'

/** Shares of orders, as the about page says them. */
export const parcelShares = { twoParcels: 0.1, neverDelivered: 0.01 }

const hourMs = 3_600_000

/**
 * Shipped 4 to 44 hours after the order, delivered 1 to 9 days later by country; what lies after the cutoff has not
 * happened yet. One in ten orders of three lines or more comes in two parcels; a few parcels never arrive.
 */
export function fulfillmentsOf(
  number: string,
  lines: readonly OrderLine[],
  placedAtMs: number,
  express: boolean,
  place: Place,
  { draw, cutoffMs }: { draw: Draw; cutoffMs: number },
): Fulfillment[] {
  const split = lines.length >= 3 && draw(number, 'two parcels') < parcelShares.twoParcels
  const at = split ? between(1, lines.length - 1, draw(number, 'split at')) : lines.length
  const parcels = split ? [lines.slice(0, at), lines.slice(at)] : [lines]
  const lost = draw(number, 'lost') < parcelShares.neverDelivered
  return parcels.flatMap((inside, index) => {
    const id = `F${index + 1}`
    const about = `${number}/${id}`
    const shippedAtMs = placedAtMs + between(4, 44, draw(about, 'shipped')) * hourMs + index * 26 * hourMs
    if (shippedAtMs >= cutoffMs) return []
    const [soonest, latest] = express ? ([1, Math.min(3, place.transitDays[1])] as const) : place.transitDays
    const days = between(soonest, latest, draw(about, 'days'))
    const deliveredAtMs = shippedAtMs + days * 24 * hourMs + between(-300, 240, draw(about, 'minute')) * 60_000
    const arrived = deliveredAtMs < cutoffMs && !(lost && index === parcels.length - 1)
    return [
      {
        id,
        shippedAt: new Date(shippedAtMs).toISOString(),
        ...(arrived ? { deliveredAt: new Date(deliveredAtMs).toISOString() } : {}),
        carrier: pick(place.carriers, draw(about, 'carrier')),
        trackingNumber: `DEMO${digits(9, draw(about, 'tracking'))}`,
        lines: inside.map((line) => ({ line: line.id, quantity: line.quantity })),
      },
    ]
  })
}
