import { type Refusal, refuse } from '../errors.ts'
import { isApproved } from './next-move.ts'
import type { PayoutEventBody, PayoutState } from './payout.ts'

/** A person approves a held payout; the second one releases it. The same person twice is one person. */
export function approvePayout(state: PayoutState, by: { id: string; name: string }): PayoutEventBody[] | Refusal {
  if (state.status !== 'queued' || state.hold !== 'approval') {
    return refuse('illegal_state', { detail: { command: 'approve_payout', status: state.hold ?? state.status } })
  }
  if (state.approvals.some(({ id }) => id === by.id)) return refuse('same_reviewer')
  const approved: PayoutEventBody = { type: 'approved', by }
  const isEnough = isApproved({ approvals: [...state.approvals, { ...by, at: 0 }] })
  return isEnough ? [approved, { type: 'released', by }] : [approved]
}
