import { type ShopperCommand, shopperCommands } from '../../shared/api/commands.schema.ts'
import type { RequestItemView, RequestView } from '../../shared/api/request-view.schema.ts'
import { commandsFor } from '../../shared/lifecycle/commands-for.ts'
import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import { nextStepOf } from '../../shared/lifecycle/next-step.ts'
import type { PayoutSummary, PinnedQuote, RequestItem, RequestState } from '../../shared/lifecycle/request.ts'
import {
  amountOf,
  askedPayouts,
  currentPayouts,
  itemMoney,
  openQuestion,
  statusOf,
} from '../../shared/lifecycle/status.ts'
import { isCalendarUnknown } from '../../shared/lifecycle/unknown-calendar.ts'
import type { Order, Payment } from '../../shared/order/order.ts'
import { type AccountKind, methodOfPayer } from '../../shared/payouts/account.ts'
import { isOwnDestination } from '../../shared/payouts/destinations.ts'
import { refundTriggers } from '../../shared/policy/policy.ts'
import { textIn } from '../../shared/policy/policy-text.ts'
import { arrivalOf } from '../../shared/time/arrival.ts'
import { type Merchant, returnAddressOf } from '../merchants/index.ts'
import { answersInWords, filesOf } from './answers-in-words.ts'
import type { JudgingPolicies } from './judge-claim.ts'
import { policyOfItem } from './judging-policies.ts'
import type { EvidenceFile } from './store.ts'
import { shopperTimeline } from './timeline.ts'

export interface ViewedRequest {
  state: RequestState
  seq: number
  events: readonly RequestEvent[]
  evidence: readonly EvidenceFile[]
  order: Order
  /** What an account that is asked for may be. */
  accountKinds: readonly AccountKind[]
}

export interface ViewContext {
  merchant: Pick<Merchant, 'settings'>
  policies: JudgingPolicies
  now: number
}

/** A request as its shopper, and the merchant's server, may see it: no rules, facts, notes or failures staff still mend. */
export function requestView(request: ViewedRequest, { merchant, policies, now }: ViewContext): RequestView {
  const { state, seq, events, order } = request
  const status = statusOf(state)
  const question = openQuestion(state)
  const isReturn = state.items.some(({ goods }) => goods === 'awaited' || goods === 'in_transit')
  const { quote: _, ...offer } = state.offer ?? { quote: undefined, text: '', resolution: 'refund' as const }
  return {
    number: state.number,
    order: state.order,
    seq,
    status,
    currency: state.currency,
    locale: state.locale,
    submittedAt: state.submittedAt,
    changedAt: state.changedAt,
    items: state.items.map((item) => itemView(item, request, policies)),
    quote: quoteViewOf(state.quote),
    payouts: currentPayouts(state).map((payout) => payoutView(payout, order)),
    planned: plannedOf(state, order, status),
    arrival: arrivalsOf(state, order, merchant.settings, now),
    refundTrigger: latestTrigger(state),
    next: nextOf(request, policies, now),
    timeline: shopperTimeline(events, state),
    question: question && {
      id: question.id,
      text: question.text,
      wantsPhotos: question.wantsPhotos,
      askedAt: question.askedAt,
      answerBy: question.answerBy,
      by: askerOf(question.id, request, merchant),
    },
    account: state.account && { id: state.account.id, label: state.account.label },
    accountAsked: accountAskedOf(request, now),
    offer: state.offer && { text: offer.text, resolution: offer.resolution, total: state.offer.quote.total },
    returnTo: isReturn ? returnAddressOf(merchant.settings, state.customer.country) : undefined,
    returnBy: isReturn ? state.returnBy : undefined,
    returnShipping: returnShippingOf(state),
    shipment: state.shipment,
    decideBy: state.decideBy,
    statutory: state.statutory?.by === undefined ? undefined : { ...state.statutory, by: state.statutory.by },
    rating: state.rating && { stars: state.rating.stars, tags: state.rating.tags, comment: state.rating.comment },
    ended: state.ended && { as: state.ended.as, by: state.ended.by },
    commands: commandsFor(state, 'shopper', now).filter((command) => isShopperCommand(command)),
  }
}

function nextOf({ state, order }: ViewedRequest, { inForce }: JudgingPolicies, now: number): RequestView['next'] {
  const next = nextStepOf(state, now)
  const { timezone, calendar } = inForce.policy
  const isUnknown = isCalendarUnknown(next, state, { now, timezone, calendar, order })
  return isUnknown ? { ...next, isCalendarUnknown: true } : next
}

/** The first name of the colleague who asked, as the timeline has it; the shop's name where its own server asked. */
function askerOf(question: string, { events, state }: ViewedRequest, { settings }: ViewContext['merchant']): string {
  const asked = events.find((event) => event.type === 'asked' && event.question === question)
  return (asked && shopperTimeline([asked], state)[0]?.name) || textIn(settings.names, state.locale)
}

function isShopperCommand(command: string): command is ShopperCommand {
  return Object.hasOwn(shopperCommands, command)
}

/** Several payouts may wait for the same account. */
function accountAskedOf({ state, events, accountKinds }: ViewedRequest, now: number): RequestView['accountAsked'] {
  const asked = askedPayouts(state).filter(({ askedBy }) => now <= askedBy)
  if (asked.length === 0) return undefined
  const last = events.findLast((event) => event.type === 'account_asked' && event.payout === asked.at(-1)?.id)
  return {
    payouts: asked.map(({ id }) => id),
    amount: asked.reduce((sum, { amount }) => sum + amount, 0),
    by: Math.min(...asked.map(({ askedBy }) => askedBy)),
    kinds: [...accountKinds],
    ...(last?.type === 'account_asked' && last.text ? { text: last.text } : {}),
  }
}

function itemView(
  item: RequestItem,
  { state, order, evidence }: ViewedRequest,
  policies: JudgingPolicies,
): RequestItemView {
  const { subject } = item
  const line = subject.kind === 'line' ? order.lines.find(({ id }) => id === subject.line) : undefined
  const payment = subject.kind === 'payment' ? order.payments.find(({ id }) => id === subject.payment) : undefined
  const { because } = item.terms
  return {
    id: item.id,
    line: subject.kind === 'line' ? subject.line : undefined,
    payment: subject.kind === 'payment' ? subject.payment : undefined,
    title: line?.title ?? payment?.label ?? payment?.method ?? (subject.kind === 'line' ? subject.line : subject.kind),
    variant: line?.variant,
    image: line?.image,
    quantity: item.quantity,
    reason: item.reason,
    reasonLabels: policyOfItem(policies, item).compiled.reasons.get(item.reason)?.reason.labels ?? {},
    details: item.details,
    condition: item.condition,
    answers: answersInWords(item, policies),
    resolution: item.resolution,
    evidence: filesOf(item).flatMap((id) => {
      const file = evidence.find((candidate) => candidate.id === id)
      return file ? [{ id, type: file.type }] : []
    }),
    decision: item.decision,
    goods: item.goods,
    money: itemMoney(state, item),
    amount: amountOf(state, item.id),
    declineMessage: item.declineMessage || undefined,
    because:
      item.decision !== 'declined'
        ? undefined
        : typeof because === 'string'
          ? { key: `because.${because}` }
          : { key: 'because.own', text: because },
    appealBy: item.decision === 'declined' && !item.appealed ? item.appealBy : undefined,
  }
}

/** A shopper is told "refunded" or "on its way"; what staff still mend is on its way. */
function payoutView(payout: PayoutSummary, order: Order): RequestView['payouts'][number] {
  const payment = paymentOf(order, payout.destination)
  return {
    id: payout.id,
    destination: payout.destination,
    method: payment?.method ?? (payout.account ? methodOfPayer(payout.account.provider) : payout.destination),
    label: payment?.label ?? payout.account?.label,
    amount: payout.amount,
    status: payout.status,
    changedAt: payout.changedAt,
  }
}

/** Before there is a payout the shopper is told too where the money would go. */
function plannedOf(state: RequestState, order: Order, status: RequestView['status']): RequestView['planned'] {
  if (over.has(status)) return undefined
  const begun = new Set(currentPayouts(state).map(({ plannedFor }) => plannedFor))
  const open = state.quote.payments.filter(({ payment, amount }) => amount > 0 && !begun.has(payment))
  if (open.length === 0) return undefined
  return open.map(({ payment, amount }) => {
    const account = payment === 'account' ? state.account : undefined
    const { method, label } = paymentOf(order, payment) ?? {
      method: account ? methodOfPayer(account.provider) : payment,
      label: account?.label,
    }
    return { destination: payment, method, label, amount }
  })
}

const over: ReadonlySet<string> = new Set(['declined', 'cancelled', 'expired', 'completed'])

function quoteViewOf({ for: _, ...quote }: PinnedQuote): RequestView['quote'] {
  return quote
}

/** From when the money was sent, or would be sent if what stands before it happened today. */
function arrivalsOf(
  state: RequestState,
  order: Order,
  settings: Merchant['settings'],
  now: number,
): RequestView['arrival'] {
  const trigger = latestTrigger(state)
  const isOpen = state.items.some(({ decision, dueAt }) => decision !== 'declined' && dueAt === undefined)
  const after = isOpen && trigger !== 'on_approval' ? { after: trigger } : undefined
  return state.quote.payments.flatMap(({ payment, amount }) => {
    if (amount === 0) return []
    const payout = currentPayouts(state).find((candidate) => candidate.plannedFor === payment)
    if (payout?.status === 'failed' || (!payout && over.has(statusOf(state)))) return []
    const destination = payout?.destination ?? payment
    if (isOwnDestination(destination) && !ownArrivals.has(destination)) return []
    const from =
      payout?.status === 'succeeded' || payout?.status === 'pending'
        ? payout.changedAt
        : Math.max(now, payout?.requestedAt ?? state.decideBy ?? now)
    const method =
      paymentOf(order, destination)?.method ??
      (destination === 'account' ? methodOfPayer((payout?.account ?? state.account)?.provider) : 'store_credit')
    return [{ ...arrivalOf(settings, destination, method, from), ...(payout ? {} : after) }]
  })
}

/** What is there at once, or by bank; a coupon, points and what was paid by hand say so themselves. */
const ownArrivals: ReadonlySet<string> = new Set(['store_credit', 'account', 'gift_card'])

export function paymentOf(order: Order, id: string): Payment | undefined {
  return order.payments.find((payment) => payment.id === id)
}

/** The money of the whole comes with the latest of its items. */
function latestTrigger(state: RequestState): RequestView['refundTrigger'] {
  const triggers = state.items
    .filter(({ decision, subject, resolution, terms }) => {
      const comesBack = subject.kind === 'line' && resolution !== 'keep_item' && terms.returnItem
      return decision !== 'declined' && comesBack
    })
    .map(({ terms }) => refundTriggers.indexOf(terms.refundTrigger))
  return refundTriggers[Math.max(0, ...triggers)] ?? 'on_approval'
}

function returnShippingOf(state: RequestState): RequestView['returnShipping'] {
  const back = state.items.find(
    ({ subject, resolution, terms }) => subject.kind === 'line' && resolution !== 'keep_item' && terms.returnItem,
  )
  return back && { paidBy: back.terms.returnShipping.paidBy }
}
