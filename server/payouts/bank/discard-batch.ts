import type { BankBatch } from '../../../shared/api/bank-batches.schema.ts'
import { constraintFailure, isLostRace } from '../../db/constraints.ts'
import { Failure } from '../../failure.ts'
import { Encoded, type StaffCaller } from '../../http/call.ts'
import type { IdempotencyClaim } from '../../http/idempotency.ts'
import type { Ports } from '../../platform/ports.ts'
import { requireFinance } from '../who-may.ts'
import { batchDiscarded, readPayoutsOfBatch } from './batch-store.ts'
import { requireMade } from './require-made.ts'

/**
 * A file that was made never goes to the bank: its payouts wait for another. Somebody says why, and answers for it: whether
 * the bank has it after all, nobody here can know.
 * @throws Failure forbidden, not_found, illegal_state once the bank has it, stale where one of them changed meanwhile
 */
export async function discardBatch(
  ports: Ports,
  at: { merchant: string; me: StaffCaller; idempotency: IdempotencyClaim },
  { number, reason }: { number: number; reason: string },
): Promise<Encoded> {
  const { merchant, idempotency } = at
  const { database, clock } = ports
  const me = requireFinance(at.me)
  const batch = await requireMade(database, merchant, number)
  const payouts = (await readPayoutsOfBatch(database, merchant, number)).filter(
    ({ state }) => state.status === 'queued',
  )
  const event = { type: 'unbatched', by: { id: me.id, name: me.name }, reason } as const
  const answer = JSON.stringify({ ...batch, status: 'discarded' } satisfies BankBatch)
  try {
    const change = { merchant, number, event, payouts, at: clock.now() }
    await database.write([...batchDiscarded(change), idempotency.row(answer)])
  } catch (error) {
    const failure = constraintFailure(error)
    if (failure && isLostRace(failure)) throw new Failure('stale')
    throw error
  }
  ports.log.info('bank_batch_discarded', { merchant, by: me.id, number })
  return new Encoded(answer)
}
