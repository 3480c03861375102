import type { ReconciliationDifference } from '../../../shared/api/payouts.schema.ts'
import type { PayoutStatus } from '../../../shared/payouts/payout.ts'
import { type Database, prepareSql, type Row, type Statement } from '../../db/database.ts'
import { guardOneRow } from '../../db/guard.ts'
import type { ProviderRefund } from '../../platform/ports.ts'
import type { Difference, Figures, OurRefund } from './compare.ts'

export interface Part {
  merchant: string
  provider: string
  /** Epoch ms, [from, until). */
  from: number
  until: number
}

// A payout that was tried again is of the day of its last try.
const sentAt = `CASE WHEN p.attempts > 1 THEN p.state ->> 'lastSentAt' ELSE p.first_sent_at END`
const ourColumns = `p.id, p.order_number, p.provider_reference, p.currency, p.amount, p.status, p.returned, ${sentAt} AS at`
// Lists and files are of refunds: what was paid to an account is in none of them, and is asked about one by one.
const ofDay = prepareSql(
  `SELECT ${ourColumns} FROM (SELECT DISTINCT payout FROM payout_events
       WHERE merchant = :merchant AND at >= :from AND at < :until AND type = 'submitting') e
     CROSS JOIN payouts p ON p.merchant = :merchant AND p.id = e.payout
   WHERE p.provider = :provider AND p.destination <> 'account' AND ${sentAt} >= :from AND ${sentAt} < :until
   UNION ALL
   SELECT NULL, order_number, reference, currency, amount, 'succeeded', 0, at FROM external_refunds
   WHERE merchant = :merchant AND provider = :provider AND status = 'booked' AND at >= :from AND at < :until`,
)
const ofTheirs = prepareSql(
  `SELECT ${ourColumns} FROM json_each(:payouts) i
     CROSS JOIN payouts p ON p.merchant = :merchant AND p.id = i.value AND p.provider = :provider
   UNION
   SELECT ${ourColumns} FROM json_each(:references) i
     CROSS JOIN payouts p ON p.merchant = :merchant AND p.provider = :provider AND p.provider_reference = i.value
   UNION
   SELECT NULL, x.order_number, x.reference, x.currency, x.amount, 'succeeded', 0, x.at FROM json_each(:references) i
     CROSS JOIN external_refunds x ON x.merchant = :merchant AND x.provider = :provider AND x.reference = i.value
   WHERE x.status = 'booked'`,
)

/** What our books have of this provider and day, and of whatever it names itself. */
export async function readOurs(
  database: Database,
  part: Part,
  theirs: readonly ProviderRefund[],
): Promise<OurRefund[]> {
  const payouts = JSON.stringify(theirs.flatMap(({ payout }) => payout ?? []))
  const references = JSON.stringify(theirs.map(({ providerReference }) => providerReference))
  const { merchant, provider } = part
  const rows = [
    ...(await database.read(ofDay({ ...part }))),
    ...(theirs.length > 0 ? await database.read(ofTheirs({ merchant, provider, payouts, references })) : []),
  ]
  const known = new Map(rows.map((row) => [`${row.id ?? ''} ${row.provider_reference ?? ''}`, row]))
  return [...known.values()].map((row) => ourOf(row, part))
}

function ourOf(row: Row, { from, until }: Part): OurRefund {
  const at = Number(row.at ?? 0)
  return {
    payout: row.id == null ? undefined : String(row.id),
    order: String(row.order_number),
    providerReference: row.provider_reference == null ? undefined : String(row.provider_reference),
    currency: String(row.currency),
    amount: Number(row.amount),
    status: String(row.status) as PayoutStatus,
    returned: row.returned === 1,
    at,
    isOfDay: at >= from && at < until,
  }
}

export interface DayOf {
  merchant: string
  /** YYYY-MM-DD in the shop's zone. */
  day: string
  provider: string
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
const settleOpen = prepareSql(
  `UPDATE reconciliation_differences SET resolution = 'settled', resolved_at = :now
   WHERE merchant = :merchant AND day = :day AND provider = :provider
     AND (resolution IS NULL OR resolution = 'waiting') AND id NOT IN (SELECT value FROM json_each(:ids))`,
)
// What a person decided stays decided; what had settled itself, or has been waited for long enough, is open again.
const upsert = prepareSql(
  `INSERT INTO reconciliation_differences (merchant, id, day, provider, currency, kind, payout, provider_reference,
     payment_reference, order_number, ours, theirs, detail)
   SELECT :merchant, d.value ->> '$.id', :day, :provider, d.value ->> '$.currency', d.value ->> '$.kind',
     d.value ->> '$.payout', d.value ->> '$.providerReference', d.value ->> '$.paymentReference', d.value ->> '$.order',
     d.value ->> '$.ours', d.value ->> '$.theirs', d.value ->> '$.detail' FROM json_each(:differences) d WHERE 1 = 1
   ON CONFLICT (merchant, id) DO UPDATE SET ours = excluded.ours, theirs = excluded.theirs, detail = excluded.detail,
     order_number = COALESCE(excluded.order_number, order_number), payout = excluded.payout,
     resolution = CASE WHEN resolution = 'settled' OR (resolution = 'waiting' AND wait_until < :today) THEN NULL
       ELSE resolution END`,
)

/** A day of a provider as it compares now, instead of what was found before. */
export function dayCompared(
  of: DayOf,
  compared: {
    figures: readonly Figures[]
    differences: readonly (Difference & { id: string; detail: string })[]
    source: string
    now: number
    /** YYYY-MM-DD. */
    today: string
  },
): Statement[] {
  const { figures, differences, source, now, today } = compared
  const ids = JSON.stringify(differences.map(({ id }) => id))
  return [
    forgetFigures({ ...of }),
    insertFigures({ ...of, figures: JSON.stringify(figures), source, now }),
    settleOpen({ ...of, ids, now }),
    upsert({ ...of, today, differences: JSON.stringify(differences.map(({ refund: _, ...row }) => row)) }),
  ]
}

export interface StoredFigures extends Figures {
  provider: string
  source: string
  ranAt: number
}

const selectFigures = prepareSql(
  'SELECT * FROM reconciliations WHERE merchant = :merchant AND day = :day ORDER BY provider, currency',
)

export async function readFiguresOfDay(database: Database, merchant: string, day: string): Promise<StoredFigures[]> {
  return (await database.read(selectFigures({ merchant, day }))).map((row) => ({
    provider: String(row.provider),
    currency: String(row.currency),
    ours: { count: Number(row.our_count), amount: Number(row.our_amount) },
    theirs: { count: Number(row.their_count), amount: Number(row.their_amount) },
    source: String(row.source),
    ranAt: Number(row.ran_at),
  }))
}

/** What is kept of a difference besides its columns. */
export interface DifferenceDetail {
  why: ReconciliationDifference['why']
  at?: number
  settlesBy?: string
  refund?: ProviderRefund
}

export interface StoredDifference {
  id: string
  day: string
  provider: string
  currency: string
  kind: ReconciliationDifference['kind']
  payout?: string
  providerReference?: string
  order?: string
  ours: number
  theirs: number
  detail: DifferenceDetail
  resolution?: ReconciliationDifference['resolution']
  waitUntil?: string
  resolvedBy?: { name: string; note?: string }
  resolvedAt?: number
}

const selectDifferences = prepareSql(
  `SELECT * FROM reconciliation_differences WHERE merchant = :merchant AND day = :day
   ORDER BY resolution IS NOT NULL, provider, currency, id LIMIT 500`,
)
const selectDifference = prepareSql('SELECT * FROM reconciliation_differences WHERE merchant = :merchant AND id = :id')
const selectOpenDays = prepareSql(
  `SELECT DISTINCT day FROM reconciliation_differences
   WHERE merchant = :merchant AND day >= :since AND +provider = :provider AND resolution IS NULL ORDER BY day`,
)

/** The open ones first. */
export async function readDifferences(database: Database, merchant: string, day: string): Promise<StoredDifference[]> {
  return (await database.read(selectDifferences({ merchant, day }))).map(differenceOf)
}

export async function readDifference(
  database: Database,
  merchant: string,
  id: string,
): Promise<StoredDifference | undefined> {
  const row = (await database.read(selectDifference({ merchant, id })))[0]
  return row && differenceOf(row)
}

export async function readOpenDays(
  database: Database,
  of: { merchant: string; provider: string; since: string },
): Promise<string[]> {
  return (await database.read(selectOpenDays(of))).map(({ day }) => String(day))
}

const textOf = (value: unknown) => (value == null ? undefined : String(value))

function differenceOf(row: Row): StoredDifference {
  return {
    id: String(row.id),
    day: String(row.day),
    provider: String(row.provider),
    currency: String(row.currency),
    kind: String(row.kind) as StoredDifference['kind'],
    payout: textOf(row.payout),
    providerReference: textOf(row.provider_reference),
    order: textOf(row.order_number),
    ours: Number(row.ours),
    theirs: Number(row.theirs),
    detail: JSON.parse(String(row.detail)) as DifferenceDetail,
    resolution: textOf(row.resolution) as StoredDifference['resolution'],
    waitUntil: textOf(row.wait_until),
    resolvedBy: row.resolved_by == null ? undefined : JSON.parse(String(row.resolved_by)),
    resolvedAt: row.resolved_at == null ? undefined : Number(row.resolved_at),
  }
}

const resolve = prepareSql(
  `UPDATE reconciliation_differences SET resolution = :resolution, wait_until = :waitUntil, resolved_by = :by,
     resolved_at = :now, order_number = COALESCE(:order, order_number)
   WHERE merchant = :merchant AND id = :id AND (resolution IS NULL OR resolution = 'waiting')`,
)

/** Somebody's decision; refused where somebody else was first. */
export function differenceResolved(merchant: string, after: StoredDifference): Statement[] {
  const { id, resolution, waitUntil, resolvedBy, resolvedAt: now, order } = after
  const by = JSON.stringify(resolvedBy)
  return [resolve({ merchant, id, resolution, waitUntil, by, now, order }), guardOneRow('difference')]
}

const selectExternal = prepareSql(
  `SELECT status FROM external_refunds WHERE merchant = :merchant AND provider = :provider AND reference = :reference`,
)

export async function readExternalStatus(
  database: Database,
  at: { merchant: string; provider: string; reference: string },
): Promise<string | undefined> {
  return textOf((await database.read(selectExternal(at)))[0]?.status)
}

const selectProviders = prepareSql(
  `SELECT DISTINCT provider FROM (
     SELECT provider FROM provider_connections WHERE merchant = :merchant AND sealed <> ''
     UNION ALL SELECT 'sandbox' WHERE EXISTS (SELECT 1 FROM payouts WHERE merchant = :merchant AND provider = 'sandbox'))
   ORDER BY provider`,
)

/** Providers that the merchant connected, and the sandbox where it pays. */
export async function readProviders(database: Database, merchant: string): Promise<string[]> {
  return (await database.read(selectProviders({ merchant }))).map(({ provider }) => String(provider))
}

const selectMerchants = prepareSql('SELECT id FROM merchants WHERE id > :after ORDER BY id LIMIT :limit')

export async function readMerchantIds(database: Database, after: string, limit: number): Promise<string[]> {
  return (await database.read(selectMerchants({ after, limit }))).map(({ id }) => String(id))
}
