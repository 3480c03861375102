import { withRetries } from '../db/with-retries.ts'
import type { Ports, ProviderState } from '../platform/ports.ts'
import { decideAndAppend } from '../requests/index.ts'
import { changePayout, type Payout, readPayout } from './store.ts'

/**
 * The one way in for what a provider says, from the worker, a webhook or a poll: twice is once, and late news never
 * undoes newer. The payout's stream and the request's change in one batch.
 */
export async function applyProviderState(
  ports: Ports,
  at: { merchant: string; payout: string },
  state: ProviderState,
): Promise<Payout | undefined> {
  const { merchant, payout: id } = at
  return withRetries(ports, `${merchant} payout ${id}`, async () => {
    const payout = await readPayout(ports.database, merchant, id)
    if (!payout || !isNews(payout, state)) return payout
    const { status, failure } = state
    await decideAndAppend(ports, {
      merchant,
      number: payout.request,
      command: { type: 'payout_update', payout: id, status, failure },
      actor: { kind: 'system' },
      extra: changePayout(payout, state, ports.clock.now()),
    })
    return { ...payout, status, failure }
  })
}

/** Paid stays paid unless the bank returns it; a final failure stays one. */
function isNews(payout: Payout, state: ProviderState): boolean {
  const isSame =
    payout.status === state.status &&
    payout.failure?.code === state.failure?.code &&
    payout.failure?.final === state.failure?.final
  if (isSame) return false
  if (payout.status === 'succeeded') return state.status === 'failed'
  if (payout.status === 'failed' && payout.failure?.final) return false
  return payout.status !== 'cancelled'
}
