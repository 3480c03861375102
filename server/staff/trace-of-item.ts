import type { TraceRow } from '../../shared/api/admin.schema.ts'
import type { RequestItem, RequestState } from '../../shared/lifecycle/request.ts'
import type { Evaluation, Facts } from '../../shared/policy/policy.ts'
import { traceFromFacts } from '../../shared/policy/trace.ts'
import { staffClauses } from '../../shared/policy/trace-words.ts'
import { zonedClock } from '../../shared/time/zoned.ts'
import type { LoadedPolicy } from '../policies/index.ts'
import { withConditions } from './trace-rows.ts'

/**
 * Why the item's terms are what they are, in words for staff: recomputed from the facts and the policy version that the
 * submit pinned, so that it reads tomorrow as it did on the day.
 */
export function traceOfItem(item: RequestItem, state: RequestState, loaded: LoadedPolicy): TraceRow[] {
  const { compiled, policy } = loaded
  const { terms, duty, excluded, period, windowEndsAt } = item
  const zone = zonedClock(policy.timezone)
  const daysLeft = windowEndsAt === undefined ? undefined : zone.dayOf(windowEndsAt) - zone.dayOf(state.submittedAt)
  const evaluation: Evaluation = {
    terms,
    eligible: terms.eligible && (daysLeft === undefined || daysLeft >= 0),
    because: terms.because,
    windowEndsAt,
    daysLeft,
    matched: [],
    statutory: duty,
    trace: () =>
      traceFromFacts(compiled, {
        facts: item.facts as Partial<Facts>,
        ...(duty ? { statute: duty.statute } : {}),
        ...(excluded ? { excluded } : {}),
        ...(period ? { period } : {}),
        ...(windowEndsAt === undefined ? {} : { windowEndsAt: new Date(windowEndsAt).toISOString() }),
      }),
  }
  return withConditions(staffClauses(evaluation, compiled, state.currency), policy, state.currency)
}
