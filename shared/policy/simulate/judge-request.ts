import { sum } from '../../order/order-totals.ts'
import type { Quote } from '../../quote/quote-types.ts'
import type { CompiledPolicy } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import type { Evaluation, Resolution } from '../policy.ts'
import { heldByLaw } from './held-by-law.ts'
import type { PastItem, PastRequest } from './history.ts'
import { besidesGoods, isSamePrice, quoteOf } from './price-request.ts'
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
