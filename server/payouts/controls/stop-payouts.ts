import type { PayoutControls } from '../../../shared/api/refund-desk.schema.ts'
import type { HoldReason } from '../../../shared/payouts/payout.ts'
import { payoutChanged, payoutDue } from '../../db/payout-rows.ts'
import { withRetries } from '../../db/with-retries.ts'
import type { Caller } from '../../http/call.ts'
import type { IdempotencyClaim } from '../../http/idempotency.ts'
import type { Ports } from '../../platform/ports.ts'
import { requireFinance } from '../who-may.ts'
import { ensureControls, readControls, readHeld, readStillHeld, writeStop } from './store.ts'

export interface StopWanted {
  merchant: string
  caller: Caller
  reason: string
  idempotency: IdempotencyClaim
}

/**
 * The kill switch. What the provider was already asked goes its way; nothing else is sent. Twice is once.
 * @throws Failure forbidden
 */
export async function stopPayouts(ports: Ports, wanted: StopWanted): Promise<PayoutControls> {
  const { merchant, reason } = wanted
  const { id, name } = requireFinance(wanted.caller)
  const now = ports.clock.now()
  const known = await readControls(ports.database, merchant)
  const revision = known.revision + (known.stopped ? 0 : 1)
  const controls: PayoutControls = { ...known, revision, stopped: known.stopped ?? { at: now, by: name, reason } }
  await ports.database.write([
    ensureControls(merchant, now),
    writeStop(merchant, { id, name, reason }, now),
    wanted.idempotency.row(JSON.stringify(controls)),
  ])
  ports.log.info('payouts_stopped', { merchant, by: id })
  return controls
}

/** Payouts a batch of released ones. */
const pageSize = 25

/** Lets payouts go again: those that were held by the stop at once. @throws Failure forbidden */
export async function resumePayouts(ports: Ports, wanted: StopWanted): Promise<PayoutControls> {
  const { merchant } = wanted
  const { id, name } = requireFinance(wanted.caller)
  const now = ports.clock.now()
  const known = await readControls(ports.database, merchant)
  const { stopped: _, ...open } = known
  const controls: PayoutControls = { ...open, revision: known.revision + (known.stopped ? 1 : 0) }
  await ports.database.write([
    ensureControls(merchant, now),
    writeStop(merchant, undefined, now),
    wanted.idempotency.row(JSON.stringify(controls)),
  ])
  ports.log.info('payouts_resumed', { merchant, by: id })
  await releaseHeld(ports, merchant, 'stopped', { id, name })
  return controls
}

/** Sends again what is held for this reason: what still may not go is held again. */
export async function releaseHeld(
  ports: Ports,
  merchant: string,
  why: HoldReason,
  by?: { id: string; name: string },
): Promise<number> {
  let released = 0
  // By number: what is held again at once is not released again.
  let last = ''
  for (;;) {
    const held = await withRetries(ports, `${merchant} release`, async () => {
      const held = await readHeld(ports.database, { merchant, why, after: last, limit: pageSize })
      const now = ports.clock.now()
      const statements = held.flatMap((file) => {
        const { after, statements } = payoutChanged(file, [{ type: 'released', by }], now)
        return [...statements, payoutDue(merchant, file.state.id, after.seq, now)]
      })
      if (statements.length > 0) await ports.database.write(statements)
      return held
    })
    released += held.length
    last = held.at(-1)?.state.id ?? last
    if (held.length < pageSize) break
  }
  if (released > 0) ports.wake()
  return released
}

/** Payouts that saw the stop while it was being lifted, or whose release was cut short: nothing waits for nobody. */
export async function releaseForgotten(ports: Ports): Promise<number> {
  let released = 0
  for (const merchant of await readStillHeld(ports.database)) {
    released += await releaseHeld(ports, merchant, 'stopped')
  }
  return released
}
