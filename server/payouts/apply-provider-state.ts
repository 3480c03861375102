import type { PayoutState, ProviderState } from '../../shared/payouts/payout.ts'
import { report } from '../../shared/payouts/report.ts'
import type { Statement } from '../db/database.ts'
import { type PayoutFile, payoutChanged } from '../db/payout-rows.ts'
import { withRetries } from '../db/with-retries.ts'
import type { Ports } from '../platform/ports.ts'
import { decideAndAppend } from '../requests/index.ts'
import { readPayout } from './store.ts'

/**
 * The one way in for what a provider says, from the worker, a webhook or a poll: twice is once, and late news never
 * undoes newer. The payout's stream and the request's change in one batch, with whatever else must be true then.
 * `require` refuses what is true then.
 */
export async function applyProviderState(
  ports: Ports,
  at: { merchant: string; payout: string },
  said: ProviderState,
  extra: readonly Statement[] = [],
  require: (state: PayoutState) => void = () => {},
): Promise<PayoutFile | undefined> {
  const { merchant, payout: id } = at
  return withRetries(ports, `${merchant} payout ${id} news`, async () => {
    const file = await readPayout(ports.database, merchant, id)
    if (!file) return undefined
    require(file.state)
    const [event] = report(file.state, said)
    if (!event) {
      if (extra.length > 0) await ports.database.write(extra)
      return file
    }
    const { after, statements } = payoutChanged(file, [event], ports.clock.now())
    const { status, failure, providerReference } = after.state
    await decideAndAppend(ports, {
      merchant,
      number: file.state.request,
      command: { type: 'payout_update', payout: id, status, failure },
      actor: { kind: 'system' },
      extra: [...statements, ...extra],
      oursToo: providerReference,
    })
    return after
  })
}
