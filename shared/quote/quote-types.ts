import type { Order } from '../order/order.ts'
import type { Resolution, Terms } from '../policy/policy.ts'

/** The terms that change an amount; the widget receives these resolved, never rules. */
export type MoneyTerms = Pick<
  Terms,
  | 'eligible'
  | 'because'
  | 'returnItem'
  | 'returnShipping'
  | 'restockingFee'
  | 'processingFee'
  | 'outboundShipping'
  | 'creditBonusPercent'
  | 'keepItemPercent'
  | 'resolutions'
> & {
  /** Absent: kept. */
  promotion?: Terms['promotion']
  gifts?: Terms['gifts']
  /** The statute lets the merchant pay back outbound delivery only up to the cheapest standard kind. */
  outboundCappedAtStandard?: boolean
}

/** One thing asked for: units of a line, a payment (charged twice), or nothing but an amount on a line. */
export interface QuoteItem {
  line?: string
  payment?: string
  /** Omitted without an amount: all that remains. */
  quantity?: number
  /**
   * A free amount in minor units instead of the computed one; inside the same ceilings. It is final: no restocking fee is
   * taken from it, and no processing or label fee for its sake.
   */
  amount?: number
  reason?: string
  resolution?: Resolution
}

/**
 * What our own requests have settled or reserved on an order, by key: `units:<line>`, `line:<line>`, `shipping:<id>`,
 * `payment:<id>`, `total`; and of promotions what was settled anew, `discount:<promotion>`, `gift:<promotion>` (what was
 * added, negative when taken), with the units whose return left them alone, `spared_discount:<line>`, `spared_gift:<line>`;
 * of `units:<line>` those that came back under proportional outbound shipping, `proportional:<line>`; of `line:<line>` what went
 * to store credit, `credited:<line>`.
 * External refunds are not in here: they are read from `order.refunds`.
 * `settled`: the entitlement of those units before fees, keep-the-item and staff reductions (minor units, or units).
 */
export type Holdings = Readonly<Record<string, Holding>>
export interface Holding {
  reserved: number
  refunded: number
  settled: number
  /** Of what is settled on `units:<line>` and `line:<line>`: what stays with the shopper (keep_item). Absent: nothing. */
  kept?: number
}

export interface QuoteInput {
  order: Order
  holdings: Holdings
  /** "all": every line with units that remain, are worth something and may be refunded. */
  items: readonly QuoteItem[] | 'all'
  /** Of an item as it is priced: with its units, also where none were named. */
  termsOf: (item: QuoteItem, index: number) => MoneyTerms
  /** "policy": by terms.outboundShipping; a number: minor units. */
  shipping: 'policy' | 'full' | 'none' | number
  /** Staff: added on the whole, inside the order's ceiling. */
  goodwill?: number
  preferredPayment?: string
  /** Ids and references of our own payouts: refunds of the order under these are in `holdings` already. */
  ours?: ReadonlySet<string>
}

export interface Quote {
  currency: string
  items: QuotedItem[]
  shipping: {
    net: number
    tax: number
    amount: number
    lines: { id: string; net: number; tax: number; amount: number }[]
  }
  /** Positive, subtracted from the total. */
  fees: QuotedFee[]
  goodwill: number
  /** Promotions that the return breaks, settled anew: added to the total, negative when it takes. Absent: none. */
  promotions?: QuotedPromotion[]
  /** Added for store credit, on top of what was captured. */
  bonus: number
  /** items + shipping + promotions + goodwill - fees + bonus, never negative. */
  total: number
  /** Where it goes: a payment's id, "store_credit" or "account". Sums to total. */
  payments: { payment: string; amount: number }[]
}

export interface QuotedItem {
  line?: string
  payment?: string
  quantity: number
  resolution: Resolution
  net: number
  tax: number
  taxes: { name: string; amount: number }[]
  amount: number
  /** The entitlement of these units before fees, keep-the-item and staff reductions. */
  settled: number
  /** These units come back under terms that bring their share of the outbound shipping. Absent: under others. */
  outboundShipping?: 'proportional'
  /** Parts of promotions that the return of these units leaves alone. Absent: the line is in none, or breaks them. */
  spares?: SparedPart[]
}

/** The discount a promotion gave, or its gifts. */
export type SparedPart = 'discount' | 'gift'
/** And the delivery that was free with it. */
export type PromotionPart = SparedPart | 'delivery'
export interface QuotedPromotion {
  promotion: string
  part: PromotionPart
  /** Signed. */
  amount: number
  /** What should have been taken too, and exceeds what the quote pays: the next return of the promotion's goods bears it. */
  missing?: number
}

export type FeeKind = 'restocking' | 'processing' | 'return_label'
export interface QuotedFee {
  kind: FeeKind
  amount: number
  /** For restocking: the index of the item it is for. */
  item?: number
}
