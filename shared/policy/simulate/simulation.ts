import type { Amounts, FactName, FactValue, Operator, Terms } from '../policy.ts'

/**
 * What a policy would have done at once. automatic: approved without a person. review: a person decides, counted as if
 * approved. declined: nothing is paid.
 */
export type Outcome = 'automatic' | 'review' | 'declined'

export interface Simulation {
  requests: number
  /** Epoch ms of the first and last request; absent: none. */
  period?: { from: number; to: number }
  live: Totals
  draft: Totals
  /** Requests by what live did and draft would do; all nine pairs. */
  flows: { from: Outcome; to: Outcome; count: number }[]
  by: { reason: Group[]; product: ProductGroup[]; country: Group[]; tier: Group[] }
  /** Other outcome, other amount, or held by law on one side only; in the order they were added. */
  changed: ChangedRequest[]
  /** Requests that a reason unknown to one of the policies or a quote that refuses left without an answer there. */
  unanswered: { live: number; draft: number }
}

export interface Totals {
  outcomes: Record<Outcome, number>
  money: MoneyByCurrency
  /** Would be turned away by the policy alone; the law holds them up, and they are counted as what they are then. */
  heldByLaw: number
  /** Asked for more photos, videos, documents or words than the shopper gave. */
  asksForMore: number
}

/** By currency, minor units; reviews count as if approved. */
export type MoneyByCurrency = Record<string, Money>
export interface Money {
  /** Goods, delivery and what broken promotions add or take; before fees. */
  refunded: number
  /** Fees kept, positive. */
  fees: number
  /** On top, for store credit. */
  bonus: number
  /** What return labels cost the merchant, at the price that the policy names for one. */
  labels: number
}

/** Requests with one value of something, most changed first. */
export interface Group {
  /** A reason's code, a country, a tier ("" for none), or a SKU. */
  key: string
  requests: number
  changed: number
  /** Of the changed: where the draft takes them that live did not. */
  to: Record<Outcome, number>
  /** Draft minus live, refunds before fees; minor units by currency. */
  refunded: Amounts
}
export interface ProductGroup extends Group {
  title: string
  image?: string
}

export interface ChangedRequest {
  number: string
  customer?: string
  submittedAt: number
  order: string
  currency: string
  reasons: string[]
  products: { sku: string; title: string; image?: string }[]
  live: Judged
  draft: Judged
  because: Because[]
}

export interface Judged {
  outcome: Outcome
  /** What the shopper gets in money or credit: minor units. */
  amount: number
  heldByLaw?: { statute: string; article: string; unverified?: true }
}

/** One term of one item that differs, the weightiest first. */
export interface Because {
  /** Index of the item in the request. */
  item: number
  term: keyof Terms
  /** The side whose rule makes the difference: the draft's, or the live one's that no longer does. */
  side: 'live' | 'draft'
  source: { from: 'rule'; rule: string } | { from: 'default' } | { from: 'statute'; statute: string; article: string }
  live: Terms[keyof Terms]
  draft: Terms[keyof Terms]
  /** The comparison in that rule that the other policy answers otherwise, or its first that says most. */
  compared?: ComparedFact
  /** For the window: the day of the claim, day 1 being the one after the start, of so many. */
  day?: { actual: number; of: number }
}

export interface ComparedFact {
  fact: FactName
  op: Operator
  /** In the order's currency, for money: minor units. */
  value: FactValue | readonly FactValue[]
  actual: FactValue | readonly string[]
  holds: boolean
}
