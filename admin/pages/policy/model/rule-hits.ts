import { compile } from '../../../../shared/policy/compile.ts'
import { evaluate } from '../../../../shared/policy/evaluate.ts'
import type { Policy } from '../../../../shared/policy/policy.ts'
import type { PastRequest } from '../../../../shared/policy/simulate/history.ts'

/** Of these requests, how many each rule decides: in how many a term that holds is its own. By the rule's id. */
export function ruleHits(policy: Policy, requests: readonly PastRequest[]): Map<string, number> {
  const compiled = compile(policy)
  const hits = new Map(policy.rules.map(({ id }) => [id, 0]))
  for (const { order, items, submittedAt, refunds90 } of requests) {
    const decided = new Set<string>()
    for (const { line, payment, reason, ...claim } of items) {
      const evaluation = evaluate(compiled, {
        order,
        lineId: line,
        paymentId: payment,
        reason,
        claim,
        now: submittedAt,
        history: { refunds90 },
      })
      for (const source of Object.values(evaluation.trace().terms)) if (source.from === 'rule') decided.add(source.rule)
    }
    for (const rule of decided) hits.set(rule, (hits.get(rule) ?? 0) + 1)
  }
  return hits
}
