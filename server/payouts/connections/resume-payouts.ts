import { closedBreaker } from '../../../shared/payouts/breaker.ts'
import { failureCodes } from '../../../shared/payouts/failure-codes.ts'
import { failures } from '../../../shared/payouts/failures.ts'
import { prepareSql, type Statement } from '../../db/database.ts'
import { writeHealth } from '../facts-store.ts'

/** What an account or its credentials were to blame for. */
export const connectionCodes = failureCodes.filter((code) => failures[code].stopsProvider)

const isWaiting = `p.merchant = :merchant AND p.provider = :provider AND p.status = 'failed' AND p.failure_final = 0
  AND p.failure_code IN (SELECT value FROM json_each(:codes))`
/** Rows that wait for the breaker, or for a slow retry, need not wait any more. */
const hurry = prepareSql(
  `UPDATE outbox SET due_at = :now WHERE merchant = :merchant AND kind = 'payout' AND done_at IS NULL AND due_at > :now
     AND body ->> 'payout' IN (SELECT p.id FROM payouts p WHERE ${isWaiting}
       UNION ALL SELECT p.id FROM payouts p
       WHERE p.merchant = :merchant AND p.provider = :provider AND (p.status IN ('submitting', 'unknown') OR (p.status = 'queued' AND p.hold IS NULL)))`,
)
/** Those that were given up have no row left. */
const again = prepareSql(
  `INSERT INTO outbox (merchant, id, kind, body, due_at)
   SELECT p.merchant, p.id || '.connected.' || :now, 'payout', json_object('payout', p.id), :now
   FROM payouts p WHERE ${isWaiting} AND NOT EXISTS (SELECT 1 FROM outbox o
     WHERE o.merchant = p.merchant AND o.kind = 'payout' AND o.done_at IS NULL AND o.body ->> 'payout' = p.id)
   ON CONFLICT DO NOTHING`,
)

/** The connection is good again: nothing is held back for it, and what failed for it goes again, under its own number. */
export function payoutsResumed(merchant: string, provider: string, now: number): Statement[] {
  const values = { merchant, provider, now, codes: JSON.stringify(connectionCodes) }
  return [writeHealth(merchant, provider, closedBreaker, { status: 'succeeded' }, now), hurry(values), again(values)]
}
