import type { PayoutSummary } from '../../../shared/lifecycle/request.ts'
import { canRetry } from '../../../shared/lifecycle/status.ts'
import { type FailureAction, failures } from '../../../shared/payouts/failures.ts'
import type { PayoutState } from '../../../shared/payouts/payout.ts'

/**
 * What can be done with it now, the likeliest first; the verbs decide again. Another way to pay opens only once the
 * provider's refusal is final: until then the same number may still pay.
 */
export function actionsFor(state: PayoutState, summary: PayoutSummary | undefined, mayAct: boolean): FailureAction[] {
  if (!mayAct) return ['open_request']
  switch (state.status) {
    case 'submitting':
    case 'unknown':
    case 'pending':
    case 'requires_action':
      return ['ask_provider', 'open_request']
    case 'failed':
      return summary && summary.replacedBy === undefined ? [...ofFailure(state, summary), 'open_request'] : []
    default:
      return ['open_request']
  }
}

function ofFailure({ failure }: PayoutState, summary: PayoutSummary): FailureAction[] {
  if (!failure) return []
  return failures[failure.code].actions.filter((action) => {
    switch (action) {
      case 'retry':
        return canRetry(summary)
      case 'ask_shopper':
      case 'other_method':
      case 'store_credit':
      case 'mark_paid':
        return failure.final
      case 'open_request':
        return false
      default:
        return true
    }
  })
}
