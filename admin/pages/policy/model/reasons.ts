import type { Condition, Policy, PolicyQuestion, Reason } from '../../../../shared/policy/policy.ts'
import { freeName, moved } from './lists.ts'

/** A new reason at the end of its group, or a new group; it asks for nothing and nobody is at fault but the shopper. */
export function addReason(
  policy: Policy,
  labels: Record<string, string>,
  parent?: string,
): { policy: Policy; code: string } {
  const code = freeName(
    'reason',
    policy.reasons.map((reason) => reason.code),
  )
  const above = policy.reasons.find((reason) => reason.code === parent)
  const reason: Reason = {
    code,
    ...(parent === undefined ? {} : { parent }),
    labels,
    fault: above?.fault ?? 'shopper',
    subject: above?.subject ?? 'line',
    asks: [],
  }
  const last = policy.reasons.findLastIndex(
    (each) => each.code === parent || (parent !== undefined && each.parent === parent),
  )
  const at = parent === undefined ? policy.reasons.length : last + 1
  return { policy: { ...policy, reasons: policy.reasons.toSpliced(at, 0, reason) }, code }
}

/** With everything below it. */
export function removeReason(policy: Policy, code: string): Policy {
  return { ...policy, reasons: policy.reasons.filter((reason) => reason.code !== code && reason.parent !== code) }
}

/** Past its neighbour of the same group. */
export function moveReason(policy: Policy, code: string, step: -1 | 1): Policy {
  const reason = policy.reasons.find((each) => each.code === code)
  const siblings = policy.reasons.filter(({ parent }) => parent === reason?.parent)
  const place = siblings.findIndex((each) => each.code === code)
  const neighbour = siblings[place + step]
  if (!neighbour) return policy
  const ordered = moved(siblings, place, place + step)
  const rest = [...ordered]
  return {
    ...policy,
    reasons: policy.reasons.map((each) => (each.parent === reason?.parent ? (rest.shift() as Reason) : each)),
  }
}

/** Another code, wherever the policy speaks of it. Requests that carry the old one keep it. */
export function renameReason(policy: Policy, from: string, to: string): Policy {
  if (to === from || policy.reasons.some(({ code }) => code === to)) return policy
  const named = (code: string) => (code === from ? to : code)
  return {
    ...policy,
    reasons: policy.reasons.map((reason) => ({
      ...reason,
      code: named(reason.code),
      ...(reason.parent === undefined ? {} : { parent: named(reason.parent) }),
    })),
    rules: policy.rules.map((rule) => ({ ...rule, when: renamedIn(rule.when, named) })),
    ...(policy.questions
      ? {
          questions: policy.questions.map((question) => ({
            ...question,
            ...(question.reasons ? { reasons: question.reasons.map(named) } : {}),
          })),
        }
      : {}),
  }
}

function renamedIn(condition: Condition, named: (code: string) => string): Condition {
  if ('all' in condition) return { all: condition.all.map((each) => renamedIn(each, named)) }
  if ('any' in condition) return { any: condition.any.map((each) => renamedIn(each, named)) }
  if ('not' in condition) return { not: renamedIn(condition.not, named) }
  const { fact, value } = condition
  if (fact !== 'claim.reason' && fact !== 'claim.reasonGroup') return condition
  if (Array.isArray(value)) return { ...condition, value: (value as string[]).map(named) }
  return typeof value === 'string' ? { ...condition, value: named(value) } : condition
}

export function addQuestion(policy: Policy, labels: Record<string, string>): { policy: Policy; code: string } {
  const questions = policy.questions ?? []
  const code = freeName(
    'question',
    questions.map((question) => question.code),
  )
  const question: PolicyQuestion = { code, kind: 'text', labels, required: false }
  return { policy: { ...policy, questions: [...questions, question] }, code }
}

/** Another kind of answer; only a choice has options, and at least two. */
export function withKind(
  question: PolicyQuestion,
  kind: PolicyQuestion['kind'],
  labels: Record<string, string>,
): PolicyQuestion {
  const { options, ...rest } = question
  if (kind !== 'choice') return { ...rest, kind }
  return {
    ...rest,
    kind,
    options: options ?? [
      { value: 'option', labels },
      { value: 'option_2', labels },
    ],
  }
}
