import type { Fulfillment, Order, OrderLine } from '../../order/order.ts'
import { sum } from '../../order/order-totals.ts'
import type { Holdings } from '../../quote/quote-types.ts'
import { unsentLines } from '../delivery.ts'
import { lineTotal } from '../order-view.ts'

interface Named {
  /** Ids of lines. */
  claimed: Iterable<string>
  /** What other requests hold of the order; more of it than counts does no harm. */
  holdings: Holdings
}

/**
 * The order with what judging a request reads: lines that were not claimed lose their words, and those that nothing
 * else names stand summed up as one for each kind and delivery. Most lines of most orders are such, so that a history takes
 * a fraction to send and to replay, with the same outcomes. Pure.
 */
export function slimOrder(order: Order, { claimed: ids, holdings }: Named): Order {
  const { lines, fulfillments } = order
  const claimed = new Set(ids)
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
  const left = new Set(slim.map(({ id }) => id))
  return {
    ...order,
    lines: slim,
    fulfillments: fulfillments.map((parcel) => ({
      ...parcel,
      lines: parcel.lines.filter(({ line }) => left.has(line)),
    })),
  }
}

/** Whether a slim order still has every line that these hold: a later claim on the whole one may have named another. */
export function hasHeldLines({ lines }: Order, holdings: Holdings): boolean {
  const ids = new Set(lines.map(({ id }) => id))
  return Object.keys(holdings).every((key) => !key.startsWith('units:') || ids.has(idOf(key)))
}

/** Of a key of holdings: of the line, payment, delivery or promotion. */
function idOf(key: string): string {
  return key.slice(key.indexOf(':') + 1)
}

/** Claimed before, refunded outside, part of a promotion, or still to be sent. */
function namedLines(order: Order, holdings: Holdings): Set<string> {
  const { lines, refunds, promotions = [] } = order
  const unsent = unsentLines(order)
  return new Set([
    ...lines.flatMap(({ id }, index) => (unsent[index] ? [id] : [])),
    ...Object.keys(holdings).map(idOf),
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
