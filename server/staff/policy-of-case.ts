import type { AdminRequest, TraceRow } from '../../shared/api/admin.schema.ts'
import { countEvidence, evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import type { RequestItem, RequestStatus } from '../../shared/lifecycle/request.ts'
import { statusOf } from '../../shared/lifecycle/status.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'
import type { ChecklistStage } from '../../shared/policy/policy.ts'
import { staffClauses } from '../../shared/policy/trace-words.ts'
import type { LoadedPolicy } from '../policies/index.ts'
import { type JudgingPolicies, policyOfItem, type RequestCase } from '../requests/index.ts'
import { withConditions } from './trace-rows.ts'

/** The version that judged the request, and what the one in force today would have made of it on the same day. */
export function policyOfCase(
  file: RequestCase,
  policies: JudgingPolicies,
  today: LoadedPolicy,
): AdminRequest['policy'] {
  const { state } = file
  const { version, policy } = policies.inForce
  const checklist = checklistOf(statusOf(state), today)
  const wouldDiffer = state.items.flatMap((item) => differenceOf(item, file, policyOfItem(policies, item), today))
  return {
    version,
    title: policy.title,
    ...(today.version === version ? {} : { liveVersion: today.version }),
    ...(wouldDiffer.length > 0 ? { wouldDiffer } : {}),
    ...(checklist ? { checklist } : {}),
  }
}

function differenceOf(
  item: RequestItem,
  file: RequestCase,
  own: LoadedPolicy,
  today: LoadedPolicy,
): NonNullable<AdminRequest['policy']['wouldDiffer']> {
  if (own.version === today.version) return []
  const before = rowsOf(item, file, own)
  const after = rowsOf(item, file, today)
  const would = after.filter((row) => !before.some((other) => isSame(other, row)))
  const instead = before.filter((row) => !after.some((other) => isSame(other, row)))
  return would.length + instead.length > 0 ? [{ item: item.id, would, instead }] : []
}

/** The item as it was claimed, judged by this version on the day it was submitted. */
function rowsOf(item: RequestItem, file: RequestCase, { compiled, policy }: LoadedPolicy): TraceRow[] {
  const { state, order, evidence } = file
  const { subject, reason, quantity, condition, answers, details = '', facts } = item
  const kinds = new Map(evidence.map(({ id, type }) => [id, evidenceKindOf(type)]))
  const refunds90 = facts['customer.refunds90']
  const evaluation = evaluate(compiled, {
    order,
    lineId: subject.kind === 'line' ? subject.line : undefined,
    paymentId: subject.kind === 'payment' ? subject.payment : undefined,
    reason,
    claim: {
      quantity,
      condition,
      answers,
      ...countEvidence(item.evidence, (id) => kinds.get(id) ?? 'photos'),
      detailLength: details.trim().length,
    },
    now: state.submittedAt,
    // Today's count has this request in it, as the one of the day had not.
    history: { refunds90: typeof refunds90 === 'number' ? refunds90 : Math.max(0, file.refunds90 - 1) },
  })
  const clauses = staffClauses(evaluation, compiled, state.currency)
  return withConditions(evaluation.eligible ? clauses : clauses.slice(0, 1), policy, state.currency)
}

function isSame(left: TraceRow, right: TraceRow): boolean {
  const said = ({ key, params, text }: TraceRow) => JSON.stringify([key, params, text])
  return said(left) === said(right)
}

const stages: Readonly<Partial<Record<RequestStatus, ChecklistStage>>> = {
  in_review: 'decide',
  needs_info: 'decide',
  awaiting_return: 'receive',
  in_transit: 'receive',
  to_inspect: 'inspect',
  paying: 'pay',
  payout_failed: 'pay',
}

function checklistOf(status: RequestStatus, { policy }: LoadedPolicy): AdminRequest['policy']['checklist'] {
  const stage = stages[status]
  const steps = stage && policy.checklists?.[stage]
  return stage && steps && steps.length > 0 ? { stage, steps } : undefined
}
