import type { BankBatch } from '../../../shared/api/bank-batches.schema.ts'
import { constraintFailure, isLostRace } from '../../db/constraints.ts'
import { Failure } from '../../failure.ts'
import { Encoded, type StaffCaller } from '../../http/call.ts'
import type { IdempotencyClaim } from '../../http/idempotency.ts'
import type { Ports } from '../../platform/ports.ts'
import { requireFinance } from '../who-may.ts'
import { batchSent } from './batch-store.ts'
import { requireMade } from './require-made.ts'

/**
 * The bank has the file: its payouts are on their way, each as soon as the outbox comes to it. Also while payouts are
 * stopped: what happened has happened. @throws Failure forbidden, not_found, illegal_state
 */
export async function markSent(
  ports: Ports,
  at: { merchant: string; me: StaffCaller; idempotency: IdempotencyClaim },
  number: number,
): Promise<Encoded> {
  const { merchant, idempotency } = at
  const { database, clock } = ports
  const me = requireFinance(at.me)
  const batch = await requireMade(database, merchant, number)
  const now = clock.now()
  const sent: BankBatch = { ...batch, status: 'sent', sentAt: now }
  const answer = JSON.stringify(sent)
  try {
    await database.write([...batchSent(merchant, number, now), idempotency.row(answer)])
  } catch (error) {
    const failure = constraintFailure(error)
    if (failure && isLostRace(failure)) throw new Failure('illegal_state', { detail: { status: 'sent' } })
    throw error
  }
  ports.log.info('bank_batch_sent', { merchant, by: me.id, number })
  ports.wake()
  return new Encoded(answer)
}
