import { orderBalances } from '../../shared/order/remaining.ts'
import { holdingsOfFile, isOvercommitted } from '../db/order-file.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { readOrder } from './store.ts'

/** The latest snapshot and what remains of every ceiling, by its key: minor units, or units for `units:<line>`. */
export async function getOrder(ports: Ports, merchant: string, number: string) {
  const stored = await readOrder(ports.database, merchant, number)
  if (!stored) throw new Failure('not_found')
  const { byKey } = orderBalances(stored.order, holdingsOfFile(stored), stored.ours)
  return {
    order: stored.order,
    revision: stored.revision,
    overcommitted: isOvercommitted(stored),
    remaining: Object.fromEntries([...byKey].map(([key, { remaining }]) => [key, remaining])),
  }
}
