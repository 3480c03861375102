import { type Refusal, refuse } from '../../shared/errors.ts'
import type { ClaimItem } from '../../shared/lifecycle/commands.ts'
import type { DecideContext } from '../../shared/lifecycle/decide-context.ts'
import { holdingsOf } from '../../shared/lifecycle/holdings.ts'
import type { Actor, RequestState } from '../../shared/lifecycle/request.ts'
import type { CompiledPolicy } from '../../shared/policy/compile.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'
import type { Evaluation } from '../../shared/policy/policy.ts'
import { holdingsOfFile, holdingsWithout, isOvercommitted } from '../db/order-file.ts'
import type { Ports } from '../platform/ports.ts'
import type { LoadedPolicy } from '../policies/index.ts'
import type { OrderCase } from './store.ts'

/** Everything from outside that a decision reads. */
export function decideContext(
  { ids }: Pick<Ports, 'ids'>,
  input: {
    now: number
    actor: Actor
    file: OrderCase
    policy: LoadedPolicy
    state?: RequestState
    requestNumber?: string
  },
): DecideContext {
  const { now, actor, file, policy, state } = input
  const { order } = file
  const { id, name, email, phone, country } = order.customer
  const own = holdingsOf(state)
  // An edit is judged by the windows of the day it was first submitted.
  const judgedAt = state?.submittedAt ?? now
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
    timezone: policy.policy.timezone,
    calendar: policy.policy.calendar,
    policyVersion: policy.version,
    customer: { id, name, email, phone, country },
    evaluate: (item) => evaluateClaim(policy.compiled, file, item, judgedAt),
  }
}

/** The policy's answer for one claim; a refusal for what the order or the policy does not know. */
export function evaluateClaim(
  compiled: CompiledPolicy,
  file: OrderCase,
  item: ClaimItem,
  now: number,
): Evaluation | Refusal {
  const { order } = file
  if (!compiled.reasons.has(item.reason)) return refuse('unknown_reason')
  if (item.line !== undefined && !order.lines.some(({ id }) => id === item.line)) return refuse('unknown_line')
  if (item.payment !== undefined && !order.payments.some(({ id }) => id === item.payment)) {
    return refuse('unknown_payment')
  }
  return evaluate(compiled, {
    order,
    lineId: item.line,
    paymentId: item.payment,
    reason: item.reason,
    claim: { quantity: item.quantity, photos: item.evidence.length, condition: item.condition },
    now,
    history: { refunds90: file.refunds90 },
  })
}
