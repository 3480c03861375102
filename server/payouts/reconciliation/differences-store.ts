import type { ReconciliationDifference } from '../../../shared/api/reconciliation.schema.ts'
import { type Database, prepareSql, type Row, type Statement } from '../../db/database.ts'
import { guardOneRow } from '../../db/guard.ts'
import type { ProviderRefund } from '../../platform/ports.ts'

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

const ofDay = `merchant = :merchant AND day = :day AND hidden_by IS NULL`
const selectGroups = prepareSql(
  `SELECT provider, currency, COUNT(*) AS count, COUNT(*) FILTER (WHERE NOT (resolution IS NOT NULL)) AS open
   FROM reconciliation_differences WHERE ${ofDay} GROUP BY provider, currency`,
)
// One side of the index at a time: a comparison of both columns at once would not walk it in order.
const selectPage = prepareSql(
  `SELECT * FROM reconciliation_differences WHERE ${ofDay} AND provider = :provider AND currency = :currency
     AND (resolution IS NOT NULL) = :isResolved AND id > :after ORDER BY id LIMIT :limit`,
)
const selectDifference = prepareSql(
  'SELECT * FROM reconciliation_differences WHERE merchant = :merchant AND id = :id AND hidden_by IS NULL',
)
const selectOpenDays = prepareSql(
  `SELECT DISTINCT day FROM reconciliation_differences
   WHERE merchant = :merchant AND day >= :since AND +provider = :provider AND resolution IS NULL AND hidden_by IS NULL
   ORDER BY day`,
)

/** What differs on a day at one provider in one currency. */
export interface DifferenceGroup {
  merchant: string
  /** YYYY-MM-DD in the shop's zone. */
  day: string
  provider: string
  currency: string
}

interface CountedGroup extends DifferenceGroup {
  count: number
  open: number
}

export async function readGroups(database: Database, merchant: string, day: string): Promise<CountedGroup[]> {
  return (await database.read(selectGroups({ merchant, day }))).map((row) => ({
    merchant,
    day,
    provider: String(row.provider),
    currency: String(row.currency),
    count: Number(row.count),
    open: Number(row.open),
  }))
}

/** Where a page ended: whether among the resolved ones, and the last one's id. */
export type AfterDifference = readonly [isResolved: number, id: string]

/** A page: the open ones first, each part by its id. */
export async function readDifferences(
  database: Database,
  of: DifferenceGroup,
  { after = [0, ''], limit }: { after?: AfterDifference; limit: number },
): Promise<StoredDifference[]> {
  const [side, id] = after
  const from = { ...of, limit }
  const open = side === 0 ? await database.read(selectPage({ ...from, isResolved: 0, after: id })) : []
  const left = limit - open.length
  const resolved =
    left > 0
      ? await database.read(selectPage({ ...from, limit: left, isResolved: 1, after: side === 0 ? '' : id }))
      : []
  return [...open, ...resolved].map(differenceOf)
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
   WHERE merchant = :merchant AND id = :id AND hidden_by IS NULL
     AND (resolution IS NULL OR resolution = 'waiting')`,
)

/** Somebody's decision; refused where somebody else was first. */
export function differenceResolved(merchant: string, after: StoredDifference): Statement[] {
  const { id, resolution, waitUntil, resolvedBy, resolvedAt: now, order } = after
  const by = JSON.stringify(resolvedBy)
  return [resolve({ merchant, id, resolution, waitUntil, by, now, order }), guardOneRow('difference')]
}
