import { isRefusal } from '../../errors.ts'
import { quote } from '../../quote/quote.ts'
import type { MoneyTerms, Quote, QuoteItem } from '../../quote/quote-types.ts'
import type { CompiledPolicy } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import type { Evaluation, Resolution, Terms } from '../policy.ts'
import { statutoryBecause } from '../statutes/raise.ts'
import type { PastItem, PastRequest } from './history.ts'
import type { Judged, Outcome } from './simulation.ts'

/** What one policy would have done with a past request. */
export interface JudgedRequest extends Judged {
  items: JudgedItem[]
  quote: Quote | undefined
  /** Goods, delivery and broken promotions before fees; fees; and the bonus for credit: minor units. */
  refunded: number
  fees: number
  bonus: number
  /** Something has to come back at the merchant's cost. */
  paysLabel: boolean
  asksForMore: boolean
  /** The policy does not know a reason, or the quote refuses. */
  isUnanswered: boolean
}

export interface JudgedItem {
  item: PastItem
  evaluation: Evaluation
  outcome: Outcome
  resolution: Resolution
  /** Of the goods, before fees; delivery and promotions count with the first item that is paid. Minor units. */
  amount: number
}

/**
 * At its time, with statutes, on what the order's earlier requests left. Pure. `other`: the same request as another policy
 * judged it, whose quote is this one's where the same items are paid under terms of the same worth.
 */
export function judgeRequest(compiled: CompiledPolicy, request: PastRequest, other?: JudgedRequest): JudgedRequest {
  const claims = request.items.length > 0 || !request.shipping ? request.items : [shippingAlone]
  const items = claims.map((item) => judgeItem(compiled, request, item))
  const paid = items.filter(({ outcome }) => outcome !== 'declined')
  const quoted = paid.length === 0 ? undefined : isSamePrice(items, other) ? other.quote : quoteOf(request, paid)
  if (quoted) spread(paid, quoted)
  const held = items.map(({ evaluation }) => heldByLaw(evaluation)).find((law) => law !== undefined)
  return {
    outcome: outcomeOf(items),
    amount: quoted?.total ?? 0,
    ...(held ? { heldByLaw: held } : {}),
    items,
    quote: quoted,
    refunded: quoted ? sum(quoted.items.map(({ amount }) => amount)) + besidesGoods(quoted) : 0,
    fees: quoted ? sum(quoted.fees.map(({ amount }) => amount)) : 0,
    bonus: quoted?.bonus ?? 0,
    paysLabel: paid.some(paysLabel),
    asksForMore: paid.some(asksForMore),
    isUnanswered: (paid.length > 0 && !quoted) || items.some(({ evaluation }) => unanswered.has(evaluation.because)),
  }
}

const unanswered: ReadonlySet<Evaluation['because']> = new Set([
  'unknown_reason',
  'unknown_line',
  'unknown_payment',
  'wrong_subject',
])

/** No reason is kept for a claim on delivery alone. */
const shippingAlone: PastItem = { quantity: 1, reason: '', photos: 0, resolution: 'refund' }

function judgeItem(compiled: CompiledPolicy, request: PastRequest, item: PastItem): JudgedItem {
  const { line, payment, reason, quantity, condition, photos, videos, documents, detailLength, answers } = item
  const evaluation = evaluate(compiled, {
    order: request.order,
    lineId: line,
    paymentId: payment,
    reason: reason === '' ? undefined : reason,
    claim: { quantity, photos, videos, documents, detailLength, condition, answers },
    now: request.submittedAt,
    history: { refunds90: request.refunds90 },
  })
  const { terms } = evaluation
  return {
    item,
    evaluation,
    outcome: itemOutcome(evaluation),
    resolution: resolutionOf(item, terms.resolutions),
    amount: 0,
  }
}

function itemOutcome({ eligible, terms, statutory }: Evaluation): Outcome {
  if (!eligible) return 'declined'
  if (terms.decision === 'approve') return 'automatic'
  return terms.decision === 'decline' && !statutory?.noReason ? 'declined' : 'review'
}

/** What the shopper chose; where it is no longer offered, what the form would propose. */
function resolutionOf({ resolution }: PastItem, offered: readonly Resolution[]): Resolution {
  if (offered.includes(resolution)) return resolution
  return offered.includes('refund') ? 'refund' : (offered[0] ?? 'refund')
}

/** Declined only when all of it is; a person is needed as soon as one item needs one. */
function outcomeOf(items: readonly JudgedItem[]): Outcome {
  if (items.every(({ outcome }) => outcome === 'declined')) return 'declined'
  return items.some(({ outcome }) => outcome === 'review') ? 'review' : 'automatic'
}

function quoteOf({ order, holdings, ours, shipping }: PastRequest, paid: readonly JudgedItem[]): Quote | undefined {
  const priced = paid.filter(({ item }) => item.line !== undefined || item.payment !== undefined)
  const result = quote({
    order,
    holdings,
    ours: ours ? new Set(ours) : undefined,
    items: priced.map(quoteItem),
    termsOf: (_, index) => moneyTerms(priced[index] as JudgedItem),
    shipping: shipping || priced.length < paid.length ? 'full' : 'policy',
  })
  return isRefusal(result) ? undefined : result
}

function quoteItem({ item: { line, payment, quantity, reason }, resolution }: JudgedItem): QuoteItem {
  return line === undefined ? { payment, reason, resolution } : { line, quantity, reason, resolution }
}

function moneyTerms({ evaluation: { terms, statutory }, resolution }: JudgedItem): MoneyTerms {
  return {
    ...terms,
    eligible: true,
    resolutions: [...terms.resolutions, resolution],
    outboundCappedAtStandard: statutory?.outboundCappedAtStandard === true,
  }
}

function isSamePrice(items: readonly JudgedItem[], other: JudgedRequest | undefined): other is JudgedRequest {
  if (!other) return false
  return items.every(({ outcome, resolution, evaluation }, index) => {
    const twin = other.items[index] as JudgedItem
    if ((outcome === 'declined') !== (twin.outcome === 'declined')) return false
    if (outcome === 'declined') return true
    return resolution === twin.resolution && isSameWorth(evaluation, twin.evaluation)
  })
}

/** What changes no amount. */
const unpriced: Readonly<Record<string, undefined>> = {
  because: undefined,
  window: undefined,
  packaging: undefined,
  evidence: undefined,
  decision: undefined,
  approvals: undefined,
  lane: undefined,
  refundTrigger: undefined,
  deadlines: undefined,
}

/** Outcomes share their terms, so that few pairs are ever compared. */
const worth = new WeakMap<Terms, string>()

function isSameWorth(one: Evaluation, other: Evaluation): boolean {
  return (
    one.statutory?.outboundCappedAtStandard === other.statutory?.outboundCappedAtStandard &&
    worthOf(one.terms) === worthOf(other.terms)
  )
}

function worthOf(terms: Terms): string {
  const known = worth.get(terms)
  if (known !== undefined) return known
  const text = JSON.stringify({ ...terms, ...unpriced })
  worth.set(terms, text)
  return text
}

function spread(paid: readonly JudgedItem[], quoted: Quote): void {
  let at = 0
  for (const judged of paid) {
    if (judged.item.line === undefined && judged.item.payment === undefined) continue
    judged.amount = quoted.items[at]?.amount ?? 0
    at += 1
  }
  const first = paid[0]
  if (first) first.amount += besidesGoods(quoted)
}

/** Delivery, and what promotions that the return breaks add or take. */
function besidesGoods({ shipping, promotions = [] }: Quote): number {
  return shipping.amount + sum(promotions.map(({ amount }) => amount))
}

function paysLabel({ item, evaluation: { terms }, resolution }: JudgedItem): boolean {
  const comesBack = item.line !== undefined && terms.returnItem && resolution !== 'keep_item'
  return comesBack && terms.returnShipping.paidBy === 'merchant'
}

function asksForMore({ item, evaluation: { terms, statutory } }: JudgedItem): boolean {
  if (statutory?.noReason) return false
  const { photos, videos, documents, detailLength } = terms.evidence
  return (
    item.photos < photos ||
    (item.videos ?? 0) < videos ||
    (item.documents ?? 0) < documents ||
    (item.detailLength !== undefined && item.detailLength < detailLength)
  )
}

/** The law alone makes the claim good, or keeps it from being declined. */
function heldByLaw({ eligible, because, terms, statutory, trace }: Evaluation): Judged['heldByLaw'] {
  if (!eligible || !statutory) return undefined
  if (because !== statutoryBecause && terms.decision !== 'review') return undefined
  const { terms: sources } = trace()
  if (because === statutoryBecause) {
    for (const source of [sources.eligible, sources.window]) {
      if (source?.from === 'statute') return lawOf(source)
    }
    return { statute: statutory.statute, article: statutory.article }
  }
  const { decision } = sources
  return decision?.from === 'statute' ? lawOf(decision) : undefined
}

function lawOf({ statute, article, unverified }: NonNullable<Judged['heldByLaw']>): Judged['heldByLaw'] {
  return { statute, article, ...(unverified ? { unverified } : {}) }
}

function sum(amounts: readonly number[]): number {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}
