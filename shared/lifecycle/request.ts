import type { PayoutFailure, PayoutStatus } from '../payouts/payout.ts'
import type { Answers, FactValue, Resolution, StatutoryDuty, Terms, Trace } from '../policy/policy.ts'
import type { Quote } from '../quote/quote-types.ts'

export const requestStatuses = [
  'needs_info',
  'in_review',
  'declined',
  'payout_failed',
  'awaiting_return',
  'in_transit',
  'to_inspect',
  'paying',
  'completed',
  'cancelled',
  'expired',
] as const
/** Derived by `statusOf`, never decided on its own. */
export type RequestStatus = (typeof requestStatuses)[number]

export type DecisionTrack = 'pending' | 'approved' | 'declined'
export type GoodsTrack = 'none' | 'awaited' | 'in_transit' | 'received' | 'inspected' | 'lapsed'
/** `none`: not due yet, or nothing to pay. `due`: held, for example while the order is overcommitted. */
export type MoneyTrack = 'none' | 'due' | 'paying' | 'paid' | 'failed'

export type ItemSubject = { kind: 'line'; line: string } | { kind: 'payment'; payment: string } | { kind: 'shipping' }
export type ItemCondition = 'unopened' | 'opened' | 'used' | 'broken'

/** What is claimed: units of a line (once per reason), a payment, or shipping. Terms are pinned when it is submitted. */
export interface RequestItem {
  id: string
  subject: ItemSubject
  /** Units; 1 for a payment or shipping. */
  quantity: number
  reason: string
  details?: string
  condition?: ItemCondition
  /** To the merchant's own questions, as they were asked by the version that judged the item. */
  answers?: Answers
  /** Evidence ids. */
  evidence: string[]
  resolution: Resolution
  /** Of the version that judged the item, where a kinder one than the request's did. */
  policyVersion?: number
  terms: Terms
  /** The facts the policy read, so that the trace can be rebuilt. */
  facts: Record<string, FactValue | readonly FactValue[]>
  duty?: StatutoryDuty
  /** The exception by which a law that covers the reason left the item out. */
  excluded?: Trace['excluded']
  /** What `windowEndsAt` comes from where a law gives longer than the policy. */
  period?: Trace['period']
  /** Epoch ms. */
  windowEndsAt?: number
  decision: DecisionTrack
  /** Staff ids who approved so far, when more than one person must. */
  approvedBy: string[]
  declinedBy?: string
  declineReason?: string
  /** The words the shopper reads. */
  declineMessage?: string
  /** Until when a refusal may be appealed; epoch ms. */
  appealBy?: number
  appealed: boolean
  goods: GoodsTrack
  /** When the money became due; epoch ms. */
  dueAt?: number
  /** The goods never came back although the money had been paid. */
  unreturned?: boolean
  inspection?: { result: InspectionResult; note?: string }
  /** Amount set by staff, minor units. */
  staffAmount?: number
}

export type InspectionResult = 'as_described' | 'mismatch'

export interface Question {
  id: string
  text: string
  wantsPhotos: boolean
  askedAt: number
  askedBy: string
  /** By when the shopper is asked to answer. */
  answerBy: number
  answeredAt?: number
}

/** A quote, and which item each of its lines is for: `items[i]` is the request item `for[i]`. */
export interface PinnedQuote extends Quote {
  for: string[]
}

export interface Offer {
  id: string
  items: string[]
  resolution: Resolution
  /** Minor units for each item, where staff name one. */
  amounts: Record<string, number>
  text: string
  by: string
  quote: PinnedQuote
}

/** An account that was entered and checked: its id, the provider that pays to such accounts, and its masked number. */
export interface PayoutTarget {
  id: string
  provider: string
  label: string
}

/** The request's view of a payout; the payout's own stream has the rest. */
export interface PayoutSummary {
  id: string
  /** A payment's id, or one of `ownDestinations`. */
  destination: string
  /** Where the destination is an account: which. */
  account?: PayoutTarget
  /** The destination of the quote that this fulfils; differs after `change_method`. */
  plannedFor: string
  amount: number
  /** The items whose money this is. */
  items: string[]
  status: PayoutStatus
  failure?: PayoutFailure
  /** It failed, and the shopper was asked for an account until then; epoch ms. */
  askedBy?: number
  /** The payout that took this one's place after its final failure. */
  replacedBy?: string
  requestedAt: number
  changedAt: number
}

export interface Shipment {
  carrier?: string
  trackingNumber?: string
  shippedAt: number
}

export interface Rating {
  stars: number
  tags: string[]
  comment?: string
  at: number
}

export interface RequestCustomer {
  id?: string
  name?: string
  email?: string
  phone?: string
  country: string
}

/** `by`, epoch ms, is absent while the statute's clock has not started: it waits for the goods. */
export interface StatutoryDeadline {
  by?: number
  article: string
  statute: string
}

/** Everything true of a refund request: what `evolve` folds from its events, and what the projection stores. */
export interface RequestState {
  /** R-XXXX-XXXX, random Crockford base32. */
  number: string
  order: string
  orderRevision: number
  /** In force when the order was placed. */
  policyVersion: number
  /** Live when the request was submitted, where that was another. */
  livePolicyVersion?: number
  statuteVersion: number
  currency: string
  locale: string
  channel: RequestChannel
  customer: RequestCustomer
  /** All times are epoch ms. */
  submittedAt: number
  changedAt: number
  items: RequestItem[]
  quote: PinnedQuote
  preferredPayment?: string
  /** The last account the shopper named. */
  account?: PayoutTarget
  /** Outbound shipping and goodwill as staff set them, minor units. */
  staffShipping?: number
  staffGoodwill?: number
  questions: Question[]
  offer?: Offer
  payouts: PayoutSummary[]
  shipment?: Shipment
  assignee?: string
  /** Staff must decide by; moves while the shopper owes an answer. */
  decideBy?: number
  returnBy?: number
  inspectBy?: number
  /** The law's last day for the money, and the article that says so. */
  statutory?: StatutoryDeadline
  ended?: { as: 'cancelled' | 'expired'; by: ActorKind; reason?: string }
  rating?: Rating
  escalated: boolean
  reminded: string[]
}

export type RequestChannel = 'widget' | 'api' | 'staff'
export type ActorKind = 'shopper' | 'staff' | 'merchant' | 'system'
export type Actor =
  | { kind: 'shopper' }
  | { kind: 'staff'; id: string; name: string }
  | { kind: 'merchant' }
  | { kind: 'system' }
