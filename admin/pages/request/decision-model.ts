import { isRefusal, type Refusal } from '../../../shared/errors.ts'
import type { RequestItem } from '../../../shared/lifecycle/request.ts'
import { currentPayouts } from '../../../shared/lifecycle/status.ts'
import { orderBalances } from '../../../shared/order/remaining.ts'
import type { RefundTrigger, Resolution } from '../../../shared/policy/policy.ts'
import { statuteById } from '../../../shared/policy/statutes/statute-for.ts'
import { quote } from '../../../shared/quote/quote.ts'
import type { Quote, QuoteItem } from '../../../shared/quote/quote-types.ts'
import type { AdminRequest } from '../../data/requests.ts'

/** What staff have set on screen and not sent. */
export interface Choices {
  /** Pending items to decline; the other pending ones are to be approved. */
  declined: ReadonlySet<string>
  /** By item id, minor units, instead of what the policy computes. */
  amounts: Readonly<Record<string, number>>
  shipping?: number
  goodwill?: number
}

export const noChoices: Choices = { declined: new Set(), amounts: {} }

export interface Ceiling {
  kind: 'order' | 'line' | 'shipping' | 'payment'
  /** The line's, shipping line's or payment's id; empty for the order. */
  id: string
  used: number
  /** What this request may still give: after outside refunds and what other requests hold. */
  limit: number
}

export interface Decision {
  approving: RequestItem[]
  declining: RequestItem[]
  /** Of everything that is approved or would be. */
  quote: Quote | undefined
  /** Which item a quoted item belongs to, by index. */
  quotedItems: RequestItem[]
  /** Why it cannot be approved like this. */
  refusal: Refusal | undefined
  /** The item the refusal speaks of. */
  refusedItem: RequestItem | undefined
  /**
   * What the approving button pays or promises: the quote, minus what was asked for already and what is approved and not due
   * yet. Shipping goes with the last item. Minor units.
   */
  amount: number
  /** An amount differs from the computed one: the reason must be said. */
  changed: boolean
  ceilings: Ceiling[]
}

/** Everything the decision card shows, computed with the quote that the server will compute again. */
export function decisionOf(request: AdminRequest, choices: Choices): Decision {
  const { items } = request.state
  const pending = items.filter((item) => item.decision === 'pending')
  const declining = pending.filter((item) => choices.declined.has(item.id))
  const approving = pending.filter((item) => !choices.declined.has(item.id))
  const before = items.filter((item) => item.decision === 'approved')
  const together = items.filter((item) => before.includes(item) || approving.includes(item))
  const priced = together.filter((item) => item.subject.kind !== 'shipping')
  const result = together.length ? quoteOf(request, together, choices) : undefined
  const refusal = result && isRefusal(result) ? result : undefined
  const quoted = result && !isRefusal(result) ? result : undefined
  const asked = currentPayouts(request.state).reduce((sum, payout) => sum + payout.amount, 0)
  const promised = (quoted?.items ?? []).filter((_, nth) => isPromised(before, priced[nth]))
  const index = /^\/items\/(\d+)/.exec(refusal?.pointer ?? '')?.[1]
  return {
    approving,
    declining,
    quote: quoted,
    quotedItems: priced,
    refusal,
    refusedItem: index === undefined ? undefined : priced[Number(index)],
    amount: Math.max(
      0,
      promised.reduce((rest, { amount }) => rest - amount, (quoted?.total ?? 0) - asked),
    ),
    changed:
      Object.keys(choices.amounts).length > 0 || choices.shipping !== undefined || choices.goodwill !== undefined,
    ceilings: ceilingsOf(request, quoted, priced),
  }
}

/** Approved before, and its money is for later. */
function isPromised(before: readonly RequestItem[], item: RequestItem | undefined): boolean {
  return item !== undefined && before.includes(item) && item.dueAt === undefined
}

/** The quote of some of the request's items under their pinned terms, against what the order has left today. */
export function quoteOf(
  request: AdminRequest,
  items: readonly RequestItem[],
  choices: Choices,
  resolution?: Resolution,
): Quote | Refusal {
  const priced = items.filter((item) => item.subject.kind !== 'shipping')
  const claimsShipping = items.length > priced.length
  return quote({
    order: request.order,
    holdings: request.holdings,
    ours: new Set(request.ours),
    items: priced.map((item) => quoteItem(item, choices, resolution)),
    termsOf: (_, index) => {
      const item = priced[index] as RequestItem
      return {
        ...item.terms,
        // staff may offer more than the policy
        resolutions: [...item.terms.resolutions, resolution ?? item.resolution],
        eligible: true,
        outboundCappedAtStandard: item.duty?.outboundCappedAtStandard === true,
      }
    },
    shipping: choices.shipping ?? request.state.staffShipping ?? (claimsShipping ? 'full' : 'policy'),
    goodwill: choices.goodwill ?? request.state.staffGoodwill,
    preferredPayment: request.state.preferredPayment,
  })
}

function quoteItem(item: RequestItem, choices: Choices, resolution: Resolution | undefined): QuoteItem {
  const { subject } = item
  const amount = choices.amounts[item.id] ?? item.staffAmount
  return {
    ...(subject.kind === 'line' ? { line: subject.line, quantity: item.quantity } : {}),
    ...(subject.kind === 'payment' ? { payment: subject.payment } : {}),
    ...(amount === undefined ? {} : { amount }),
    reason: item.reason,
    resolution: resolution ?? item.resolution,
  }
}

/** The order first, then what is claimed, delivery, and each payment the money goes back to. */
function ceilingsOf(request: AdminRequest, quoted: Quote | undefined, priced: readonly RequestItem[]): Ceiling[] {
  const { byKey } = orderBalances(request.order, request.holdings, new Set(request.ours))
  const left = (key: string) => byKey.get(key)?.remaining ?? 0
  const toPayments = (quoted?.payments ?? []).filter(({ payment }) => payment !== 'store_credit')
  const ceilings: Ceiling[] = [
    { kind: 'order', id: '', used: (quoted?.total ?? 0) - (quoted?.bonus ?? 0), limit: left('total') },
  ]
  const lines = new Set(priced.flatMap(({ subject }) => (subject.kind === 'line' ? [subject.line] : [])))
  for (const line of lines) {
    const used = (quoted?.items ?? []).filter((item) => item.line === line).reduce((sum, item) => sum + item.amount, 0)
    ceilings.push({ kind: 'line', id: line, used, limit: left(`line:${line}`) })
  }
  for (const { id } of request.order.shipping) {
    const used = quoted?.shipping.lines.find((line) => line.id === id)?.amount ?? 0
    const limit = left(`shipping:${id}`)
    if (used > 0 || limit > 0) ceilings.push({ kind: 'shipping', id, used, limit })
  }
  for (const { id } of request.order.payments) {
    const used = toPayments.find(({ payment }) => payment === id)?.amount ?? 0
    ceilings.push({ kind: 'payment', id, used, limit: left(`payment:${id}`) })
  }
  return ceilings
}

/** Why an item may not be declined: the statute that gives the right, or nothing stands in the way. */
export function declineLock(item: RequestItem): { article: string } | undefined {
  if (!item.duty?.noReason || item.inspection?.result === 'mismatch') return undefined
  const floor = statuteById(item.duty.statute)?.floor
  return { article: (floor?.decision ?? floor?.eligible)?.article ?? item.duty.article }
}

const triggerOrder: readonly RefundTrigger[] = ['on_approval', 'on_dispatch', 'on_received', 'on_inspection']

/** When the money goes out for these items: the earliest of their triggers that is not past, and the latest. */
export function payingMoments(items: readonly RequestItem[]): RefundTrigger[] {
  const moments = new Set(
    items.map((item) =>
      item.terms.returnItem && item.resolution !== 'keep_item' ? item.terms.refundTrigger : 'on_approval',
    ),
  )
  return triggerOrder.filter((moment) => moments.has(moment))
}

/** What paying out would follow from a step of the goods: the money of the items whose trigger it is. */
export function amountDueOn(
  request: AdminRequest,
  moment: 'on_received' | 'on_inspection',
  items: readonly RequestItem[],
): number {
  const { quote: pinned } = request.state
  const due = items.filter(
    (item) => item.decision === 'approved' && item.dueAt === undefined && item.terms.refundTrigger === moment,
  )
  const open = request.state.items.filter((item) => item.decision === 'approved' && item.dueAt === undefined)
  if (due.length > 0 && due.length === open.length) {
    const asked = request.payouts.filter((payout) => payout.status !== 'failed' && payout.status !== 'cancelled')
    return Math.max(0, pinned.total - asked.reduce((sum, payout) => sum + payout.amount, 0))
  }
  return due.reduce((sum, item) => sum + (request.items.find(({ id }) => id === item.id)?.amount ?? 0), 0)
}
