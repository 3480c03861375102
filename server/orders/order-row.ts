import type { Order } from '../../shared/order/order.ts'
import { orderTotal } from '../../shared/order/order-totals.ts'
import { contactKeys } from '../access/index.ts'
import { sha256Hex } from '../platform/hmac.ts'
import type { Ports } from '../platform/ports.ts'
import type { OrderRow } from './store.ts'

/** The row of a snapshot: what it is found by, and the snapshot itself, in the words of the parsed order. */
export async function orderRowOf(ports: Ports, merchant: string, order: Order): Promise<OrderRow> {
  const snapshot = JSON.stringify(order)
  const { email, phone, id, country } = order.customer
  const [keys, contentHash] = await Promise.all([
    contactKeys(ports.secrets.signingKey, merchant, { email, phone: phone ?? order.shippingAddress?.phone }),
    sha256Hex(snapshot),
  ])
  return {
    merchant,
    number: order.number,
    sourceRevision: order.revision === undefined ? null : String(order.revision),
    contentHash,
    emailKey: keys.emailKey ?? null,
    phoneKey: keys.phoneKey ?? null,
    customerId: id ?? null,
    placedAt: Date.parse(order.placedAt),
    currency: order.currency,
    country,
    total: orderTotal(order),
    lineCount: order.lines.length,
    receivedAt: ports.clock.now(),
    snapshot,
  }
}

/** Is the pushed revision older than the stored one? Counters compare as numbers, times as times, the rest as text. */
export function isOlderRevision(pushed: string | null, stored: string | undefined): boolean {
  if (pushed === null || stored === undefined) return false
  if (/^\d+$/.test(pushed) && /^\d+$/.test(stored)) return BigInt(pushed) < BigInt(stored)
  const [left, right] = [Date.parse(pushed), Date.parse(stored)]
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left < right
  return pushed < stored
}
