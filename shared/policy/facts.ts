import { assertNever } from '../assert-never.ts'
import { isAmount, roundHalfUp } from '../money/round.ts'
import { duplicateOf } from '../order/duplicate-of.ts'
import type { Order, OrderLine, Payment } from '../order/order.ts'
import { parseInstant } from '../time/instant.ts'
import { zonedClock } from '../time/zoned.ts'
import { CategoryClasses } from './category-class.ts'
import { factsTable } from './facts-table.ts'
import { lineTotal, OrderView } from './order-view.ts'
import type { Answers, CategoryClass, FactName, Facts, Policy, ReadFacts, Reason } from './policy.ts'

/** What the shopper says about one line, payment or the shipping. */
export interface ClaimFacts {
  /** Units; 1 unless said. */
  quantity?: number
  photos?: number
  videos?: number
  documents?: number
  /** Characters of the details, white space at the ends not counted. */
  detailLength?: number
  condition?: string
  answers?: Answers
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
const factReaders: { readonly [F in keyof Facts]: (scope: FactScope) => Facts[F] } = {
  'order.total': ({ view }) => view.total,
  'order.country': ({ view: { order } }) => order.shippingAddress?.country ?? order.customer.country,
  'order.channel': ({ view }) => view.order.channel ?? '',
  'order.currency': ({ view }) => view.order.currency,
  'order.ageDays': ({ view, today }) => Math.max(0, today - view.clock.dayOf(view.placedAtMs)),
  'order.store': ({ view }) => view.order.store ?? '',
  'order.region': ({ view: { order } }) => order.shippingAddress?.region ?? '',
  'order.paymentMethods': ({ view: { order } }) => order.payments.map(({ method }) => method),
  'order.shipped': ({ view: { order } }) => order.fulfillments.length > 0,
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
  'line.productId': ({ line }) => line?.productId ?? '',
  'line.variant': ({ line }) => line?.variant ?? '',
  'line.fulfilled': ({ line, view: { order } }) =>
    line !== undefined &&
    ((line.fulfilledQuantity ?? 0) > 0 ||
      order.fulfillments.some(({ lines }) => lines.some((held) => held.line === line.id))),
  'line.gift': ({ line, view: { order } }) =>
    line !== undefined && (order.promotions ?? []).some(({ gifts }) => gifts?.some((gift) => gift.line === line.id)),
  'claim.reason': ({ reason }) => reason.code,
  'claim.reasonGroup': ({ reason }) => reason.parent ?? reason.code,
  'claim.fault': ({ reason }) => reason.fault,
  'claim.noReason': ({ reason }) => reason.noReason ?? false,
  'claim.quantity': ({ claim }) => claim.quantity ?? 1,
  'claim.amount': ({ line, payment, claim, view }) => {
    if (payment) return payment.amount
    if (!line) return 0
    const units = claim.quantity ?? 1
    const total = Math.max(0, lineTotal(line, view.order.taxesIncluded))
    if (units === line.quantity) return total
    // what is no quantity is worth nothing here; the quote refuses it by name
    return isAmount(units) && units < line.quantity ? roundHalfUp(total, units, line.quantity) : 0
  },
  'claim.photos': ({ claim }) => claim.photos ?? 0,
  'claim.videos': ({ claim }) => claim.videos ?? 0,
  'claim.documents': ({ claim }) => claim.documents ?? 0,
  'claim.detailLength': ({ claim }) => claim.detailLength ?? 0,
  'claim.condition': ({ claim }) => claim.condition ?? '',
  'payment.method': ({ payment }) => payment?.method ?? '',
  'payment.duplicate': ({ payment, view: { order } }) =>
    payment !== undefined && duplicateOf(order, payment) !== undefined,
}

export type ReadScope = (scope: FactScope) => Facts[keyof Facts]

/** What of a policy says how facts are read. */
type Declarations = Pick<Policy, 'attributes' | 'questions' | 'legalClasses'>

function legalClassReader(entries: readonly CategoryClass[]): ReadScope {
  const classes = new CategoryClasses(entries)
  const lists = new Map(entries.map(({ legalClass }) => [legalClass, legalClass === 'none' ? none : [legalClass]]))
  return ({ line }) => {
    if (!line) return none
    const entry = classes.of(line)
    return line.legalClass ?? (entry && lists.get(entry.legalClass)) ?? none
  }
}

const hourMs = 3_600_000

/** How a fact is read, also one that the policy declares. An attribute or answer that is missing or of another type is empty. */
export function factReader(name: FactName, { attributes, questions, legalClasses }: Declarations): ReadScope {
  if (name === 'line.legalClass' && legalClasses) return legalClassReader(legalClasses)
  if (Object.hasOwn(factReaders, name)) return factReaders[name as keyof Facts]
  const [of, ...rest] = name.split('.')
  if (of === 'answer') {
    const code = rest.join('.')
    const kind = questions?.find((question) => question.code === code)?.kind
    if (kind === 'photo') return ({ claim }) => listLength(own(claim.answers, code))
    return kind === 'number'
      ? ({ claim }) => numberOr0(own(claim.answers, code))
      : ({ claim }) => textOrEmpty(own(claim.answers, code))
  }
  const key = rest.slice(1).join('.')
  const type = attributes?.find((declared) => declared.of === of && declared.key === key)?.type ?? 'text'
  const read = ({ line, view }: FactScope) => own((of === 'order' ? view.order : line)?.attributes, key)
  switch (type) {
    case 'text':
      return (scope) => textOrEmpty(read(scope))
    case 'number':
      return (scope) => numberOr0(read(scope))
    case 'boolean':
      return (scope) => read(scope) === true
    case 'time':
      return (scope) => {
        const at = parseInstant(textOrEmpty(read(scope)))
        return Number.isNaN(at) ? 0 : Math.floor((at - scope.nowMs) / hourMs)
      }
    default:
      return assertNever(type)
  }
}

function own(values: Readonly<Record<string, unknown>> | undefined, key: string): unknown {
  return values && Object.hasOwn(values, key) ? values[key] : undefined
}

function textOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function numberOr0(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}

/** The named facts as values, for a trace or a pinned event. */
export function readFacts(scope: FactScope, names: Iterable<FactName>, policy: Declarations = {}): ReadFacts {
  const facts: Partial<Record<FactName, Facts[keyof Facts]>> = {}
  for (const name of names) facts[name] = factReader(name, policy)(scope)
  return facts as ReadFacts
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
