import type { Order } from '../../../shared/order/order.ts'
import type { PastOutcome, PastReturn } from '../derive-past-returns.ts'

/** The lines of one return, as one request tells them. */
export interface PastRequest {
  key: string
  order: Order
  /** Epoch ms. */
  atMs: number
  outcome: PastOutcome
  rating: number | undefined
  claims: readonly PastReturn[]
}

/** Groups the lines by request, oldest first; a return of an order that is not there is left out. */
export function pastRequestsOf(orders: readonly Order[], returns: readonly PastReturn[]): PastRequest[] {
  const byNumber = new Map(orders.map((order) => [order.number, order]))
  const groups = new Map<string, PastReturn[]>()
  for (const entry of returns) groups.set(entry.request, [...(groups.get(entry.request) ?? []), entry])
  return [...groups]
    .flatMap(([key, claims]): PastRequest[] => {
      const first = claims[0]
      const order = first && byNumber.get(first.orderNumber)
      if (!first || !order) return []
      return [{ key, order, atMs: Date.parse(first.atIso), outcome: first.outcome, rating: first.rating, claims }]
    })
    .sort((a, b) => a.atMs - b.atMs || a.key.localeCompare(b.key))
}
