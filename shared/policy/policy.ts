import type { LegalClass } from '../order/order.ts'

/** An amount in every currency of the merchant: ISO 4217 code -> minor units. */
export type Amounts = Record<string, number>

/** The merchant's own words: in one language, or by language (BCP 47): { en, "zh-CN" }. Read with `textIn`. */
export type PolicyText = string | Record<string, string>

/** What a merchant publishes. First rule wins, term by term; what no rule sets comes from `terms`. */
export interface Policy {
  title: PolicyText
  /** IANA zone in which windows and deadlines count. */
  timezone: string
  /** Weekly opening hours for deadlines in business hours; "always" counts every hour. */
  calendar: BusinessCalendar
  reasons: Reason[]
  /** Complete defaults. */
  terms: Terms
  rules: Rule[]
  /** Days between shipping and delivery to assume where the delivery is unknown. */
  assumedTransitDays: number
  /** Every amount must be given in all of these. */
  currencies: string[]
}

export interface BusinessCalendar {
  /** Minutes of the local day, ISO weekday 1 (Monday) to 7; a day without an entry is closed. */
  hours: { weekday: number; from: number; to: number }[]
  /** Local dates (YYYY-MM-DD) closed although their weekday is open. */
  closed?: string[]
  /** Local dates open although their weekday is closed (Chinese make-up workdays). */
  open?: string[]
}

export interface Rule {
  id: string
  name: PolicyText
  when: Condition
  set: Partial<Terms>
  note?: PolicyText
}

export const operators = [
  'eq',
  'ne',
  'in',
  'not_in',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'contains',
  'starts_with',
  'exists',
] as const
export type Operator = (typeof operators)[number]

export type FactValue = string | number | boolean
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  /** A money fact compares with `Amounts`, `between` with two of them; both ends count. */
  | { fact: string; op: Operator; value?: FactValue | readonly FactValue[] | Amounts | readonly Amounts[] }

export interface Reason {
  code: string
  parent?: string
  /** By language: { en, "zh-CN" }. */
  labels: Record<string, string>
  fault: 'merchant' | 'carrier' | 'shopper'
  subject: 'line' | 'payment' | 'shipping'
  /** What the form asks for: 'details' | 'photos' | 'condition'. */
  asks: ReasonAsk[]
  /** true: no reason is given or needed; the statutory withdrawal (CN 7 days, EU and UK 14 days) applies to it. */
  noReason?: boolean
  /** true: counts the delivery window although the subject would ignore it ("never arrived"). */
  countsWindow?: boolean
  /** true: the goods never came ("never arrived"): nothing to send back. */
  notReceived?: boolean
}
export type ReasonAsk = 'details' | 'photos' | 'condition'

export const resolutions = ['refund', 'store_credit', 'keep_item'] as const
/** exchange and replacement come with a later issue. */
export type Resolution = (typeof resolutions)[number]

export const refundTriggers = ['on_approval', 'on_dispatch', 'on_received', 'on_inspection'] as const
/** When approved money becomes due, earliest first. */
export type RefundTrigger = (typeof refundTriggers)[number]

export interface Terms {
  eligible: boolean
  /** A clause key with words in the locales (`because.<key>`), or { en, "zh-CN" } of the merchant. */
  because: string | Record<string, string>
  window: { days: number | 'none'; from: 'delivered' | 'fulfilled' | 'placed' }
  resolutions: Resolution[]
  /** Must the goods come back? */
  returnItem: boolean
  returnShipping: { paidBy: 'merchant' | 'shopper'; fee: Amounts }
  /** percent is in basis points of a percent: 1250 = 12.5 %. */
  restockingFee: { percent: number } | { amount: Amounts } | 'none'
  processingFee: Amounts | 'none'
  outboundShipping: 'never' | 'whole_order' | 'proportional'
  /** Basis points: 1000 = 10 %. */
  creditBonusPercent: number
  /** Basis points of the line's amount paid back when the shopper keeps the item. */
  keepItemPercent: number
  evidence: { photos: number; videos: number; documents: number; detailLength: number }
  decision: 'approve' | 'review' | 'decline'
  /** Persons who must approve. */
  approvals: number
  lane: string
  refundTrigger: RefundTrigger
  deadlines: Deadlines
}

/** Hours for staff in business time (`decide`, `inspect`, `pay`), calendar days for the shopper (`return`), hours for the whole. */
export interface Deadlines {
  decide: number
  return: number
  inspect: number
  pay: number
  whole: number
}

/** What a fact can read. Built once per line and reason by `factsOf` (facts.ts). Amounts are minor units. */
export interface Facts {
  'order.total': number
  'order.country': string
  'order.channel': string
  'order.currency': string
  'order.ageDays': number
  'customer.tier': string
  'customer.tags': readonly string[]
  'customer.country': string
  'customer.refunds90': number
  'line.sku': string
  'line.categories': readonly string[]
  'line.tags': readonly string[]
  'line.kind': string
  'line.unitPrice': number
  'line.total': number
  'line.quantity': number
  'line.discounted': boolean
  'line.legalClass': readonly LegalClass[]
  'line.legalConfirmed': boolean
  'line.daysSinceDelivery': number
  'line.delivered': boolean
  'claim.reason': string
  'claim.reasonGroup': string
  'claim.fault': string
  'claim.noReason': boolean
  'claim.quantity': number
  'claim.amount': number
  'claim.photos': number
  'claim.condition': string
}
export type FactName = keyof Facts

/** Where one term came from. */
export type TermSource =
  | { from: 'default' }
  | { from: 'rule'; rule: string }
  | { from: 'statute'; statute: string; article: string; unverified?: true; raisedFrom: unknown }

/** Why the terms are what they are: per term its source, and the facts that were read. */
export interface Trace {
  terms: { [T in keyof Terms]?: TermSource }
  facts: Partial<Facts>
  /** The rules that matched, in order. */
  matched: string[]
  /** The delivery date was assumed from shipping or placing. */
  deliveryAssumed: boolean
  /** Last instant (ISO) of the window; absent: unlimited or not delivered. */
  windowEndsAt?: string
  statute?: string
  /** A statute would cover this reason, but its own exception takes the item out. */
  excluded?: { statute: string; article: string; unverified?: true }
}

/** The policy's answer for one claim: terms after statutes, whether the claim is inside its window, and the trace when read. */
export interface Evaluation {
  terms: Terms
  /** terms.eligible, and inside the window. */
  eligible: boolean
  /** The clause that decides: a locale key or the merchant's own words. */
  because: Terms['because']
  windowEndsAt?: number
  daysLeft?: number
  /** Ids of the matched rules. */
  matched: readonly string[]
  /** Days from a statute's clock by which the money must be back, and since when: for the statutory deadline. */
  statutory?: StatutoryDuty
  /** Built when called. */
  trace(): Trace
}

export interface StatutoryDuty {
  statute: string
  article: string
  /** A statutory no-reason claim: may be reviewed, never declined for reason, silence or evidence. */
  noReason: boolean
  /** Calendar days within which the money must be back. */
  refundDays: number
  /** What starts that clock. */
  refundFrom: 'statement' | 'goods_received' | 'goods_received_or_proof_of_dispatch'
  /** Outbound delivery: what is owed back at least. */
  outboundShipping: 'never' | 'whole_order' | 'proportional'
  outboundCappedAtStandard: boolean
}
