import { prepareSql, type Statement } from '../../db/database.ts'

const bringForward = prepareSql(
  `UPDATE outbox SET due_at = :now WHERE merchant = :merchant AND kind = 'payout' AND done_at IS NULL
     AND id > :payout || '.' AND id < :payout || '/' AND due_at > :now`,
)
const makeWork = prepareSql(
  `INSERT INTO outbox (merchant, id, kind, body, due_at)
   SELECT :merchant, :id, 'payout', json_object('payout', :payout), :now
   WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE merchant = :merchant AND kind = 'payout' AND done_at IS NULL
     AND id > :payout || '.' AND id < :payout || '/')`,
)

/** The payout's work is due now; `id` names it where there is none. */
export function askNow(at: { merchant: string; payout: string; id: string; now: number }): Statement[] {
  return [bringForward(at), makeWork(at)]
}
