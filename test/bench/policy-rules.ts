import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import type { Amounts, Policy, Reason, Rule } from '../../shared/policy/policy.ts'

const currencies = ['USD', 'GBP', 'EUR', 'CNY', 'JPY']
export const same = (amount: number): Amounts => Object.fromEntries(currencies.map((currency) => [currency, amount]))

const reason = (code: string, fault: Reason['fault'], noReason = false): Reason => ({
  code,
  labels: { en: code },
  fault,
  subject: 'line',
  asks: [],
  ...(noReason ? { noReason } : {}),
})

const is = (code: string) => ({ fact: 'claim.reason', op: 'eq' as const, value: code })
const category = (value: string) => ({ fact: 'line.categories', op: 'contains' as const, value })
const gold = { fact: 'customer.tier', op: 'eq' as const, value: 'gold' }
const older = (days: number) => ({ fact: 'line.daysSinceDelivery', op: 'gt' as const, value: days })
const refusal = (because: string) => ({ eligible: false, because })

/** Twelve rules of the kinds merchants write: by category, time, tier, tag, country, history, amount, evidence, reason. */
const rules: Rule[] = [
  {
    id: 'R1',
    name: 'old',
    when: {
      all: [{ fact: 'line.categories', op: 'not_in', value: ['electronics', 'apparel', 'perishables'] }, older(30)],
    },
    set: refusal('too_old'),
  },
  { id: 'R2', name: 'old electronics', when: { all: [category('electronics'), older(14)] }, set: refusal('too_old') },
  {
    id: 'R3',
    name: 'old apparel',
    when: { all: [category('apparel'), { any: [{ all: [{ not: gold }, older(60)] }, older(75)] }] },
    set: refusal('too_old'),
  },
  {
    id: 'R4',
    name: 'final sale',
    when: { all: [{ fact: 'line.tags', op: 'contains', value: 'final-sale' }, { not: is('defective') }] },
    set: refusal('final_sale'),
  },
  { id: 'R5', name: 'tagged', when: { fact: 'line.tags', op: 'contains', value: 'no-return' }, set: refusal('tagged') },
  {
    id: 'R6',
    name: 'far away',
    when: { fact: 'customer.country', op: 'not_in', value: ['US', 'CA', 'GB', 'DE', 'FR'] },
    set: refusal('far_away'),
  },
  {
    id: 'R7',
    name: 'perishable',
    when: { all: [category('perishables'), { not: is('defective') }] },
    set: refusal('perishable'),
  },
  {
    id: 'R8',
    name: 'repeated',
    when: { all: [{ fact: 'customer.refunds90', op: 'gte', value: 5 }, { not: gold }] },
    set: { decision: 'review', lane: 'repeated' },
  },
  {
    id: 'R9',
    name: 'large',
    when: { fact: 'claim.amount', op: 'gt', value: same(50_000) },
    set: { decision: 'review', approvals: 2 },
  },
  {
    id: 'R10',
    name: 'evidence',
    when: {
      all: [
        { fact: 'claim.reason', op: 'in', value: ['defective', 'damaged'] },
        { fact: 'claim.amount', op: 'gt', value: same(5_000) },
        { fact: 'claim.photos', op: 'eq', value: 0 },
      ],
    },
    set: { evidence: { photos: 1, videos: 0, documents: 0, detailLength: 0 }, refundTrigger: 'on_inspection' },
  },
  {
    id: 'R11',
    name: 'fee',
    when: { all: [{ fact: 'claim.reason', op: 'in', value: ['changed_mind', 'wrong_size'] }, { not: gold }] },
    set: { restockingFee: { percent: 1500 } },
  },
  {
    id: 'R12',
    name: 'large order',
    when: {
      all: [
        { fact: 'order.total', op: 'gte', value: same(20_000) },
        is('no_longer_needed'),
        { fact: 'customer.tier', op: 'in', value: ['none', 'bronze'] },
      ],
    },
    set: { restockingFee: { percent: 1000 } },
  },
]

export function benchPolicy(): Policy {
  const { terms, calendar } = defaultPolicy()
  return {
    title: 'Bench',
    timezone: 'Europe/Berlin',
    calendar,
    reasons: [
      reason('defective', 'merchant'),
      reason('damaged', 'carrier'),
      reason('changed_mind', 'shopper', true),
      reason('wrong_size', 'shopper', true),
      reason('no_longer_needed', 'shopper', true),
    ],
    terms: {
      ...terms,
      window: { days: 80, from: 'delivered' },
      returnShipping: { paidBy: 'shopper', fee: same(390) },
    },
    rules,
    assumedTransitDays: 5,
    currencies,
  }
}
