import type { Fulfillment, Order, OrderLine } from '../../order/order.ts'
import { sum } from '../../order/order-totals.ts'
import { unsentLines } from '../delivery.ts'
import { lineTotal } from '../order-view.ts'
import type { PastRequest } from './history.ts'

/**
 * The order with what judging this request reads: lines that were not claimed, and that nothing else names, stand summed
 * up as one for each kind and delivery, without words. Most lines of most orders are such, so that a history takes a
 * fraction to send and to replay, with the same outcomes. Pure.
 */
export function slimOrder(order: Order, { items, holdings }: Pick<PastRequest, 'items' | 'holdings'>): Order {
  const { lines, fulfillments } = order
  // What no line states of a discount is split line by line, and rounded there.
  if (order.orderDiscount !== 0 || lines.length === items.length) return order
  const named = namedLines(order, items, holdings)
  const parcels = parcelsOf(fulfillments)
  // A map keeps the order's order: of equal deliveries the first line's counts.
  const groups = new Map<string, OrderLine[]>()
  for (const line of lines) {
    const { id, kind = 'product', deliveredAt = '' } = line
    const key = named.has(id) ? `=${id}` : `${kind} ${deliveredAt} ${parcels.get(id) ?? ''}`
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  const slim = [...groups.values()].flatMap((group) =>
    named.has(group[0]?.id) ? group : [summedUp(group, order.taxesIncluded)],
  )
  const ids = new Set(slim.map(({ id }) => id))
  return {
    ...order,
    lines: slim,
    fulfillments: fulfillments.map((parcel) => ({
      ...parcel,
      lines: parcel.lines.filter(({ line }) => ids.has(line)),
    })),
  }
}

/** Claimed now or before, refunded outside, part of a promotion, or still to be sent. */
function namedLines(
  order: Order,
  items: PastRequest['items'],
  holdings: PastRequest['holdings'],
): Set<string | undefined> {
  const { lines, refunds, promotions = [] } = order
  const unsent = unsentLines(order)
  return new Set([
    ...lines.flatMap(({ id }, index) => (unsent[index] ? [id] : [])),
    ...items.map(({ line }) => line),
    ...Object.keys(holdings).map((key) => key.slice(key.indexOf(':') + 1)),
    ...refunds.flatMap((refund) => refund.lines.map(({ line }) => line)),
    ...promotions.flatMap(({ lines, gifts = [] }) => [...lines, ...gifts.map(({ line }) => line)]),
  ])
}

/** By line, the parcels that hold it. */
function parcelsOf(fulfillments: readonly Fulfillment[]): Map<string, string> {
  const parcels = new Map<string, string>()
  for (const [index, { lines }] of fulfillments.entries())
    for (const { line } of lines) parcels.set(line, `${parcels.get(line) ?? ''} ${index}`)
  return parcels
}

/** One unit that cost as much, under the first one's id. */
function summedUp(lines: readonly OrderLine[], taxesIncluded: boolean): OrderLine {
  const [{ id, kind, deliveredAt }] = lines as [OrderLine]
  const tax = sum(lines.map((line) => (line.taxes ? sum(line.taxes.map(({ amount }) => amount)) : line.tax)))
  const total = sum(lines.map((line) => lineTotal(line, taxesIncluded)))
  return {
    id,
    ...(kind ? { kind } : {}),
    sku: '',
    title: '',
    categories: [],
    tags: [],
    quantity: 1,
    unitPrice: taxesIncluded ? total : total - tax,
    discount: 0,
    tax,
    ...(deliveredAt ? { deliveredAt } : {}),
  }
}
