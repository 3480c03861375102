import { type Database, prepareSql, type Statement } from '../db/database.ts'

export interface OutboxRow {
  merchant: string
  id: string
  kind: string
  body: string
  /** This try counted. */
  attempts: number
}

const lease = prepareSql(
  `UPDATE outbox SET lease_until = :until, attempts = attempts + 1 WHERE rowid IN (
     SELECT rowid FROM outbox WHERE done_at IS NULL AND due_at <= :now AND lease_until <= :now
       AND (:kind IS NULL OR kind = :kind) ORDER BY due_at LIMIT :limit)
   RETURNING merchant, id, kind, body, attempts`,
)
const finish = prepareSql(
  'UPDATE outbox SET done_at = :now, lease_until = 0, last_error = :error WHERE merchant = :merchant AND id = :id',
)
const postpone = prepareSql(
  'UPDATE outbox SET due_at = :dueAt, lease_until = 0, last_error = :error WHERE merchant = :merchant AND id = :id',
)
const due = prepareSql(
  `SELECT merchant, number, tick_at FROM requests
   WHERE tick_at <= :now AND (tick_at, merchant, number) > (:afterAt, :afterMerchant, :afterNumber)
   ORDER BY tick_at, merchant, number LIMIT :limit`,
)
const freeLeases = prepareSql('UPDATE outbox SET lease_until = 0 WHERE done_at IS NULL AND lease_until > 0')
const forgetDone = prepareSql('DELETE FROM outbox WHERE done_at < :before')

/** Merchants' servers and payment providers may be slow: nothing waits behind what is of another kind. */
export type OutboxKind = 'payout' | 'mail' | 'webhook'

/** Takes due rows for a while; who dies with them loses the lease, and another takes them. */
export async function leaseRows(
  database: Database,
  { now, leaseMs, limit, kind }: { now: number; leaseMs: number; limit: number; kind?: OutboxKind },
): Promise<OutboxRow[]> {
  const [rows = []] = await database.write([lease({ now, until: now + leaseMs, limit, kind })])
  return rows.map((row) => ({
    merchant: String(row.merchant),
    id: String(row.id),
    kind: String(row.kind),
    body: String(row.body),
    attempts: Number(row.attempts),
  }))
}

export function finishRow({ merchant, id }: OutboxRow, now: number, error?: string): Statement {
  return finish({ merchant, id, now, error })
}

export function postponeRow({ merchant, id }: OutboxRow, dueAt: number, error: string | undefined): Statement {
  return postpone({ merchant, id, dueAt, error })
}

/** Where one process owns the file: who held a row before the start is gone. */
export async function freeAllLeases(database: Database): Promise<void> {
  await database.write([freeLeases()])
}

export function forgetDoneBefore(before: number): Statement {
  return forgetDone({ before })
}

export interface DueRequest {
  merchant: string
  number: string
  tickAt: number
}

/** Requests to which time itself does something now, a page after the last of the one before. */
export async function readDueRequests(
  database: Database,
  now: number,
  limit: number,
  after?: DueRequest,
): Promise<DueRequest[]> {
  const { tickAt: afterAt = 0, merchant: afterMerchant = '', number: afterNumber = '' } = after ?? {}
  const rows = await database.read(due({ now, afterAt, afterMerchant, afterNumber, limit }))
  return rows.map((row) => ({
    merchant: String(row.merchant),
    number: String(row.number),
    tickAt: Number(row.tick_at),
  }))
}
