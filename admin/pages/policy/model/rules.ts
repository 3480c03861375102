import type { Policy, PolicyText, Rule, Terms } from '../../../../shared/policy/policy.ts'
import { freeName, moved } from './lists.ts'

/** A rule for everything that sets nothing yet, after `after` or at the end: it changes nothing until it is written. */
export function addRule(policy: Policy, name: PolicyText, after?: number): { policy: Policy; index: number } {
  const rule: Rule = { id: newId(policy, 'rule'), name, when: { all: [] }, set: {} }
  const index = after === undefined ? policy.rules.length : after + 1
  return { policy: { ...policy, rules: policy.rules.toSpliced(index, 0, rule) }, index }
}

/** Right below the one it was made from. */
export function duplicateRule(policy: Policy, index: number, name: PolicyText): { policy: Policy; index: number } {
  const rule = policy.rules[index]
  if (!rule) return { policy, index }
  const copy: Rule = { ...rule, id: newId(policy, rule.id), name }
  return { policy: { ...policy, rules: policy.rules.toSpliced(index + 1, 0, copy) }, index: index + 1 }
}

export function removeRule(policy: Policy, index: number): Policy {
  return { ...policy, rules: policy.rules.toSpliced(index, 1) }
}

export function moveRule(policy: Policy, from: number, to: number): Policy {
  return { ...policy, rules: moved(policy.rules, from, to) }
}

/** The terms in the order in which a policy is read. */
export const termNames = [
  'eligible',
  'because',
  'window',
  'resolutions',
  'creditBonusPercent',
  'keepItemPercent',
  'returnItem',
  'returnShipping',
  'packaging',
  'restockingFee',
  'processingFee',
  'outboundShipping',
  'promotion',
  'gifts',
  'evidence',
  'decision',
  'approvals',
  'lane',
  'refundTrigger',
  'deadlines',
] as const satisfies readonly (keyof Terms)[]

/** What a rule may still set. */
export function openTerms(rule: Rule): (keyof Terms)[] {
  return termNames.filter((term) => rule.set[term] === undefined)
}

/** A term begins as what holds without the rule, so that adding it changes nothing by itself. */
export function setTerm(policy: Policy, index: number, term: keyof Terms): Policy {
  const rules = policy.rules.map((rule, place) =>
    place === index ? { ...rule, set: { ...rule.set, [term]: policy.terms[term] } } : rule,
  )
  return { ...policy, rules }
}

function newId(policy: Policy, stem: string): string {
  return freeName(
    stem.replace(/_\d+$/, '').slice(0, 50),
    policy.rules.map(({ id }) => id),
  )
}
