import { prepareSql, type Statement } from '../../db/database.ts'
import type { Difference, Figures } from './compare.ts'
import type { DayOf } from './reconciliation-store.ts'

/** A difference as it is kept. */
export interface FoundDifference extends Omit<Difference, 'refund'> {
  id: string
  /** DifferenceDetail as JSON. */
  detail: string
}

const forgetFigures = prepareSql(
  'DELETE FROM reconciliations WHERE merchant = :merchant AND day = :day AND provider = :provider',
)
const insertFigures = prepareSql(
  `INSERT INTO reconciliations (merchant, day, provider, currency, our_count, our_amount, their_count, their_amount,
     source, ran_at)
   SELECT :merchant, :day, :provider, f.value ->> '$.currency', f.value ->> '$.ours.count', f.value ->> '$.ours.amount',
     f.value ->> '$.theirs.count', f.value ->> '$.theirs.amount', :source, :now FROM json_each(:figures) f`,
)
const settle = prepareSql(
  `UPDATE reconciliation_differences SET resolution = 'settled', resolved_at = :now
   WHERE merchant = :merchant AND id IN (SELECT value FROM json_each(:ids))
     AND (resolution IS NULL OR resolution = 'waiting')`,
)
const insertFound = (hiddenBy: string) =>
  `INSERT INTO reconciliation_differences (merchant, id, day, provider, currency, kind, payout, provider_reference,
     payment_reference, order_number, ours, theirs, detail, hidden_by)
   SELECT :merchant, d.value ->> '$.id', :day, :provider, d.value ->> '$.currency', d.value ->> '$.kind',
     d.value ->> '$.payout', d.value ->> '$.providerReference', d.value ->> '$.paymentReference', d.value ->> '$.order',
     d.value ->> '$.ours', d.value ->> '$.theirs', d.value ->> '$.detail', ${hiddenBy} FROM json_each(:differences) d
   WHERE 1 = 1`
const asFound = `currency = excluded.currency, ours = excluded.ours, theirs = excluded.theirs, detail = excluded.detail,
     payment_reference = excluded.payment_reference, payout = excluded.payout`
// What a person decided stays decided; what had settled itself, or has been waited for long enough, is open again.
const findAgain = prepareSql(
  `${insertFound('NULL')}
   ON CONFLICT (merchant, id) DO UPDATE SET ${asFound}, order_number = COALESCE(excluded.order_number, order_number),
     resolution = CASE WHEN resolution = 'settled' OR (resolution = 'waiting' AND wait_until < :today) THEN NULL
       ELSE resolution END`,
)
// What a comparison left behind that never came to its end is taken over; what is seen is not touched.
const hide = prepareSql(
  `${insertFound(':run')}
   ON CONFLICT (merchant, id) DO UPDATE SET ${asFound}, order_number = excluded.order_number, hidden_by = excluded.hidden_by
     WHERE hidden_by IS NOT NULL`,
)
const hiddenOf = 'merchant = :merchant AND day = :day AND provider = :provider AND hidden_by IS NOT NULL'
const reveal = prepareSql(
  `UPDATE reconciliation_differences SET hidden_by = NULL WHERE ${hiddenOf} AND hidden_by = :run`,
)
const guardRevealed = prepareSql(`INSERT INTO guards SELECT 0, 'reconciliation' WHERE changes() <> :count`)
const forgetHidden = prepareSql(`DELETE FROM reconciliation_differences WHERE ${hiddenOf}`)
const guardLast = prepareSql(
  `INSERT INTO guards SELECT 0, 'reconciliation' WHERE :last <> COALESCE((SELECT MAX(ran_at) FROM reconciliations
     WHERE merchant = :merchant AND day = :day AND provider = :provider), 0)`,
)

/** Some that were not known before, while nobody sees them yet. */
export function differencesHidden(of: DayOf, run: string, differences: readonly FoundDifference[]): Statement {
  return hide({ ...of, run, differences: JSON.stringify(differences) })
}

/** What a comparison comes to. Lists come in pieces, each small enough for a statement. */
interface Outcome {
  figures: readonly Figures[]
  source: string
  now: number
  /** YYYY-MM-DD. */
  today: string
  /** Of the comparison before, as it was read; 0 where there was none. */
  lastRanAt: number
  /** So many were hidden under this. */
  run: string
  hidden: number
  /** Known before, and otherwise now. */
  changed: readonly (readonly FoundDifference[])[]
  /** Ids of those that differ no longer. */
  gone: readonly (readonly string[])[]
}

/** A day of a provider as it compares now, instead of what was found before; refused where another came first. */
export function dayCompared(of: DayOf, outcome: Outcome): Statement[] {
  const { figures, source, now, today, lastRanAt: last, run, hidden: count, changed, gone } = outcome
  return [
    guardLast({ ...of, last }),
    forgetFigures({ ...of }),
    insertFigures({ ...of, figures: JSON.stringify(figures), source, now }),
    ...gone.map((ids) => settle({ merchant: of.merchant, ids: JSON.stringify(ids), now })),
    ...changed.map((some) => findAgain({ ...of, today, differences: JSON.stringify(some) })),
    reveal({ ...of, run }),
    guardRevealed({ count }),
    forgetHidden({ ...of }),
  ]
}
