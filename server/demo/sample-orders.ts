import type { Order } from '../../shared/order/order.ts'
import type { CompiledPolicy } from '../../shared/policy/compile.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'

export interface SampleOrder {
  number: string
  email: string
  phone: string
}

/** Kinds a script or a visitor looks for, and how many of each are told of at least. */
const kinds: readonly (readonly [wanted: number, is: (order: Order) => boolean])[] = [
  [3, (order) => order.lines.length > 40],
  [4, (order) => order.payments.length > 1 && !isChargedTwice(order)],
  [3, isChargedTwice],
  [2, (order) => order.fulfillments.length > 1],
]

function isChargedTwice({ payments: [first, second] }: Order): boolean {
  return first !== undefined && second?.amount === first.amount && second.method === first.method
}

/**
 * Orders to try a refund on, newest first: one country after the other, then the kinds that are rare. Only those of which a
 * line can go back today; those with a request come last.
 */
export function sampleOrders(
  orders: readonly Order[],
  policy: CompiledPolicy,
  nowMs: number,
  taken: ReadonlySet<string>,
  count = 40,
): SampleOrder[] {
  const refundable = orders.filter((order) => canGoBack(order, policy, nowMs))
  const free = refundable.filter(({ number }) => !taken.has(number))
  const rare = kinds.flatMap(([wanted, is]) => free.filter(is).slice(0, wanted))
  const ordinary = byTurns(free.filter(({ lines }) => lines.length <= 14))
  const late = refundable.filter(({ number }) => taken.has(number))
  const room = Math.max(0, count - new Set(rare).size)
  const chosen = new Set([...ordinary.slice(0, room), ...rare, ...ordinary, ...free, ...late])
  return [...chosen]
    .slice(0, count)
    .map(({ number, customer: { email = '', phone = '' } }) => ({ number, email, phone }))
}

function canGoBack(order: Order, policy: CompiledPolicy, now: number): boolean {
  const isDelivered = order.fulfillments.length > 0 && order.fulfillments.every((parcel) => parcel.deliveredAt)
  return (
    isDelivered &&
    order.lines.some((line) => evaluate(policy, { order, lineId: line.id, reason: 'not_needed', now }).eligible)
  )
}

/** The first of every country and currency, then the second of each, and so on. */
function byTurns(orders: readonly Order[]): Order[] {
  const groups = new Map<string, Order[]>()
  for (const order of orders) {
    const key = `${order.customer.country} ${order.currency}`
    groups.set(key, [...(groups.get(key) ?? []), order])
  }
  const longest = Math.max(0, ...[...groups.values()].map((group) => group.length))
  return Array.from({ length: longest }, (_, turn) => [...groups.values()].flatMap((group) => group[turn] ?? [])).flat()
}
