import { assertNever } from '../assert-never.ts'
import type { RequestEvent } from './events.ts'
import { inOrder } from './in-order.ts'
import type { PayoutSummary, RequestItem, RequestState } from './request.ts'

/**
 * What is true after an event. Total over accepted histories; throws only for a stream that does not begin with
 * `submitted`, which no accepted history has. Never changes its input.
 */
export function evolve(state: RequestState | undefined, event: RequestEvent): RequestState {
  if (event.type === 'submitted') return submitted(event)
  if (!state) throw new Error(`a stream begins with submitted, not ${event.type}`)
  return inOrder(settleQuestions({ ...state, ...change(state, event), changedAt: event.at }))
}

/** A question about a claim that has been decided is no longer asked. */
function settleQuestions(state: RequestState): RequestState {
  const isOpen = state.questions.some((question) => question.answeredAt === undefined)
  if (!isOpen || state.items.some((item) => item.decision === 'pending')) return state
  return {
    ...state,
    questions: state.questions.map((question) => ({ ...question, answeredAt: question.answeredAt ?? state.changedAt })),
  }
}

function submitted(event: Extract<RequestEvent, { type: 'submitted' }>): RequestState {
  return inOrder({
    number: event.number,
    order: event.order,
    orderRevision: event.orderRevision,
    policyVersion: event.policyVersion,
    livePolicyVersion: event.livePolicyVersion,
    statuteVersion: event.statuteVersion,
    currency: event.currency,
    locale: event.locale,
    channel: event.channel,
    customer: event.customer,
    submittedAt: event.at,
    changedAt: event.at,
    items: event.items,
    quote: event.quote,
    preferredPayment: event.preferredPayment,
    account: event.account,
    questions: [],
    payouts: [],
    decideBy: event.decideBy,
    statutory: event.statutory,
    escalated: false,
    reminded: [],
  })
}

type Change = Partial<RequestState>
type Later = Exclude<RequestEvent, { type: 'submitted' }>

function change(state: RequestState, event: Later): Change {
  switch (event.type) {
    case 'edited':
      return {
        orderRevision: event.orderRevision ?? state.orderRevision,
        items: event.items,
        quote: event.quote,
        preferredPayment: event.preferredPayment,
        account: event.account ?? state.account,
        offer: undefined,
      }
    case 'approval_given':
      return { items: patch(state, event.items, (item) => ({ approvedBy: [...item.approvedBy, actorId(event)] })) }
    case 'approved':
      return {
        items: patch(state, event.items, (item) => ({
          ...approvedItem(item, actorId(event)),
          staffAmount: event.amounts?.[item.id] ?? item.staffAmount,
        })),
        quote: event.quote ?? state.quote,
        staffShipping: event.shipping ?? state.staffShipping,
        staffGoodwill: event.goodwill ?? state.staffGoodwill,
        returnBy: event.returnBy ?? state.returnBy,
        offer: undefined,
      }
    case 'declined':
      return {
        items: patch(state, event.items, () => ({
          decision: 'declined',
          declinedBy: actorId(event),
          declineReason: event.reason,
          declineMessage: event.message,
          appealBy: event.appealBy,
        })),
        quote: event.quote ?? state.quote,
        offer: undefined,
      }
    case 'asked':
      return {
        questions: [
          ...state.questions,
          {
            id: event.question,
            text: event.text,
            wantsPhotos: event.wantsPhotos,
            askedAt: event.at,
            askedBy: actorId(event),
            answerBy: event.answerBy,
          },
        ],
        offer: undefined,
      }
    case 'answered':
      return {
        questions: state.questions.map((question) =>
          question.id === event.question ? { ...question, answeredAt: event.at } : question,
        ),
        items: event.evidence.length > 0 ? withEvidence(state, event.evidence) : state.items,
        decideBy: event.decideBy ?? state.decideBy,
        escalated: false,
      }
    case 'question_lapsed':
      return {
        questions: state.questions.map((question) =>
          question.id === event.question ? { ...question, answeredAt: event.at } : question,
        ),
        decideBy: event.decideBy,
        escalated: false,
      }
    case 'appealed':
      return {
        items: patch(state, event.items, (item) => ({
          decision: 'pending',
          appealed: true,
          approvedBy: [],
          evidence: [...item.evidence, ...event.evidence],
        })),
        quote: event.quote,
        decideBy: event.decideBy,
        escalated: false,
      }
    case 'offered':
      return { offer: event.offer }
    case 'offer_accepted':
      return {
        items: patch(state, event.items, (item) => ({
          ...approvedItem(item, state.offer?.by ?? ''),
          resolution: state.offer?.resolution ?? item.resolution,
          staffAmount: state.offer?.amounts[item.id] ?? item.staffAmount,
          goods: goodsAfterApproval(item, state.offer?.resolution ?? item.resolution),
        })),
        quote: event.quote,
        returnBy: event.returnBy ?? state.returnBy,
        offer: undefined,
      }
    case 'shipped':
      return {
        items: patch(state, event.items, () => ({ goods: 'in_transit' })),
        shipment: { carrier: event.carrier, trackingNumber: event.trackingNumber, shippedAt: event.at },
        statutory: withStatutoryBy(state, event.statutoryBy),
      }
    case 'received':
      return {
        items: patch(state, event.items, () => ({ goods: 'received' })),
        inspectBy: event.inspectBy,
        statutory: withStatutoryBy(state, event.statutoryBy),
      }
    case 'inspected':
      return {
        items: patch(state, event.items, (item) => ({
          goods: 'inspected',
          inspection: { result: event.result, note: event.note },
          ...(event.reviewAgain.includes(item.id) ? { decision: 'pending' as const, approvedBy: [] } : {}),
        })),
        decideBy: event.decideBy ?? state.decideBy,
        escalated: event.reviewAgain.length > 0 ? false : state.escalated,
      }
    case 'money_due':
      return { items: patch(state, event.items, () => ({ dueAt: event.at })) }
    case 'payout_requested':
      return {
        payouts: [
          ...state.payouts.map((payout) =>
            payout.id === event.replaces ? { ...payout, replacedBy: event.payout, askedBy: undefined } : payout,
          ),
          {
            id: event.payout,
            destination: event.destination,
            account: event.account,
            plannedFor: event.plannedFor,
            amount: event.amount,
            items: event.items,
            status: 'queued',
            requestedAt: event.at,
            changedAt: event.at,
          },
        ],
      }
    case 'payout_requeued':
      return {
        payouts: patchPayout(state, event.payout, {
          status: 'queued',
          failure: undefined,
          askedBy: undefined,
          changedAt: event.at,
        }),
      }
    case 'payout_changed':
      return {
        payouts: patchPayout(state, event.payout, {
          status: event.status,
          failure: event.failure,
          askedBy: undefined,
          changedAt: event.at,
        }),
      }
    case 'account_asked':
      return { payouts: patchPayout(state, event.payout, { askedBy: event.answerBy }) }
    case 'account_lapsed':
      return { payouts: patchPayout(state, event.payout, { askedBy: undefined }) }
    case 'account_fixed':
      return { account: event.account }
    case 'return_lapsed':
      return {
        items: patch(state, event.items, (item) => ({
          goods: 'lapsed',
          unreturned: item.dueAt !== undefined ? true : undefined,
        })),
        quote: event.quote ?? state.quote,
      }
    case 'cancelled':
      return { ended: { as: 'cancelled', by: event.actor.kind, reason: event.reason }, offer: undefined }
    case 'expired':
      return { ended: { as: 'expired', by: event.actor.kind, reason: event.why }, offer: undefined }
    case 'reopened':
      return {
        ended: undefined,
        items: patch(state, event.items, (item) => ({
          decision: 'pending',
          approvedBy: [],
          goods: item.dueAt === undefined ? 'none' : item.goods,
        })),
        questions: state.questions.map((question) => ({ ...question, answeredAt: question.answeredAt ?? event.at })),
        quote: event.quote,
        decideBy: event.decideBy,
        returnBy: undefined,
        escalated: false,
      }
    case 'escalated':
      return { escalated: true }
    case 'reminded':
      return { reminded: [...state.reminded, event.what] }
    case 'assigned':
      return { assignee: event.to }
    case 'rated':
      return { rating: { stars: event.stars, tags: event.tags, comment: event.comment, at: event.at } }
    case 'messaged':
    case 'noted':
      return {}
    default:
      return assertNever(event)
  }
}

function actorId(event: RequestEvent): string {
  return event.actor.kind === 'staff' ? event.actor.id : event.actor.kind
}

function approvedItem(item: RequestItem, by: string): Partial<RequestItem> {
  return {
    decision: 'approved',
    approvedBy: item.approvedBy.includes(by) ? item.approvedBy : [...item.approvedBy, by],
    goods: goodsAfterApproval(item, item.resolution),
  }
}

/** Goods that already came back stay where they are. */
function goodsAfterApproval(item: RequestItem, resolution: RequestItem['resolution']): RequestItem['goods'] {
  if (item.goods !== 'none' && item.goods !== 'awaited') return item.goods
  const mustReturn = item.subject.kind === 'line' && item.terms.returnItem && resolution !== 'keep_item'
  return mustReturn ? 'awaited' : 'none'
}

function patch(state: RequestState, ids: readonly string[], to: (item: RequestItem) => Partial<RequestItem>) {
  return state.items.map((item) => (ids.includes(item.id) ? { ...item, ...to(item) } : item))
}

/** An answer's photos belong to what is still undecided. */
function withEvidence(state: RequestState, evidence: readonly string[]): RequestItem[] {
  return state.items.map((item) =>
    item.decision === 'pending' ? { ...item, evidence: [...item.evidence, ...evidence] } : item,
  )
}

function withStatutoryBy(state: RequestState, by: number | undefined): RequestState['statutory'] {
  return state.statutory && by !== undefined ? { ...state.statutory, by } : state.statutory
}

function patchPayout(state: RequestState, id: string, to: Partial<PayoutSummary>): PayoutSummary[] {
  return state.payouts.map((payout) => (payout.id === id ? { ...payout, ...to } : payout))
}
