import type { Condition, Facts, FactValue, Policy, Rule, Terms } from './policy.ts'

type Read = Readonly<Record<string, Facts[keyof Facts] | undefined>>

/** For tests: the rules that hold, each asked one after the other, as the policy reads. */
export function naiveMatches({ rules }: Pick<Policy, 'rules'>, facts: Read, currency: string): Rule[] {
  return rules.filter(({ when }) => holds(when, facts, currency))
}

/** For tests: term by term what the first of these rules sets, else the policy's own. */
export function naiveTerms(policy: Policy, matched: readonly Rule[]): Terms {
  const set: Partial<Terms> = {}
  for (const rule of [...matched].reverse()) Object.assign(set, rule.set)
  return { ...policy.terms, ...set }
}

function holds(condition: Condition, facts: Read, currency: string): boolean {
  if ('all' in condition) return condition.all.every((child) => holds(child, facts, currency))
  if ('any' in condition) return condition.any.some((child) => holds(child, facts, currency))
  if ('not' in condition) return !holds(condition.not, facts, currency)
  const { op, value } = condition
  const actual = facts[condition.fact]
  const limits = (Array.isArray(value) ? value : [value]).map((one) =>
    typeof one === 'object' ? one[currency] : one,
  ) as (FactValue | undefined)[]
  const [first, second] = limits
  const entries: readonly unknown[] = Array.isArray(actual) ? actual : [actual]
  switch (op) {
    case 'exists':
      return (value !== false) === (actual !== undefined && actual !== '' && entries.length > 0)
    case 'eq':
      return first !== undefined && actual === first
    case 'ne':
      return first !== undefined && actual !== first
    case 'in':
      return entries.some((entry) => limits.includes(entry as FactValue))
    case 'not_in':
      return !entries.some((entry) => limits.includes(entry as FactValue))
    case 'lt':
      return first !== undefined && Number(actual) < Number(first)
    case 'lte':
      return first !== undefined && Number(actual) <= Number(first)
    case 'gt':
      return first !== undefined && Number(actual) > Number(first)
    case 'gte':
      return first !== undefined && Number(actual) >= Number(first)
    case 'between':
      return (
        first !== undefined &&
        second !== undefined &&
        Number(actual) >= Number(first) &&
        Number(actual) <= Number(second)
      )
    case 'contains':
      return Array.isArray(actual) ? actual.includes(String(first)) : String(actual).includes(String(first))
    case 'starts_with':
      return entries.some((entry) => String(entry).startsWith(String(first)))
    default:
      throw new Error(`no such operator: ${op}`)
  }
}
