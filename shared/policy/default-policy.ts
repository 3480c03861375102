import { defaultReasons } from './default-reasons.ts'
import type { Amounts, Condition, Policy, PolicyText, Rule, Terms } from './policy.ts'
import { euCountries } from './statutes/eu.ts'

/** What the starter policy needs to know in money: each in minor units of every currency. */
export interface DefaultAmounts {
  /** At least this much is looked at by a person. */
  highValue: Amounts
  /** Up to this a faulty item is refunded and kept. */
  keepBelow: Amounts
  /** The fee for a return label. */
  returnLabel: Amounts
}

export interface DefaultPolicyOptions {
  title?: PolicyText
  /** IANA zone. */
  timezone?: string
  amounts?: DefaultAmounts
}

/** Round figures of about the same worth. */
export const defaultAmounts: DefaultAmounts = {
  highValue: { GBP: 20_000, EUR: 25_000, CNY: 200_000, USD: 25_000, JPY: 40_000, KWD: 80_000 },
  keepBelow: { GBP: 500, EUR: 500, CNY: 3_000, USD: 500, JPY: 800, KWD: 1_500 },
  returnLabel: { GBP: 350, EUR: 390, CNY: 1_200, USD: 495, JPY: 800, KWD: 1_500 },
}

/** A complete policy to start from: 30 days, kind where the merchant is at fault, careful where money is large. */
export function defaultPolicy({ title, timezone, amounts = defaultAmounts }: DefaultPolicyOptions = {}): Policy {
  return {
    title: title ?? { en: 'Returns and refunds', 'zh-CN': '退货与退款' },
    timezone: timezone ?? 'Europe/London',
    calendar: { hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 9 * 60, to: 18 * 60 })) },
    reasons: [...defaultReasons],
    terms: defaultTerms(amounts),
    rules: defaultRules(amounts),
    assumedTransitDays: 5,
    currencies: Object.keys(amounts.highValue),
  }
}

function free(amounts: DefaultAmounts): Amounts {
  return Object.fromEntries(Object.keys(amounts.highValue).map((currency) => [currency, 0]))
}

function defaultTerms(amounts: DefaultAmounts): Terms {
  return {
    eligible: true,
    because: 'within_window',
    window: { days: 30, from: 'delivered' },
    resolutions: ['refund', 'store_credit'],
    returnItem: true,
    returnShipping: { paidBy: 'shopper', fee: amounts.returnLabel },
    restockingFee: 'none',
    processingFee: 'none',
    outboundShipping: 'whole_order',
    promotion: 'keep',
    gifts: 'keep',
    packaging: 'own',
    creditBonusPercent: 500,
    keepItemPercent: 0,
    evidence: { photos: 0, videos: 0, documents: 0, detailLength: 0 },
    decision: 'approve',
    approvals: 1,
    lane: 'standard',
    refundTrigger: 'on_received',
    deadlines: { decide: 9, return: 14, inspect: 18, pay: 9, whole: 24 },
  }
}

/** Where no statute of ours gives a right to change one's mind: what would be below it may be asked there. */
export const noWithdrawal: Condition = {
  fact: 'customer.country',
  op: 'not_in',
  value: ['CN', 'GB', ...euCountries],
}

/** First rule wins, term by term: who the shopper is comes before what the item is. */
function defaultRules(amounts: DefaultAmounts): Rule[] {
  const noFee = free(amounts)
  return [
    {
      id: 'payment',
      name: {
        en: 'A payment that should not have been taken',
        'zh-CN': '多扣、错扣的款项',
      },
      when: { fact: 'claim.reason', op: 'in', value: ['charged_twice', 'order_failed'] },
      set: {
        because: 'payment_checked',
        resolutions: ['refund'],
        returnItem: false,
        decision: 'review',
        lane: 'payments',
        refundTrigger: 'on_approval',
        outboundShipping: 'never',
        evidence: { photos: 0, videos: 0, documents: 0, detailLength: 0 },
      },
    },
    {
      id: 'never_arrived',
      name: {
        en: 'Never arrived: we check with the carrier',
        'zh-CN': '一直没有收到：我们向承运商核实',
      },
      when: { fact: 'claim.reason', op: 'eq', value: 'never_arrived' },
      set: {
        because: 'carrier_checked',
        resolutions: ['refund'],
        returnItem: false,
        decision: 'review',
        lane: 'carrier',
        refundTrigger: 'on_approval',
        evidence: { photos: 0, videos: 0, documents: 0, detailLength: 10 },
      },
    },
    {
      id: 'repeat',
      name: {
        en: 'Many refunds lately: a person looks',
        'zh-CN': '近期退款较多：人工审核',
      },
      when: {
        all: [
          { fact: 'customer.refunds90', op: 'gte', value: 5 },
          { not: { fact: 'customer.tier', op: 'eq', value: 'vip' } },
        ],
      },
      set: { decision: 'review' },
    },
    {
      id: 'high_value',
      name: {
        en: 'High value: a person looks',
        'zh-CN': '金额较高：人工审核',
      },
      when: { fact: 'claim.amount', op: 'gte', value: amounts.highValue },
      set: { decision: 'review', lane: 'high_value' },
    },
    {
      id: 'final_sale',
      name: {
        en: 'Final sale is not taken back without a fault, outside China, the EU and the UK',
        'zh-CN': '售出不退的商品：没有质量问题不予退货（中国、欧盟、英国以外）',
      },
      when: {
        all: [
          { fact: 'line.tags', op: 'contains', value: 'final-sale' },
          { fact: 'claim.fault', op: 'eq', value: 'shopper' },
          noWithdrawal,
        ],
      },
      set: { eligible: false, because: 'final_sale' },
    },
    {
      id: 'made_to_order',
      name: {
        en: 'Made to order or perishable is not taken back without a fault',
        'zh-CN': '定制、易腐等商品：没有质量问题不予退货',
      },
      when: {
        all: [
          { fact: 'line.legalClass', op: 'in', value: ['custom_made', 'perishable', 'digital_started', 'press'] },
          { fact: 'claim.fault', op: 'eq', value: 'shopper' },
        ],
      },
      set: { eligible: false, because: 'cannot_be_resold' },
    },
    {
      id: 'keep_cheap',
      name: {
        en: 'Faulty and cheap: refunded, and the shopper keeps it',
        'zh-CN': '有问题的低价商品：直接退款，不必寄回',
      },
      when: {
        all: [
          { fact: 'claim.fault', op: 'in', value: ['merchant', 'carrier'] },
          { fact: 'claim.amount', op: 'lte', value: amounts.keepBelow },
        ],
      },
      set: {
        returnItem: false,
        resolutions: ['refund', 'store_credit'],
        returnShipping: { paidBy: 'merchant', fee: noFee },
        refundTrigger: 'on_approval',
      },
    },
    {
      id: 'not_our_shoppers_fault',
      name: {
        en: 'Damaged, faulty or wrong: the store pays the way back and asks for a photo',
        'zh-CN': '破损、有瑕疵或发错：商家承担寄回运费，需附照片',
      },
      when: { fact: 'claim.fault', op: 'in', value: ['merchant', 'carrier'] },
      set: {
        window: { days: 60, from: 'delivered' },
        resolutions: ['refund', 'store_credit', 'keep_item'],
        keepItemPercent: 3000,
        returnShipping: { paidBy: 'merchant', fee: noFee },
        evidence: { photos: 1, videos: 0, documents: 0, detailLength: 0 },
        refundTrigger: 'on_dispatch',
        outboundShipping: 'proportional',
      },
    },
    {
      id: 'vip',
      name: {
        en: 'VIP: longer, free, and paid when sent',
        'zh-CN': 'VIP：期限更长，寄回免运费，寄出即退款',
      },
      when: { fact: 'customer.tier', op: 'eq', value: 'vip' },
      set: {
        window: { days: 60, from: 'delivered' },
        returnShipping: { paidBy: 'merchant', fee: noFee },
        refundTrigger: 'on_dispatch',
        creditBonusPercent: 1000,
        lane: 'vip',
      },
    },
    {
      id: 'electronics',
      name: {
        en: 'Electronics: 14 days, inspected before paid',
        'zh-CN': '电子产品：14 天内可退，验货后退款',
      },
      when: { fact: 'line.categories', op: 'contains', value: 'electronics' },
      set: { window: { days: 14, from: 'delivered' }, refundTrigger: 'on_inspection' },
    },
    {
      id: 'opened_electronics',
      name: {
        en: 'Electronics used without a fault, outside China, the EU and the UK: 15 % for restocking',
        'zh-CN': '用过且没有问题的电子产品（中国、欧盟、英国以外）：收取 15% 重新上架费',
      },
      when: {
        all: [
          { fact: 'line.categories', op: 'contains', value: 'electronics' },
          { fact: 'claim.condition', op: 'eq', value: 'used' },
          { fact: 'claim.fault', op: 'eq', value: 'shopper' },
          noWithdrawal,
        ],
      },
      set: { restockingFee: { percent: 1500 } },
    },
    {
      id: 'clearance',
      name: {
        en: 'Clearance without a fault, outside China, the EU and the UK: store credit only',
        'zh-CN': '没有问题的清仓商品（中国、欧盟、英国以外）：只退店铺余额',
      },
      when: {
        all: [
          { fact: 'line.tags', op: 'contains', value: 'clearance' },
          { fact: 'claim.fault', op: 'eq', value: 'shopper' },
          noWithdrawal,
        ],
      },
      set: { resolutions: ['store_credit'] },
    },
  ]
}
