import type { PayoutSummary } from '../../../shared/lifecycle/request.ts'
import { canRetry } from '../../../shared/lifecycle/status.ts'
import { type FailureAction, failures } from '../../../shared/payouts/failures.ts'
import { awaitsWitness, type PayoutState } from '../../../shared/payouts/payout.ts'

/** What can be done with it now, the likeliest first; the verbs decide again. */
export function actionsFor(state: PayoutState, summary: PayoutSummary | undefined, mayAct: boolean): FailureAction[] {
  if (!mayAct) return ['open_request']
  switch (state.status) {
    case 'submitting':
    case 'unknown':
    case 'pending':
    case 'requires_action':
      return [
        'ask_provider',
        ...(awaitsWitness(state, 'paid') ? (['confirm_paid'] as const) : []),
        ...(awaitsWitness(state, 'unpaid') ? (['confirm_unpaid'] as const) : []),
        'open_request',
      ]
    case 'failed':
      return summary && summary.replacedBy === undefined ? [...ofFailure(state, summary), 'open_request'] : []
    default:
      return ['open_request']
  }
}

function ofFailure({ failure }: PayoutState, summary: PayoutSummary): FailureAction[] {
  if (!failure) return []
  const { actions } = failures[failure.code]
  // What may be given as credit may be paid any other way too.
  const isMovable = actions.includes('store_credit') && !actions.includes('other_method')
  return [...actions, ...(isMovable ? (['other_method'] as const) : [])].filter((action) => {
    switch (action) {
      case 'retry':
        return canRetry(summary)
      case 'ask_shopper':
        return failure.final && summary.askedBy === undefined
      case 'open_request':
        return false
      default:
        return true
    }
  })
}
