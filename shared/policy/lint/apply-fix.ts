import { assertNever } from '../../assert-never.ts'
import type { Condition, Policy, Rule, Terms } from '../policy.ts'
import type { Fix } from './finding.ts'

/** The policy with one finding mended; a rule that is gone by now leaves it as it is. The input is not changed. */
export function applyFix(policy: Policy, fix: Fix): Policy {
  switch (fix.kind) {
    case 'limit_to_other_countries':
      return withRule(policy, fix.rule, (rule) => ({ ...rule, when: limited(rule.when, fix.countries) }))
    case 'allow_refund':
      return withTerms(policy, fix.rule, ({ resolutions = [] }) => ({
        resolutions: resolutions.includes('refund') ? resolutions : ['refund', ...resolutions],
      }))
    case 'raise_term':
      return withTerms(policy, fix.rule, () => fix.set)
    case 'move_above':
      return moveRule(policy, fix.rule, fix.above)
    case 'remove_rule':
      return { ...policy, rules: policy.rules.filter(({ id }) => id !== fix.rule) }
    default:
      return assertNever(fix)
  }
}

/** The rule directly before the other one. */
export function moveRule(policy: Policy, id: string, above: string): Policy {
  const moved = policy.rules.find((rule) => rule.id === id)
  const rest = policy.rules.filter((rule) => rule !== moved)
  const place = rest.findIndex((rule) => rule.id === above)
  if (!moved || place < 0) return policy
  return { ...policy, rules: [...rest.slice(0, place), moved, ...rest.slice(place)] }
}

function limited(when: Condition, countries: string[]): Condition {
  const elsewhere: Condition = { fact: 'customer.country', op: 'not_in', value: countries }
  return 'all' in when ? { all: [...when.all, elsewhere] } : { all: [when, elsewhere] }
}

function withRule(policy: Policy, id: string, change: (rule: Rule) => Rule): Policy {
  return { ...policy, rules: policy.rules.map((rule) => (rule.id === id ? change(rule) : rule)) }
}

function withTerms(policy: Policy, rule: string | undefined, change: (set: Partial<Terms>) => Partial<Terms>): Policy {
  if (rule === undefined) return { ...policy, terms: { ...policy.terms, ...change(policy.terms) } }
  return withRule(policy, rule, (found) => ({ ...found, set: { ...found.set, ...change(found.set) } }))
}
