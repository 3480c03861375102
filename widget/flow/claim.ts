import type { OrderView, PublicTerms, ReasonAnswer, ReasonView } from '../../shared/api/order-view.schema.ts'
import type { AskedAnswer } from '../../shared/api/shop.schema.ts'
import type { Refusal } from '../../shared/errors.ts'
import { type EvidenceKind, evidenceKindOf, evidenceKinds } from '../../shared/lifecycle/evidence-kind.ts'
import type { Resolution } from '../../shared/policy/policy.ts'
import { quoteBy } from '../../shared/quote/quote-by.ts'
import type { Quote } from '../../shared/quote/quote-types.ts'
import type { Body } from '../api/client.ts'
import { type Draft, type DraftItem, filesOf, keyOf, questionKey, type Said } from './draft.ts'
import { rulesOf } from './rules.ts'

/** What the policy gives this item: for its reason, or for the kindest open reason while none is chosen. */
export function answerOf(order: OrderView, item: DraftItem): ReasonAnswer | AskedAnswer | undefined {
  const answers = answersOf(order, item)
  const { reason, quantity, judged } = item
  if (reason && judged?.answer.reason === reason && judged.quantity === quantity) return judged.answer
  if (reason) return answers.find((answer) => answer.reason === reason)
  const isFree = (answer: ReasonAnswer) => reasonOf(order, answer.reason)?.noReason
  return (
    answers.find((answer) => answer.eligible && isFree(answer)) ??
    answers.find((answer) => answer.eligible) ??
    answers[0]
  )
}

export function answersOf(order: OrderView, item: DraftItem): ReasonAnswer[] {
  const subject =
    item.line === undefined
      ? order.payments.find((payment) => payment.id === item.payment)
      : order.lines.find((line) => line.id === item.line)
  // for each reason the answer for so many units: the last that begins at or below them
  const open = (subject?.answers ?? []).filter((answer) => answer.from <= item.quantity)
  return open.filter((answer, index) => answer.reason !== open[index + 1]?.reason)
}

export function reasonOf(order: OrderView, code: string | undefined): ReasonView | undefined {
  return order.reasons.find((reason) => reason.code === code)
}

export function termsOf(order: OrderView, item: DraftItem): PublicTerms | undefined {
  const { terms = -1 } = answerOf(order, item) ?? {}
  return typeof terms === 'number' ? order.termsTable[terms] : terms
}

/** What the shopper said to the questions that are asked now; an answer of white space is none. */
export function answersSaid(order: OrderView, draft: Draft, item: DraftItem): Said | undefined {
  const { questions } = answerOf(order, item) ?? {}
  const said: Said = {}
  for (const { code } of questions ?? []) {
    const files = filesOf(draft, questionKey(item, code)).flatMap((file) => file.id ?? [])
    const answer = files.length ? files : item.answers?.[code]
    const value = typeof answer === 'string' ? answer.trim() : answer
    if (value !== undefined && value !== '') said[code] = value
  }
  return questions && said
}

/** How one item is settled when the shopper chooses this way for the whole: itself where offered, else the money. */
export function resolutionOf(order: OrderView, item: DraftItem, way: Resolution): Resolution {
  const offered = item.line === undefined ? ['refund' as const] : (termsOf(order, item)?.resolutions ?? [])
  if (offered.includes(way)) return way
  return offered.includes('refund') ? 'refund' : (offered[0] ?? 'refund')
}

/** The ways that change something for at least one item; the original payment comes first. */
export function waysOf(order: OrderView, draft: Draft): Resolution[] {
  const ways: Resolution[] = ['refund', 'store_credit', 'keep_item', 'other_account']
  return ways.filter((way) => draft.items.some((item) => resolutionOf(order, item, way) === way))
}

/** The exact amount by the same arithmetic as the server's; the server decides again at submit. */
export function quoteOf(order: OrderView, draft: Draft, way: Resolution): Quote | Refusal {
  return quoteBy(rulesOf(order.order), {
    order: order.order,
    holdings: order.holdings,
    items: draft.items.map((item) => ({
      line: item.line,
      payment: item.payment,
      quantity: item.line === undefined ? undefined : item.quantity,
      reason: item.reason ?? answerOf(order, item)?.reason,
      resolution: resolutionOf(order, item, way),
    })),
    termsOf: (_, index) => {
      const item = draft.items[index]
      // Where there are no terms there is no eligible answer either, and nothing else of them is read.
      return {
        ...((item && termsOf(order, item)) as PublicTerms),
        eligible: !!item && !!answerOf(order, item)?.eligible,
      }
    },
    shipping: 'policy',
  })
}

export type Missing = 'reason' | 'closed' | 'answers' | 'condition' | 'details' | EvidenceKind | 'uploading'

/** What this item still needs before the next step, in the order of the page. */
export function missingOf(order: OrderView, draft: Draft, item: DraftItem): Missing[] {
  const answer = item.reason ? answerOf(order, item) : undefined
  if (!answer) return ['reason']
  if (!answer.eligible) return ['closed']
  const missing: Missing[] = []
  const asks = asksOf(order, item)
  const key = keyOf(item)
  const files = filesOf(draft, key)
  const said = answersSaid(order, draft, item)
  if (answer.questions?.some(({ code, required }) => required && said?.[code] === undefined)) missing.push('answers')
  if (asks.condition === 'needed' && !item.condition) missing.push('condition')
  if (item.details.trim().length < asks.detailLength) missing.push('details')
  const all = Object.keys(draft.files).flatMap((name) => (`${name}:`.startsWith(`${key}:`) ? filesOf(draft, name) : []))
  const stored = files.filter((file) => file.id)
  const { evidence } = termsOf(order, item) ?? {}
  if (all.some((file) => !file.id && !file.error)) missing.push('uploading')
  else
    missing.push(
      ...evidenceKinds.filter(
        (kind) => stored.filter(({ type }) => evidenceKindOf(type) === kind).length < (evidence?.[kind] ?? 0),
      ),
    )
  return missing
}

/** The merchant has questions of its own, or something to say beside the reason. */
export function isAsked(order: OrderView, item: DraftItem): boolean {
  const { materials, help, examples } = reasonOf(order, item.reason) ?? {}
  const { documents, videos } = asksOf(order, item)
  const { questions } = answerOf(order, item) ?? {}
  return !!item.reason && !!(questions || materials || help || examples || documents || videos !== undefined)
}

/** What the form shows for the chosen reason; counts are the least that is needed. */
export function asksOf(order: OrderView, item: DraftItem) {
  const asks = reasonOf(order, item.reason)?.asks ?? []
  const { photos = 0, videos = 0, documents = 0, detailLength = 0 } = termsOf(order, item)?.evidence ?? {}
  return {
    condition: asks.includes('condition')
      ? 'needed'
      : answerOf(order, item)?.depends?.includes('condition') && 'welcome',
    details: asks.includes('details') || detailLength > 0,
    files: asks.includes('photos') || asks.includes('documents') || photos + documents > 0,
    photos: photos + documents,
    documents,
    /** undefined: none are taken. */
    videos: videos || (asks.includes('videos') ? 0 : undefined),
    detailLength,
  }
}

export function claimOf(order: OrderView, draft: Draft, quotedTotal: number): Omit<Body<'submit'>, 'order' | 'locale'> {
  return {
    items: draft.items.map((item) => ({
      line: item.line,
      payment: item.payment,
      quantity: item.quantity,
      reason: item.reason ?? '',
      details: item.details.trim() || undefined,
      condition: asksOf(order, item).condition ? item.condition : undefined,
      answers: answersSaid(order, draft, item),
      evidence: filesOf(draft, keyOf(item)).flatMap((file) => file.id ?? []),
      resolution: resolutionOf(order, item, draft.way),
    })),
    account: draft.account?.id,
    quotedTotal,
  }
}

/** The law lets nobody ask for a reason, or for its truth, where none is needed. */
export function asksTruth(order: OrderView, draft: Draft): boolean {
  return draft.items.some((item) => !reasonOf(order, item.reason)?.noReason)
}

/** The policy decides all of it at once, no person is needed. */
export function isInstant(order: OrderView, draft: Draft): boolean {
  return draft.items.every((item) => answerOf(order, item)?.instant)
}

const triggers = ['on_approval', 'on_dispatch', 'on_received', 'on_inspection'] as const

/** When the money leaves: the latest trigger among the items that come back. */
export function triggerOf(order: OrderView, draft: Draft): (typeof triggers)[number] {
  const reached = returning(order, draft).map((item) =>
    triggers.indexOf(termsOf(order, item)?.refundTrigger ?? 'on_approval'),
  )
  return triggers[Math.max(0, ...reached)] ?? 'on_approval'
}

/** The items that the shopper sends back. */
export function returning(order: OrderView, draft: Draft): DraftItem[] {
  return draft.items.filter(
    (item) =>
      item.line !== undefined &&
      termsOf(order, item)?.returnItem &&
      !reasonOf(order, item.reason)?.notReceived &&
      resolutionOf(order, item, draft.way) !== 'keep_item',
  )
}
