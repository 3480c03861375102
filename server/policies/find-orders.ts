import type { OrderHit } from '../../shared/api/policies.schema.ts'
import { withoutContact } from '../../shared/order/without-contact.ts'
import { contactKeys } from '../access/index.ts'
import { holdingsOfFile, isOvercommitted } from '../db/order-file.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { findPolicyInForce } from './find-policy.ts'
import { readNewestOrders, readOrderToTry, searchOrders } from './order-store.ts'

/** Orders to try a policy on. */
export async function findOrders(
  { database, secrets }: Ports,
  { merchant, q, limit }: { merchant: string; q?: string; limit: number },
): Promise<{ orders: OrderHit[] }> {
  if (!q) return { orders: await readNewestOrders(database, merchant, limit) }
  const keys = await contactKeys(secrets.signingKey, merchant, { email: q, phone: q })
  return { orders: await searchOrders(database, { merchant, typed: q, ...keys, limit }) }
}

/** What a decision on this order reads, so that the page can decide itself. @throws Failure not_found */
export async function openOrder(ports: Ports, { merchant, number }: { merchant: string; number: string }) {
  const file = await readOrderToTry(ports.database, merchant, number, ports.clock.now())
  if (!file) throw new Failure('not_found')
  const { order, revision: orderRevision, refunds90, ours } = file
  const inForce = await findPolicyInForce(ports, merchant, Date.parse(order.placedAt))
  return {
    order: { ...withoutContact(order), customer: { ...withoutContact(order).customer, name: order.customer.name } },
    orderRevision,
    holdings: holdingsOfFile(file),
    ours: [...ours],
    refunds90,
    overcommitted: isOvercommitted(file),
    inForce: inForce.version,
  }
}
