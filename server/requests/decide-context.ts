import { isRefusal, type Refusal } from '../../shared/errors.ts'
import type { ClaimItem } from '../../shared/lifecycle/commands.ts'
import type { DecideContext, JudgedClaim } from '../../shared/lifecycle/decide-context.ts'
import { type EvidenceKind, evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import { holdingsOf } from '../../shared/lifecycle/holdings.ts'
import type { Actor, RequestState } from '../../shared/lifecycle/request.ts'
import { holdingsOfFile, holdingsWithout, isOvercommitted } from '../db/order-file.ts'
import type { Ports } from '../platform/ports.ts'
import { type JudgingPolicies, judgeClaim, saidOf } from './judge-claim.ts'
import type { EvidenceFile, OrderCase } from './store.ts'

/** Everything from outside that a decision reads. */
export function decideContext(
  { ids }: Pick<Ports, 'ids'>,
  input: {
    now: number
    actor: Actor
    file: OrderCase
    policies: JudgingPolicies
    /** The files that the command names. */
    evidence?: readonly EvidenceFile[]
    state?: RequestState
    requestNumber?: string
  },
): DecideContext {
  const { now, actor, file, policies, evidence = [], state } = input
  const { inForce, live } = policies
  const { order } = file
  const { id, name, email, phone, country } = order.customer
  const own = holdingsOf(state)
  // An edit is judged by the windows of the day it was first submitted.
  const judgedAt = state?.submittedAt ?? now
  const kinds = new Map(evidence.map((each) => [each.id, evidenceKindOf(each.type)]))
  const kindOf = (each: string): EvidenceKind => kinds.get(each) ?? 'photos'
  return {
    now,
    actor,
    newId: (prefix) => ids.next(prefix),
    requestNumber: input.requestNumber,
    order,
    orderRevision: file.revision,
    ours: file.ours,
    holdings: state ? holdingsWithout(holdingsOfFile(file), own) : holdingsOfFile(file),
    overcommitted: isOvercommitted(file),
    timezone: inForce.policy.timezone,
    calendar: inForce.policy.calendar,
    policyVersion: inForce.version,
    livePolicyVersion: live?.version,
    customer: { id, name, email, phone, country },
    evaluate: (item) => judgedClaim(policies, file, item, kindOf, judgedAt),
    canPayTo: file.canPayTo,
    accounts: file.accounts,
    kindOf,
  }
}

function judgedClaim(
  policies: JudgingPolicies,
  file: OrderCase,
  item: ClaimItem,
  kindOf: (file: string) => EvidenceKind,
  at: number,
): JudgedClaim | Refusal {
  const judged = judgeClaim(policies, file, saidOf(item, kindOf), at)
  if (isRefusal(judged)) return judged
  const { version } = judged.policy
  return {
    ...judged.evaluation,
    questions: judged.questions,
    policyVersion: version === policies.inForce.version ? undefined : version,
  }
}
