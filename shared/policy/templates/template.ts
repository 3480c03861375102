import type { LegalClass } from '../../order/order.ts'
import { type DefaultPolicyOptions, defaultAmounts, defaultPolicy, noWithdrawal } from '../default-policy.ts'
import type {
  Amounts,
  CategoryClass,
  Condition,
  DeclaredFactName,
  FactName,
  FactValue,
  Operator,
  Policy,
  Reason,
  Rule,
  Terms,
} from '../policy.ts'

/** A complete policy of one trade to start from, with what its reasons ask and its staff go through. */
export interface IndustryTemplate {
  id: string
  names: Words
  /** One sentence on what is particular. */
  about: Words
  policy(options?: DefaultPolicyOptions): Policy
}

export type Words = Record<'en' | 'zh-CN', string>

export function words(en: string, zh: string): Words {
  return { en, 'zh-CN': zh }
}

export function all(...conditions: Condition[]): Condition {
  return { all: conditions }
}

export function any(...conditions: Condition[]): Condition {
  return { any: conditions }
}

export function fact(name: FactName, op: Operator, value?: FactValue | readonly FactValue[] | Amounts): Condition {
  return value === undefined ? { fact: name, op } : { fact: name, op, value }
}

/** Goods in these categories, named as Google's and Shopify's product taxonomies name them, are this by law. */
export function counted(legalClass: LegalClass, within: string, ...categories: string[]): CategoryClass[] {
  return categories.map((category) => ({ category: `${within} > ${category}`, legalClass }))
}

/** Nobody but the shopper is the cause. */
export const ownChoice = fact('claim.fault', 'eq', 'shopper')
/** The merchant or the carrier is. */
export const notTheirFault = fact('claim.fault', 'in', ['merchant', 'carrier'])
export function rule(id: string, name: Words, when: Condition, set: Partial<Terms>): Rule {
  return { id, name, when, set }
}

export function reason(
  code: string,
  labels: Words,
  { fault = 'shopper', asks = [], subject = 'line', ...rest }: Partial<Omit<Reason, 'code' | 'labels'>> = {},
): Reason {
  return { code, labels, fault, subject, asks, ...rest }
}

export const noEvidence: Terms['evidence'] = { photos: 0, videos: 0, documents: 0, detailLength: 0 }

/** The amounts of a return label times a factor: about the same worth in every currency. */
export function scaled({ amounts = defaultAmounts }: DefaultPolicyOptions, factor: number): Amounts {
  return Object.fromEntries(
    Object.entries(amounts.returnLabel).map(([currency, minor]) => [currency, Math.round(minor * factor)]),
  )
}

/** The shopper pays for the label, or the merchant does. */
export function labelPaidBy(paidBy: 'merchant' | 'shopper', options: DefaultPolicyOptions): Terms['returnShipping'] {
  return { paidBy, fee: scaled(options, paidBy === 'merchant' ? 0 : 1) }
}

/** The starter policy in another trade's hands: its terms changed, its rules for payments and lost parcels kept before these. */
export function tradePolicy(
  options: DefaultPolicyOptions,
  trade: {
    terms?: Partial<Terms>
    rules: Rule[]
    reasons?: Reason[]
    parts?: Partial<
      Pick<Policy, 'questions' | 'attributes' | 'legalClasses' | 'checklists' | 'assumedTransitDays' | 'laterVersions'>
    >
  },
): Policy {
  const base = defaultPolicy(options)
  const kept = base.rules.filter(({ id }) => ['payment', 'never_arrived', 'repeat', 'high_value'].includes(id))
  const reasons = trade.reasons ?? base.reasons
  return {
    ...base,
    terms: { ...base.terms, ...trade.terms },
    reasons,
    rules: [
      ...kept.filter(({ id }) => id !== 'never_arrived' || reasons.some(({ code }) => code === 'never_arrived')),
      ...trade.rules,
    ],
    ...trade.parts,
  }
}

/** The starter's reasons about a payment. */
export function paymentReasons(): Reason[] {
  return defaultPolicy().reasons.filter(({ subject }) => subject === 'payment')
}

/** What is sold is a promise, not a parcel: nothing comes back, time counts from the order. */
export function serviceTerms(options: DefaultPolicyOptions): Partial<Terms> {
  return {
    window: { days: 'none', from: 'placed' },
    because: 'covered',
    resolutions: ['refund', 'store_credit'],
    returnItem: false,
    returnShipping: labelPaidBy('merchant', options),
    outboundShipping: 'proportional',
    refundTrigger: 'on_approval',
    creditBonusPercent: 0,
  }
}

/** A service of a fixed date, or one that was performed: the law gives no right to change one's mind (CRD art. 16(a), (l)). */
export const outsideWithdrawal = any(
  noWithdrawal,
  fact('line.legalClass', 'in', ['dated_service', 'service_performed']),
)

/** Once its seal is broken. In China only what the shopper confirmed at the purchase is excluded (Measures art. 7, 20). */
export const unsealed = all(
  fact('line.legalClass', 'contains', 'sealed_hygiene'),
  ownChoice,
  fact('claim.condition', 'in', ['opened', 'used']),
  any(fact('customer.country', 'ne', 'CN'), fact('line.legalConfirmed', 'eq', true)),
)

/** Orders that say no date read as no hours left: they are not refused for it. */
export function undated(attribute: DeclaredFactName): Rule {
  return rule(
    'undated',
    words('No date is known: we look it up', '没有日期信息：我们先核实'),
    all(ownChoice, fact(attribute, 'eq', 0)),
    {
      eligible: true,
      because: words('We look up the date and answer you.', '我们核实日期后答复您。'),
      decision: 'review',
      restockingFee: 'none',
      processingFee: 'none',
    },
  )
}

export { noWithdrawal }
