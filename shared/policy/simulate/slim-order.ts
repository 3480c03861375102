import type { Fulfillment, Order, OrderLine } from '../../order/order.ts'
import { sum } from '../../order/order-totals.ts'
import { unsentLines } from '../delivery.ts'
import { lineTotal } from '../order-view.ts'
import type { PastRequest } from './history.ts'

/**
 * The order with what judging this request reads: lines that were not claimed lose their words, and those that nothing
 * else names stand summed up as one for each kind and delivery. Most lines of most orders are such, so that a history takes
 * a fraction to send and to replay, with the same outcomes. Pure.
 */
export function slimOrder(order: Order, { items, holdings }: Pick<PastRequest, 'items' | 'holdings'>): Order {
  const { lines, fulfillments } = order
  const claimed = new Set(items.map(({ line }) => line))
  // What no line states of a discount is split line by line, and rounded there.
  const named = order.orderDiscount === 0 ? namedLines(order, holdings) : new Set(lines.map(({ id }) => id))
  const parcels = parcelsOf(fulfillments)
  // A map keeps the order's order: of equal deliveries the first line's counts.
  const groups = new Map<string, OrderLine[]>()
  for (const line of lines) {
    const { id, kind = 'product', deliveredAt = '' } = line
    const key = claimed.has(id) || named.has(id) ? `=${id}` : `${kind} ${deliveredAt} ${parcels.get(id) ?? ''}`
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  const slim = [...groups.values()].map((group) => {
    const [line] = group as [OrderLine]
    if (claimed.has(line.id)) return line
    return named.has(line.id) ? withoutWords(line) : summedUp(group, order.taxesIncluded)
  })
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

/** Claimed before, refunded outside, part of a promotion, or still to be sent. */
function namedLines(order: Order, holdings: PastRequest['holdings']): Set<string> {
  const { lines, refunds, promotions = [] } = order
  const unsent = unsentLines(order)
  return new Set([
    ...lines.flatMap(({ id }, index) => (unsent[index] ? [id] : [])),
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

/** What it cost and when it came; what it is, only a claim on it asks. */
function withoutWords(line: OrderLine): OrderLine {
  const {
    title: _title,
    image: _image,
    variant: _variant,
    productId: _product,
    attributes: _attributes,
    ...rest
  } = line
  const taxes = line.taxes?.map(({ amount }) => ({ name: '', amount }))
  return { ...rest, sku: '', title: '', categories: [], tags: [], ...(taxes ? { taxes } : {}) }
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
