import type { Order } from '../../shared/order/order.ts'

/** Characters of all snapshots that are kept together; a parsed order takes some three bytes for each. */
const mostCharacters = 4_000_000
const kept = new Map<string, Order>()
let characters = 0

/**
 * The order that a stored snapshot says. Snapshots never change and an order is read many times while somebody looks at
 * it, so it is parsed once; frozen, because all who read it are given the same one.
 */
export function orderOfSnapshot(snapshot: string): Order {
  const known = kept.get(snapshot)
  if (known) return known
  const order = frozen(JSON.parse(snapshot) as Order)
  characters += snapshot.length
  if (characters > mostCharacters) {
    kept.clear()
    characters = snapshot.length
  }
  kept.set(snapshot, order)
  return order
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}
