import type { Condition, Policy, Rule, Terms } from '../../shared/policy/policy.ts'
import { benchPolicy, same } from './policy-rules.ts'

/**
 * The policy of a merchant who has been writing rules for years: the twelve of the bench, and seeded ones of the same
 * kinds, each with a condition of its own.
 */
export function manyRulesPolicy(count: number): Policy {
  const policy = benchPolicy()
  let seed = 4711
  const random = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return seed / 0x7fffffff
  }
  const rules = [...policy.rules]
  const conditions = new Set(rules.map(({ when }) => JSON.stringify(when)))
  while (rules.length < count) {
    const rule = ruleNumber(rules.length + 1, random)
    const condition = JSON.stringify(rule.when)
    if (conditions.has(condition)) continue
    conditions.add(condition)
    rules.push(rule)
  }
  return { ...policy, rules }
}

const categories = ['electronics', 'apparel', 'home', 'perishables', 'toys', 'books', 'garden', 'beauty']
const tags = ['sale', 'final-sale', 'no-return', 'outlet', 'bundle', 'preorder']
const countries = ['US', 'CA', 'GB', 'DE', 'FR', 'JP', 'CN', 'AT', 'IT', 'ES']
const tiers = ['none', 'bronze', 'silver', 'gold']
const reasons = ['defective', 'damaged', 'changed_mind', 'wrong_size', 'no_longer_needed']
const channels = ['web', 'app', 'shop']

/** Two to four comparisons, an alternative in every fourth rule; terms of one kind. */
function ruleNumber(number: number, random: () => number): Rule {
  const upTo = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(values: readonly T[]) => values[upTo(values.length)] as T
  const some = (values: readonly string[]) => values.filter(() => random() < 0.4).concat(pick(values))
  const unique = (values: readonly string[]) => [...new Set(values)]
  const leaf = (): Condition =>
    pick<() => Condition>([
      () => ({ fact: 'line.categories', op: 'contains', value: pick(categories) }),
      () => ({ fact: 'line.categories', op: 'not_in', value: unique(some(categories)) }),
      () => ({ fact: 'line.tags', op: 'contains', value: pick(tags) }),
      () => ({ fact: 'line.sku', op: 'starts_with', value: `SKU-${upTo(100)}` }),
      () => ({ fact: 'line.daysSinceDelivery', op: pick(['gt', 'lte'] as const), value: 5 + upTo(85) }),
      () => ({ fact: 'line.unitPrice', op: 'between', value: [same(upTo(20_000)), same(20_000 + upTo(40_000))] }),
      () => ({ fact: 'claim.amount', op: 'gt', value: same(1_000 + upTo(50_000)) }),
      () => ({ fact: 'claim.photos', op: 'eq', value: 0 }),
      () => ({ fact: 'claim.reason', op: 'in', value: unique(some(reasons)) }),
      () => ({ not: { fact: 'claim.reason', op: 'eq', value: pick(reasons) } }),
      () => ({ fact: 'claim.fault', op: 'eq', value: pick(['merchant', 'carrier', 'shopper']) }),
      () => ({ fact: 'customer.country', op: 'in', value: unique(some(countries)) }),
      () => ({ fact: 'customer.tier', op: 'in', value: unique(some(tiers)) }),
      () => ({ fact: 'customer.refunds90', op: 'gte', value: 1 + upTo(7) }),
      () => ({ fact: 'order.total', op: 'gte', value: same(5_000 + upTo(200_000)) }),
      () => ({ fact: 'order.ageDays', op: 'gt', value: upTo(95) }),
      () => ({ fact: 'order.channel', op: 'eq', value: pick(channels) }),
    ])()
  const all = Array.from({ length: 2 + upTo(3) }, leaf)
  if (number % 4 === 0) all.push({ any: [leaf(), leaf()] })
  const sets: readonly Partial<Terms>[] = [
    { eligible: false, because: 'not_covered' },
    { eligible: true, because: 'within_window' },
    { restockingFee: { percent: 100 * (1 + upTo(30)) } },
    { decision: 'review', lane: `lane-${upTo(6)}` },
    { returnShipping: { paidBy: 'merchant', fee: same(0) } },
    { window: { days: 14 + upTo(80), from: 'delivered' } },
    { evidence: { photos: upTo(4), videos: 0, documents: 0, detailLength: 0 } },
    { creditBonusPercent: 100 * upTo(15) },
  ]
  return { id: `M${number}`, name: `Rule ${number}`, when: { all }, set: pick(sets) }
}
