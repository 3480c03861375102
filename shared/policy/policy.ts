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
  /** The merchant's own questions, in the order they are asked; their answers are facts (`answer.<code>`). */
  questions?: PolicyQuestion[]
  /** What the merchant's orders say beyond the model, as facts (`line.attributes.<key>`, `order.attributes.<key>`). */
  attributes?: AttributeFact[]
  /** What goods of a category are by law, where their line does not say it itself. The longest category that holds one counts. */
  legalClasses?: CategoryClass[]
  /** What staff go through at a stage, in their words. */
  checklists?: Partial<Record<ChecklistStage, PolicyText[]>>
  /**
   * An order is judged by the version in force when it was placed. "kinder": a claim that the live version treats at least
   * as well in every term, and better in one, is judged by the live one. Absent: "never".
   */
  laterVersions?: 'never' | 'kinder'
}

export const checklistStages = ['decide', 'receive', 'inspect', 'pay'] as const
export type ChecklistStage = (typeof checklistStages)[number]

/** Asked beside the reason. A statutory claim without a reason may leave every question open. */
export interface PolicyQuestion {
  code: string
  kind: QuestionKind
  labels: Record<string, string>
  hint?: PolicyText
  /** For `choice`: at least two. */
  options?: { value: string; labels: Record<string, string> }[]
  required: boolean
  /** Codes of reasons, or of their groups; absent: for every reason. */
  reasons?: string[]
  /** Asked for lines in one of these categories; absent: for every line. */
  categories?: string[]
}
/** The answer is a value of `options`, a number, a text, or the ids of evidence files. */
export const questionKinds = ['choice', 'number', 'text', 'photo'] as const
export type QuestionKind = (typeof questionKinds)[number]
export type Answer = string | number | readonly string[]
/** By the code of the question. */
export type Answers = Readonly<Record<string, Answer>>

/** An attribute that the merchant's orders carry and the model does not name. */
export interface AttributeFact {
  of: 'line' | 'order'
  /** The key in `attributes`. */
  key: string
  /** `time`: an ISO instant, whose fact is the hours until then, negative once past. */
  type: 'text' | 'number' | 'boolean' | 'time'
  labels: Record<string, string>
}

/** "Goods in [Food > Fruit] count as [perishable] by law." */
export interface CategoryClass {
  /** A category of the shop's orders, with all below it: "Food" holds "Food > Fruit" and "Food/Fruit". */
  category: string
  /** `none`: nothing by law, although what is around it is. */
  legalClass: LegalClass | 'none'
}

export interface BusinessCalendar {
  /** Minutes of the local day, ISO weekday 1 (Monday) to 7; a day without an entry is closed. */
  hours: { weekday: number; from: number; to: number }[]
  /** Country (ISO 3166-1) whose public holidays are closed, and whose make-up workdays are open. Absent: none are. */
  holidays?: string
  /** Local dates (YYYY-MM-DD) closed although their weekday is open. */
  closed?: string[]
  /** Local dates open although their weekday is closed, or a holiday. */
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
  /** What the form asks for. */
  asks: ReasonAsk[]
  /** What to have at hand, one sentence each: "a photo of the label". */
  materials?: PolicyText[]
  /** What usually helps, before anything is sent: "Charge it for an hour, then hold the button." */
  help?: PolicyText
  /** Pictures of what a good photo shows; https addresses. */
  examples?: { image: string; alt: PolicyText }[]
  /** true: no reason is given or needed; the statutory withdrawal (CN 7 days, EU and UK 14 days) applies to it. */
  noReason?: boolean
  /** true: counts the delivery window although the subject would ignore it ("never arrived"). */
  countsWindow?: boolean
  /** true: the goods never came ("never arrived"): nothing to send back. */
  notReceived?: boolean
}
export type ReasonAsk = 'details' | 'photos' | 'videos' | 'documents' | 'condition'

/** `other_account`: to a bank account the shopper names, beside the original payment. */
export const resolutions = ['refund', 'store_credit', 'keep_item', 'other_account'] as const
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
  /**
   * A bundle or threshold promotion that a part return breaks: what was agreed stays, or the order is settled anew at the
   * item prices of the purchase, the difference either way (CN Measures art. 17).
   */
  promotion: 'keep' | 'resettle'
  /** A gift whose promotion is broken comes back too or its stated price is taken off (CN Measures art. 12), or stays. */
  gifts: 'return_or_pay' | 'keep'
  /** Who provides what the goods are sent back in. */
  packaging: 'own' | 'free'
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
  'order.store': string
  'order.region': string
  'order.paymentMethods': readonly string[]
  'order.shipped': boolean
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
  'line.productId': string
  'line.variant': string
  'line.fulfilled': boolean
  'line.gift': boolean
  'claim.reason': string
  'claim.reasonGroup': string
  'claim.fault': string
  'claim.noReason': boolean
  'claim.quantity': number
  'claim.amount': number
  'claim.photos': number
  'claim.videos': number
  'claim.documents': number
  'claim.detailLength': number
  'claim.condition': string
  'payment.method': string
  'payment.duplicate': boolean
}
/** Facts that a policy declares: its `attributes` and its `questions`. */
export type DeclaredFactName = `line.attributes.${string}` | `order.attributes.${string}` | `answer.${string}`
export type FactName = keyof Facts | DeclaredFactName
/** Facts that were read, by name. */
export type ReadFacts = Partial<Facts> & { [name: DeclaredFactName]: FactValue }

/** Where one term came from. */
export type TermSource =
  | { from: 'default' }
  | { from: 'rule'; rule: string }
  | { from: 'statute'; statute: string; article: string; unverified?: true; raisedFrom: unknown }

/** Why the terms are what they are: per term its source, and the facts that were read. */
export interface Trace {
  terms: { [T in keyof Terms]?: TermSource }
  facts: ReadFacts
  /** The rules that matched, in order. */
  matched: string[]
  /** The delivery date was assumed from shipping or placing. */
  deliveryAssumed: boolean
  /** Last instant (ISO) of the window; absent: unlimited or not delivered. */
  windowEndsAt?: string
  statute?: string
  /** A statute's period ends later than the policy's own window: this is what `windowEndsAt` comes from. */
  period?: PeriodEnd
  /** A statute would cover this reason, but its own exception takes the item out. */
  excluded?: {
    statute: string
    article: string
    unverified?: true
    /** What the item is by law; absent: the shopper confirmed the exclusion. */
    legalClass?: LegalClass
    /** The entry of the policy's `legalClasses` that says so; absent: the line itself. */
    category?: string
  }
}

/** Why a statute's period ends on its last day. */
export interface PeriodEnd {
  article: string
  unverified?: true
  /** The holidays of that year are not known in the shopper's country: it may run on. */
  isCalendarUnknown?: true
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
  /**
   * What starts that clock. `statement_held_for_goods`: the shopper's statement; should goods and proof of sending take
   * longer than these days, the money waits for the earlier of the two.
   */
  refundFrom: 'statement' | 'goods_received' | 'goods_received_or_proof_of_dispatch' | 'statement_held_for_goods'
  /** Outbound delivery: what is owed back at least. */
  outboundShipping: 'never' | 'whole_order' | 'proportional'
  outboundCappedAtStandard: boolean
}
