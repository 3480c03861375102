import { nextStepOf, tickAt } from '../../shared/lifecycle/next-step.ts'
import type { RequestState, RequestStatus } from '../../shared/lifecycle/request.ts'
import { currentPayouts, isOpen, statusOf } from '../../shared/lifecycle/status.ts'
import type { SqlValue } from './database.ts'

/** Sorts what is never due after everything that is; the last moment a Date can hold. */
export const neverMs = 8_640_000_000_000_000

export type Suggested = 'approve' | 'look_closer' | 'ask' | 'none'

/** Keys that find the customer; derived from the order with the server's key, so not in the stream. */
export interface CustomerKeys {
  emailKey?: string
  phoneKey?: string
}

/** The projection of a stream: the same state and keys give the same row, byte for byte. */
export function requestRow(merchant: string, state: RequestState, seq: number, keys: CustomerKeys) {
  const status = statusOf(state)
  const open = isOpen(status)
  return {
    merchant,
    number: state.number,
    orderNumber: state.order,
    seq,
    status,
    open: open ? 1 : 0,
    payoutFailed: open && currentPayouts(state).some((payout) => payout.status === 'failed') ? 1 : 0,
    state: JSON.stringify(state),
    emailKey: keys.emailKey ?? null,
    phoneKey: keys.phoneKey ?? null,
    customerName: state.customer.name ?? null,
    country: state.customer.country,
    reason: state.items[0]?.reason ?? '',
    currency: state.currency,
    total: state.quote.total,
    suggested: suggestedOf(state, status),
    dueAt: nextStepOf(state, state.changedAt).by ?? neverMs,
    tickAt: tickAt(state) ?? neverMs,
    assignee: state.assignee ?? null,
    submittedAt: state.submittedAt,
    changedAt: state.changedAt,
  } satisfies Record<string, SqlValue>
}

/** What the policy would have a person do with the items that wait for one. */
export function suggestedOf(state: RequestState, status: RequestStatus): Suggested {
  const pending = state.items.filter((item) => item.decision === 'pending')
  if (pending.length === 0 || status === 'needs_info') return 'none'
  const lacksEvidence = pending.some(({ evidence, terms }) => evidence.length < terms.evidence.photos)
  if (lacksEvidence) return 'ask'
  return pending.every(({ terms }) => terms.decision === 'approve') ? 'approve' : 'look_closer'
}
