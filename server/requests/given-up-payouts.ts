import type { EventBody } from '../../shared/lifecycle/events.ts'
import { type Database, prepareSql, type Statement } from '../db/database.ts'
import { payoutChanged, payoutFileOf } from '../db/payout-rows.ts'
import { Failure } from '../failure.ts'

const select = prepareSql('SELECT merchant, seq, state FROM payouts WHERE merchant = :merchant AND id = :id')

/**
 * Numbers that these events give up, in the payouts' own streams: only what failed and is not just being sent again.
 * @throws Failure outcome_unknown
 */
export async function givenUpPayouts(
  database: Database,
  { merchant, events, now }: { merchant: string; events: readonly EventBody[]; now: number },
): Promise<Statement[]> {
  const statements: Statement[] = []
  for (const event of events) {
    if (event.type !== 'payout_changed' || event.status !== 'cancelled') continue
    const row = (await database.read(select({ merchant, id: event.payout })))[0]
    const file = row && payoutFileOf(row)
    if (file?.state.status !== 'failed') throw new Failure('outcome_unknown')
    statements.push(...payoutChanged(file, [{ type: 'cancelled' }], now).statements)
  }
  return statements
}
