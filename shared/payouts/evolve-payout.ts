import { assertNever } from '../assert-never.ts'
import type { PayoutEvent, PayoutEventBody, PayoutState } from './payout.ts'

/** What is true after the event. Total over any history that `decidePayout` accepted. */
export function evolvePayout(state: PayoutState | undefined, event: PayoutEvent): PayoutState {
  if (event.type === 'requested') return requested(event)
  if (!state) throw new Error(`a payout's stream begins with ${event.type}`)
  return withoutNothing({ ...state, ...changeBy(state, event), changedAt: event.at })
}

/** What is stored as JSON loses what is undefined: folded at once or from what was stored, the state is the same to the byte. */
function withoutNothing(state: PayoutState): PayoutState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as unknown as PayoutState
}

function requested({ order, status, at }: PayoutEvent & { type: 'requested' }): PayoutState {
  return withoutNothing({
    ...order,
    status,
    approvals: [],
    attempts: 0,
    ...(status === 'succeeded' ? { settledAt: at } : {}),
    requestedAt: at,
    changedAt: at,
  })
}

function changeBy(
  state: PayoutState,
  event: { at: number } & Exclude<PayoutEventBody, { type: 'requested' }>,
): Partial<PayoutState> {
  const { at } = event
  switch (event.type) {
    case 'held':
      return { hold: event.why }
    case 'approved':
      return { approvals: [...state.approvals, { ...event.by, at }] }
    case 'released':
      // Whatever a person was to decide about sending it, somebody just did.
      return { hold: undefined, person: undefined }
    case 'submitting':
      return {
        status: 'submitting',
        hold: undefined,
        failure: undefined,
        providerCode: undefined,
        attempts: state.attempts + 1,
        firstSentAt: state.firstSentAt ?? at,
        lastSentAt: at,
        // Whoever sent it before died before they could say what they heard.
        silentAt: state.status === 'submitting' ? state.lastSentAt : state.silentAt,
      }
    case 'deferred':
      return { status: 'queued', failure: event.failure, unknownSince: undefined }
    case 'reported': {
      const { status, failure, providerReference = state.providerReference, providerCode } = event
      const isSettled = status === 'succeeded' || status === 'failed'
      return {
        status,
        failure,
        providerReference,
        providerCode,
        unknownSince: status === 'unknown' ? (state.unknownSince ?? at) : undefined,
        silentAt: status !== 'unknown' ? undefined : event.refused ? state.silentAt : state.lastSentAt,
        settledAt: isSettled ? at : undefined,
        person: status === 'unknown' || status === state.status ? state.person : undefined,
      }
    }
    case 'requeued':
      return { status: 'queued', failure: undefined, providerCode: undefined, person: undefined, settledAt: undefined }
    case 'batched':
      return { batch: event.batch, hold: undefined }
    case 'unbatched':
      return { batch: undefined, hold: 'batch' }
    case 'handed_over':
      return { person: { since: at, why: event.why } }
    case 'cancelled':
      return { status: 'cancelled', hold: undefined, settledAt: at }
    default:
      return assertNever(event)
  }
}
