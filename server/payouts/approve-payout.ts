import { isRefusal } from '../../shared/errors.ts'
import { approvePayout as decideApproval } from '../../shared/payouts/approvals.ts'
import type { Statement } from '../db/database.ts'
import { type PayoutFile, payoutChanged, payoutDue } from '../db/payout-rows.ts'
import { withRetries } from '../db/with-retries.ts'
import { Failure, failureOf } from '../failure.ts'
import type { Caller } from '../http/call.ts'
import type { Ports } from '../platform/ports.ts'
import { readPayout } from './store.ts'
import { requireFinance } from './who-may.ts'

/**
 * One person's yes to a payout above the limit; the second person's sends it.
 * @throws Failure forbidden, not_found, same_reviewer, illegal_state, conflict
 */
export async function approvePayout(
  ports: Ports,
  wanted: { merchant: string; payout: string; caller: Caller },
  extra: readonly Statement[] = [],
): Promise<PayoutFile> {
  const { id, name } = requireFinance(wanted.caller)
  const { merchant, payout } = wanted
  const approved = await withRetries(ports, `${merchant} payout ${payout}`, async () => {
    const file = await readPayout(ports.database, merchant, payout)
    if (!file) throw new Failure('not_found')
    const events = decideApproval(file.state, { id, name })
    if (isRefusal(events)) throw failureOf(events)
    const now = ports.clock.now()
    const { after, statements } = payoutChanged(file, events, now)
    const due = after.state.hold === undefined ? [payoutDue(merchant, payout, after.seq, now)] : []
    await ports.database.write([...statements, ...due, ...extra])
    return after
  })
  ports.wake()
  return approved
}
