import { defaultAmounts, defaultPolicy } from '../../shared/policy/default-policy.ts'
import type { Amounts, Condition, Policy, Resolution, Rule } from '../../shared/policy/policy.ts'

/** Rules of the starter policy for what this shop does not sell. */
const notSold = new Set(['electronics', 'opened_electronics', 'clearance', 'final_sale'])

/** Shops buy here too: boxes of two dozen that come back unbroken cost us the sorting. Statutes lift it for consumers. */
const wholesale: Rule = {
  id: 'wholesale',
  name: {
    en: 'Two dozen or more of one thing: 10 % for sorting when nothing is wrong with it',
    'zh-CN': '同款两打以上：没有问题的退货收取 10% 重新上架费',
  },
  when: {
    all: [
      { fact: 'line.quantity', op: 'gte', value: 24 },
      { fact: 'claim.fault', op: 'eq', value: 'shopper' },
    ],
  },
  set: { restockingFee: { percent: 1000 }, refundTrigger: 'on_inspection' },
}

const seasonal: Rule = {
  id: 'seasonal',
  name: {
    en: 'Christmas goods may come back until well after the holidays',
    'zh-CN': '圣诞用品：过完节再退也来得及',
  },
  when: { fact: 'line.categories', op: 'contains', value: 'christmas' },
  set: { window: { days: 60, from: 'delivered' } },
}

const fragile: Rule = {
  id: 'fragile_broken',
  name: {
    en: 'Broken on the way: a photo is enough, nothing has to be sent back',
    'zh-CN': '易碎品在路上破损：拍照即可，不必寄回',
  },
  when: {
    all: [
      { fact: 'line.tags', op: 'contains', value: 'fragile' },
      { fact: 'claim.fault', op: 'eq', value: 'carrier' },
    ],
  },
  set: { returnItem: false, refundTrigger: 'on_approval' },
}

/** A photo of a broken cup says little to a rule: somebody looks, unless it is cheap. */
const looked: Rule = {
  id: 'photos_looked_at',
  name: {
    en: 'Damaged, faulty or not as described, and not cheap: a person looks at the photos',
    'zh-CN': '破损、有瑕疵或与描述不符，且价格不低：人工查看照片',
  },
  when: {
    all: [
      { fact: 'claim.reasonGroup', op: 'in', value: ['damaged', 'not_as_described'] },
      { fact: 'claim.amount', op: 'gt', value: defaultAmounts.keepBelow },
    ],
  },
  set: { decision: 'review' },
}

/** Ordinary orders here are of a few hundred pounds: a person looks at the large ones. */
const highValue: Amounts = { GBP: 30_000, EUR: 35_000, CNY: 280_000, USD: 38_000, JPY: 57_000, KWD: 117_000 }

/** The gift shop's policy: the starter, less what it does not sell, with boxes, Christmas, breakage, and other accounts. */
export function demoPolicy(): Policy {
  const base = startedWith(highValue)
  const rules = base.rules.map(({ set, ...rule }) => ({ ...rule, set: set.resolutions ? withAccount(set) : set }))
  const at = rules.findIndex((rule) => rule.id === 'not_our_shoppers_fault')
  return {
    ...base,
    terms: withAccount(base.terms),
    rules: [...rules.slice(0, at), fragile, ...rules.slice(at), looked, wholesale, seasonal],
  }
}

/** Gifts are often paid for by somebody else, or long before they are opened: whoever may have credit may name an account. */
function withAccount<T extends { resolutions?: readonly Resolution[] }>(terms: T): T {
  const { resolutions = [] } = terms
  return resolutions.includes('store_credit') ? { ...terms, resolutions: [...resolutions, 'other_account'] } : terms
}

/** What the shop began with: nothing of its own yet, and no bonus for store credit. */
export function firstDemoPolicy(): Policy {
  const base = startedWith(defaultAmounts.highValue)
  return { ...base, terms: { ...base.terms, creditBonusPercent: 0 } }
}

/** Breakage and boxes of two dozen were learned in the first half-year; Christmas had not been yet. */
export function secondDemoPolicy(): Policy {
  const now = demoPolicy()
  const before = startedWith(defaultAmounts.highValue).rules.filter((rule) => rule.id === 'high_value')
  return {
    ...now,
    rules: now.rules
      .filter((rule) => rule.id !== 'seasonal')
      .map((rule) => before.find(({ id }) => id === rule.id) ?? rule),
  }
}

/** Bunting and paper plates come back unwrapped; what the law says to a fee for that, the editor points out. */
const unwrapped: Rule = {
  id: 'party_unwrapped',
  name: { en: 'Party goods out of their wrapping: 15 % is kept', 'zh-CN': '拆封的派对用品：扣除 15%' },
  when: {
    all: [
      { fact: 'line.categories', op: 'contains', value: 'party' },
      { fact: 'claim.fault', op: 'eq', value: 'shopper' },
    ],
  },
  set: { restockingFee: { percent: 1500 } },
}

/** Lamps that do not light are sent back for nothing so far. */
const lamps: Rule = {
  id: 'lamps_checked',
  name: { en: 'Lamps that do not light: a person asks for the fuse first' },
  when: {
    all: [
      { fact: 'line.categories', op: 'contains', value: 'lighting' },
      { fact: 'claim.reasonGroup', op: 'eq', value: 'not_as_described' },
    ],
  },
  set: { decision: 'review' },
}

/** Up to which amount the two rules of the draft that name one would go. */
const draftAmounts = new Map<string, Amounts>([
  ['keep_cheap', { GBP: 800, EUR: 900, CNY: 6_000, USD: 1_000, JPY: 1_500, KWD: 3_000 }],
  ['photos_looked_at', { GBP: 3_000, EUR: 3_500, CNY: 28_000, USD: 3_800, JPY: 5_700, KWD: 11_700 }],
])

/** Where the owner got to the day before yesterday: less is looked at, more may be kept, two rules are not quite ready. */
export function demoDraft(): Policy {
  const { rules, ...rest } = demoPolicy()
  const changed = rules.map((rule) => withAmounts(rule, draftAmounts.get(rule.id)))
  return { ...rest, terms: { ...rest.terms, creditBonusPercent: 800 }, rules: [lamps, ...changed, unwrapped] }
}

function withAmounts(rule: Rule, amounts: Amounts | undefined): Rule {
  if (!amounts) return rule
  const changed = (part: Condition): Condition => {
    if ('all' in part) return { all: part.all.map(changed) }
    return 'fact' in part && part.fact === 'claim.amount' ? { ...part, value: amounts } : part
  }
  return { ...rule, when: changed(rule.when) }
}

function startedWith(amountOfHighValue: Amounts): Policy {
  const base = defaultPolicy({
    title: { en: 'Linhe Studio returns and refunds', 'zh-CN': '林和退货与退款' },
    timezone: 'Asia/Shanghai',
    amounts: { ...defaultAmounts, highValue: amountOfHighValue },
  })
  return {
    ...base,
    calendar: {
      hours: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 9 * 60, to: 18 * 60 })),
      holidays: 'CN',
    },
    laterVersions: 'kinder',
    terms: { ...base.terms, promotion: 'resettle', gifts: 'return_or_pay' },
    rules: base.rules
      .filter((rule) => !notSold.has(rule.id))
      .map((rule) =>
        rule.id === 'keep_cheap' || rule.id === 'not_our_shoppers_fault'
          ? { ...rule, set: { ...rule.set, promotion: 'keep', gifts: 'keep' } }
          : rule,
      ),
  }
}
