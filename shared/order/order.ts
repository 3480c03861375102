/**
 * The neutral order: an immutable snapshot, pushed by any platform. All amounts are integers in the minor unit of
 * `currency` (ISO 4217 exponent: JPY 0, CNY 2, KWD 3). Times are ISO 8601 with an offset.
 */
export interface Order {
  number: string
  /** A counter or an ISO time of the source; a push with an older one is ignored. */
  revision?: string | number
  placedAt: string
  currency: string
  /** BCP 47, the language the shopper bought in. */
  locale?: string
  channel?: string
  store?: string
  customer: Customer
  shippingAddress?: Address
  /** true: unit prices contain the tax, and a line's tax is the part inside; false: the tax comes on top. */
  taxesIncluded: boolean
  lines: OrderLine[]
  /** The part of the order's discount that no line states; split over lines by net price (quote, step 1). */
  orderDiscount: number
  shipping: ShippingLine[]
  payments: Payment[]
  fulfillments: Fulfillment[]
  refunds: ExternalRefund[]
  /** Bundles and thresholds that gave part of the discounts above, or gifts. */
  promotions?: Promotion[]
  /** What the source sent and this model does not name. */
  attributes?: Record<string, unknown>
}

export interface Customer {
  id?: string
  name?: string
  email?: string
  phone?: string
  /** ISO 3166-1 alpha-2. Decides which statute applies. */
  country: string
  tier?: string
  tags?: string[]
}

export interface Address {
  country: string
  region?: string
  city?: string
  postalCode?: string
  lines?: string[]
  name?: string
  phone?: string
}

export const legalClasses = [
  'custom_made',
  'perishable',
  'digital_started',
  'sealed_hygiene',
  'sealed_media',
  'press',
  'dated_service',
  'service_performed',
  'inseparable',
  'urgent_repair',
  'auction',
  'price_fluctuation',
] as const
export type LegalClass = (typeof legalClasses)[number]

export interface OrderLine {
  id: string
  kind?: 'product' | 'fee' | 'gift_card'
  sku: string
  title: string
  variant?: string
  image?: string
  productId?: string
  categories: string[]
  tags: string[]
  /** Units bought: 1 to 2^53-1. */
  quantity: number
  unitPrice: number
  /** The line's own discount, for all units together. */
  discount: number
  /** This line's share of the order's discount as the source states it. */
  orderDiscount?: number
  /** Tax for all units together. `taxes`, when given, are its parts and decide. */
  tax: number
  taxes?: TaxPart[]
  legalClass?: LegalClass[]
  /** The shopper confirmed at this purchase that a no-reason return is excluded (CN, Measures art. 7 and 20). */
  legalConfirmed?: boolean
  attributes?: Record<string, unknown>
  /** Overrides what the fulfillments say. */
  deliveredAt?: string
  fulfilledQuantity?: number
}

/**
 * A discount, gifts or free delivery, that hang on several lines being bought together: "spend 300, save 50", "three for two". The
 * discount is part of the lines' `discount` or `orderDiscount` already, and is stated here line by line.
 */
export interface Promotion {
  id: string
  title: string
  /** The lines that count towards it. */
  lines: string[]
  /** What is earned from which value (item prices, minor units) and number of units of these lines on; the best one reached counts. */
  tiers: { minimumAmount?: number; minimumQuantity?: number; discount: number }[]
  /** Which part of each line's discounts came from it, minor units; of lines that do not count themselves, too. */
  discounts: { line: string; amount: number }[]
  /** Lines given for nothing with it, and the price stated beforehand for keeping all units of one. */
  gifts?: { line: string; price: number }[]
  /** Delivery given free with it: which part of each shipping line's discount came from it, minor units. */
  shipping?: { id: string; amount: number }[]
}

export interface TaxPart {
  name: string
  /** For display only; amounts are never computed from it. */
  rate?: number
  amount: number
}

export interface ShippingLine {
  id: string
  title: string
  amount: number
  discount: number
  tax: number
  /** What the cheapest standard delivery would have cost (Directive 2011/83/EU art. 13(2)), same tax basis as `amount`. */
  standardAmount?: number
}

export const paymentMethods = [
  'card',
  'alipay',
  'wechat_pay',
  'paypal',
  'bank_transfer',
  'store_credit',
  'gift_card',
  'cash',
  'other',
] as const
export type PaymentMethod = (typeof paymentMethods)[number]

/** What was captured. */
export interface Payment {
  /** Any name but store_credit and account, which quotes give money to beside payments. */
  id: string
  method: PaymentMethod
  provider: string
  reference: string
  amount: number
  capturedAt: string
  /** For people, already masked by the source: "Visa •••• 4242". */
  label?: string
  executor?: 'provider' | 'platform' | 'manual'
}

export interface Fulfillment {
  id: string
  deliveredAt?: string
  shippedAt: string
  carrier?: string
  trackingNumber?: string
  lines: { line: string; quantity: number }[]
}

/** A refund the source knows of. One whose id or reference is a payout or provider number of ours is not counted again. */
export interface ExternalRefund {
  id: string
  reference?: string
  at: string
  lines: { line: string; quantity: number; amount?: number; tax?: number }[]
  shipping?: { id: string; amount: number; tax?: number }[]
  /** The refund's total; what exceeds lines and shipping is goodwill. Absent: what these, or the payments, add up to. */
  amount?: number
  /** Absent: spread over the payments as the quote would. */
  payments?: { payment: string; amount: number }[]
  /** The payment provider that told of it, before the order's source did. Never part of a push: see booked-refunds.ts. */
  bookedFrom?: string
}
