import type { PayoutFailure, PayoutStatus } from '../payouts/payout.ts'
import type {
  Actor,
  InspectionResult,
  Offer,
  PayoutTarget,
  PinnedQuote,
  RequestChannel,
  RequestCustomer,
  RequestItem,
  StatutoryDeadline,
} from './request.ts'

/** Why a pinned quote was replaced. */
export type RequoteReason =
  | 'edited'
  | 'partly_approved'
  | 'partly_declined'
  | 'staff_amount'
  | 'offer_accepted'
  | 'reopened'

export interface SubmittedFacts {
  number: string
  order: string
  orderRevision: number
  /** In force when the order was placed. */
  policyVersion: number
  /** Live at the time, where that was another. */
  livePolicyVersion?: number
  /** Of the statutes as the code had them. */
  statuteVersion: number
  currency: string
  locale: string
  channel: RequestChannel
  customer: RequestCustomer
  items: RequestItem[]
  quote: PinnedQuote
  preferredPayment?: string
  /** Where the items go that want another account. */
  account?: PayoutTarget
  decideBy: number
  statutory?: StatutoryDeadline
}

export type EventBody =
  | ({ type: 'submitted' } & SubmittedFacts)
  | {
      type: 'edited'
      /** Absent: as it was submitted on. */
      orderRevision?: number
      items: RequestItem[]
      quote: PinnedQuote
      preferredPayment?: string
      account?: PayoutTarget
    }
  | { type: 'approval_given'; items: string[] }
  | {
      type: 'approved'
      items: string[]
      amounts?: Record<string, number>
      shipping?: number
      goodwill?: number
      reason?: string
      /** The policy decided, no person. */
      automatic?: boolean
      returnBy?: number
      quote?: PinnedQuote
      because?: RequoteReason
    }
  | {
      type: 'declined'
      items: string[]
      reason: string
      message: string
      appealBy?: number
      automatic?: boolean
      quote?: PinnedQuote
    }
  | { type: 'asked'; question: string; text: string; wantsPhotos: boolean; answerBy: number }
  | { type: 'answered'; question?: string; text: string; evidence: string[]; decideBy?: number }
  | { type: 'appealed'; items: string[]; text: string; evidence: string[]; quote: PinnedQuote; decideBy: number }
  | { type: 'offered'; offer: Offer }
  | { type: 'offer_accepted'; offer: string; items: string[]; quote: PinnedQuote; returnBy?: number }
  | { type: 'shipped'; items: string[]; carrier?: string; trackingNumber?: string; statutoryBy?: number }
  | { type: 'received'; items: string[]; inspectBy?: number; statutoryBy?: number }
  | {
      type: 'inspected'
      items: string[]
      result: InspectionResult
      note?: string
      reviewAgain: string[]
      decideBy?: number
    }
  | { type: 'money_due'; items: string[] }
  | {
      type: 'payout_requested'
      payout: string
      destination: string
      plannedFor: string
      amount: number
      items: string[]
      replaces?: string
      proof?: string
      /** Where the destination is an account: which, who carries money there, and what may be shown of it. */
      account?: PayoutTarget
    }
  | { type: 'payout_requeued'; payout: string }
  | { type: 'payout_changed'; payout: string; status: PayoutStatus; failure?: PayoutFailure }
  | { type: 'account_fixed'; payout: string; account: PayoutTarget }
  /** Only the shopper can say where this money can go; `text`: what staff wrote to it. */
  | { type: 'account_asked'; payout: string; answerBy: number; text?: string }
  | { type: 'account_lapsed'; payout: string }
  | { type: 'return_lapsed'; items: string[]; quote?: PinnedQuote }
  | { type: 'cancelled'; reason?: string }
  | { type: 'expired'; why: 'unanswered' | 'not_returned' }
  | { type: 'question_lapsed'; question: string; decideBy: number }
  | { type: 'reopened'; items: string[]; reason: string; quote: PinnedQuote; decideBy: number }
  | { type: 'reminded'; what: string }
  | { type: 'escalated' }
  | { type: 'messaged'; text: string }
  | { type: 'noted'; text: string }
  | { type: 'assigned'; to?: string }
  | { type: 'rated'; stars: number; tags: string[]; comment?: string }

export type EventType = EventBody['type']

/** One entry of a request's stream; `seq` starts at 1 and has no gaps. */
export type RequestEvent = { seq: number; at: number; actor: Actor } & EventBody
export type EventOf<T extends EventType> = Extract<EventBody, { type: T }>
