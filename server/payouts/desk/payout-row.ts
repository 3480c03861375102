import type { PayoutRow } from '../../../shared/api/payout-row.schema.ts'
import type { PayoutSummary } from '../../../shared/lifecycle/request.ts'
import type { PayoutState } from '../../../shared/payouts/payout.ts'
import { arrivalOf } from '../../../shared/time/arrival.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import { mayAct } from '../who-may.ts'
import { actionsFor } from './actions-for.ts'

/** A payout with what its request knows of it. */
export interface FoundPayout {
  state: PayoutState
  seq: number
  /** As the request sees it; absent where the request never asked for it. */
  summary?: PayoutSummary
  customer?: string
  /** What the request's first item is claimed for. */
  reason?: string
  policyVersion?: number
}

/** A row of the desk, for this caller. Nothing of it names an account or a credential. */
export function payoutRowOf(
  { state, summary, customer }: FoundPayout,
  { merchant, me }: { merchant: Merchant; me: StaffCaller },
): PayoutRow {
  const { account: _account, proof: _proof, capturedAmount: _captured, capturedAt: _at, ...shown } = state
  const { lastSentAt, orderNumber: order, id, request, destination, provider, method, label, currency, amount } = shown
  const isSent = state.status === 'pending' || state.status === 'submitting' || state.status === 'unknown'
  return {
    id,
    request,
    order,
    customer,
    destination,
    provider,
    method,
    label,
    currency,
    amount,
    status: state.status,
    failure: state.failure,
    providerCode: state.providerCode,
    providerReference: state.providerReference,
    hold: state.hold,
    person: state.person,
    replacedBy: summary?.replacedBy,
    batch: state.batch,
    attempts: state.attempts,
    arrival:
      isSent && lastSentAt !== undefined ? arrivalOf(merchant.settings, destination, method, lastSentAt) : undefined,
    approvals: state.approvals,
    askedBy: summary?.askedBy,
    requestedAt: state.requestedAt,
    changedAt: state.changedAt,
    settledAt: state.settledAt,
    actions: actionsFor(state, summary, mayAct(me)),
  }
}
