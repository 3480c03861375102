import { isAmount, roundHalfUp } from '../money/round.ts'
import type { Order, OrderLine, Payment } from '../order/order.ts'
import { zonedClock } from '../time/zoned.ts'
import { factsTable } from './facts-table.ts'
import { lineTotal, OrderView } from './order-view.ts'
import type { FactName, Facts, Reason } from './policy.ts'

/** What the shopper says about one line, payment or the shipping. */
export interface ClaimFacts {
  /** Units; 1 unless said. */
  quantity?: number
  photos?: number
  condition?: string
}

/** What is known of the customer beyond this order. */
export interface CustomerHistory {
  /** Requests of this customer in the last 90 days. */
  refunds90: number
}

/** Where facts are read from: one claim on one order at one time. */
export interface FactScope {
  view: OrderView
  currency: string
  line: OrderLine | undefined
  /** Index of `line`, -1 without one. */
  index: number
  payment: Payment | undefined
  reason: Reason
  claim: ClaimFacts
  history: CustomerHistory
  nowMs: number
  /** The local day of `nowMs`. */
  today: number
}

const none: readonly never[] = []

/** One reader a fact; each is total and cheap. */
export const factReaders: { readonly [F in FactName]: (scope: FactScope) => Facts[F] } = {
  'order.total': ({ view }) => view.total,
  'order.country': ({ view: { order } }) => order.shippingAddress?.country ?? order.customer.country,
  'order.channel': ({ view }) => view.order.channel ?? '',
  'order.currency': ({ view }) => view.order.currency,
  'order.ageDays': ({ view, today }) => Math.max(0, today - view.clock.dayOf(view.placedAtMs)),
  'customer.tier': ({ view }) => view.order.customer.tier ?? '',
  'customer.tags': ({ view }) => view.order.customer.tags ?? none,
  'customer.country': ({ view }) => view.order.customer.country,
  'customer.refunds90': ({ history }) => history.refunds90,
  'line.sku': ({ line }) => line?.sku ?? '',
  'line.categories': ({ line }) => line?.categories ?? none,
  'line.tags': ({ line }) => line?.tags ?? none,
  'line.kind': ({ line }) => (line ? (line.kind ?? 'product') : ''),
  'line.unitPrice': ({ line }) => line?.unitPrice ?? 0,
  'line.total': ({ line, view }) => (line ? lineTotal(line, view.order.taxesIncluded) : 0),
  'line.quantity': ({ line }) => line?.quantity ?? 0,
  'line.discounted': ({ line }) => line !== undefined && (line.discount > 0 || (line.orderDiscount ?? 0) > 0),
  'line.legalClass': ({ line }) => line?.legalClass ?? none,
  'line.legalConfirmed': ({ line }) => line?.legalConfirmed ?? false,
  'line.daysSinceDelivery': ({ line, index, view, today }) =>
    line ? Math.max(0, today - view.deliveredDay(index)) : 0,
  'line.delivered': ({ line, index, view, nowMs }) => {
    if (!line) return false
    const { atMs, assumed } = view.delivery(index)
    return !assumed && atMs <= nowMs
  },
  'claim.reason': ({ reason }) => reason.code,
  'claim.reasonGroup': ({ reason }) => reason.parent ?? reason.code,
  'claim.fault': ({ reason }) => reason.fault,
  'claim.noReason': ({ reason }) => reason.noReason ?? false,
  'claim.quantity': ({ claim }) => claim.quantity ?? 1,
  'claim.amount': ({ line, payment, claim, view }) => {
    if (payment) return payment.amount
    if (!line) return 0
    const units = claim.quantity ?? 1
    // what is no quantity is worth nothing here; the quote refuses it by name
    return isAmount(units) && units <= line.quantity
      ? roundHalfUp(lineTotal(line, view.order.taxesIncluded), units, line.quantity)
      : 0
  },
  'claim.photos': ({ claim }) => claim.photos ?? 0,
  'claim.condition': ({ claim }) => claim.condition ?? '',
}

/** The named facts as values, for a trace or a pinned event. */
export function readFacts(scope: FactScope, names: Iterable<FactName>): Partial<Facts> {
  const facts: { [F in FactName]?: Facts[F] } = {}
  const read = <F extends FactName>(name: F) => {
    facts[name] = factReaders[name](scope) as (typeof facts)[F]
  }
  for (const name of names) read(name)
  return facts
}

/** Every fact of one claim. Amounts in minor units of the order's currency. */
export function factsOf(
  order: Order,
  subject: OrderLine | Payment | undefined,
  claim: ClaimFacts & { reason: Reason },
  nowMs: number,
  zone: string,
  history: CustomerHistory,
  assumedTransitDays = 0,
): Facts {
  const view = new OrderView(order, zonedClock(zone), assumedTransitDays)
  const line = subject && 'unitPrice' in subject ? subject : undefined
  const scope: FactScope = {
    view,
    currency: order.currency,
    line,
    index: line ? view.indexOf(line.id) : -1,
    payment: subject && 'method' in subject ? subject : undefined,
    reason: claim.reason,
    claim,
    history,
    nowMs,
    today: view.clock.dayOf(nowMs),
  }
  return readFacts(scope, allFactNames) as Facts
}

const allFactNames: readonly FactName[] = factsTable.map(({ name }) => name)
