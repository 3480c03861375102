import type { PayoutControls } from '../../../shared/api/refund-desk.schema.ts'
import { type Database, prepareSql, type Statement } from '../../db/database.ts'
import { type PayoutFile, payoutFileOf } from '../../db/payout-rows.ts'

const select = prepareSql('SELECT * FROM payout_controls WHERE merchant = :merchant')
const ensure = prepareSql(
  `INSERT INTO payout_controls (merchant, revision, changed_at) VALUES (:merchant, 0, :now) ON CONFLICT (merchant) DO NOTHING`,
)
const saveLimits = prepareSql(
  `UPDATE payout_controls SET second_person_above = :above, daily_cap = :cap, revision = revision + 1, changed_at = :now
   WHERE merchant = :merchant AND revision = :revision`,
)
const saveStop = prepareSql(
  `UPDATE payout_controls SET stopped_at = :at, stopped_by = :by, revision = revision + 1, changed_at = :now
   WHERE merchant = :merchant AND (stopped_at IS NULL) = (:at IS NOT NULL)`,
)
const selectHeld = prepareSql(
  `SELECT merchant, seq, state FROM payouts WHERE merchant = :merchant AND hold = :why AND id > :after ORDER BY id LIMIT :limit`,
)

export async function readControls(database: Database, merchant: string): Promise<PayoutControls> {
  const row = (await database.read(select({ merchant })))[0]
  if (!row) return { secondPersonAbove: {}, dailyCap: {}, revision: 0 }
  const by = row.stopped_by === null ? undefined : (JSON.parse(String(row.stopped_by)) as Stopper)
  const stopped = by && { at: Number(row.stopped_at), by: by.name, reason: by.reason }
  return {
    secondPersonAbove: JSON.parse(String(row.second_person_above)) as Record<string, number>,
    dailyCap: JSON.parse(String(row.daily_cap)) as Record<string, number>,
    ...(stopped && { stopped }),
    revision: Number(row.revision),
  }
}

interface Stopper {
  id: string
  name: string
  reason: string
}

/** The row there must be; every other statement changes one. */
export function ensureControls(merchant: string, now: number): Statement {
  return ensure({ merchant, now })
}

export function writeLimits(
  merchant: string,
  limits: Pick<PayoutControls, 'secondPersonAbove' | 'dailyCap' | 'revision'>,
  now: number,
): Statement {
  const { secondPersonAbove, dailyCap, revision } = limits
  const [above, cap] = [JSON.stringify(secondPersonAbove), JSON.stringify(dailyCap)]
  return saveLimits({ merchant, above, cap, revision, now })
}

/** Stops, or with nobody resumes; changes no row where that is so already. */
export function writeStop(merchant: string, by: Stopper | undefined, now: number): Statement {
  return saveStop({ merchant, at: by && now, by: by && JSON.stringify(by), now })
}

export async function readHeld(
  database: Database,
  wanted: { merchant: string; why: string; after: string; limit: number },
): Promise<PayoutFile[]> {
  return (await database.read(selectHeld(wanted))).map(payoutFileOf)
}

const selectStillHeld = prepareSql(
  `SELECT DISTINCT p.merchant FROM payouts p LEFT JOIN payout_controls c ON c.merchant = p.merchant
   WHERE p.hold IS NOT NULL AND p.hold = 'stopped' AND c.stopped_at IS NULL`,
)

/** Merchants whose payouts are held by a stop that is over. */
export async function readStillHeld(database: Database): Promise<string[]> {
  return (await database.read(selectStillHeld())).map((row) => String(row.merchant))
}
