import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'

const findOrders = prepareSql(
  `SELECT number, email_key, phone_key, NULL AS request FROM orders
   WHERE merchant = :merchant AND number IN (:typed, :bare, :marked)
   UNION ALL
   SELECT o.number, o.email_key, o.phone_key, r.number FROM requests r
   JOIN orders o ON o.merchant = r.merchant AND o.number = r.order_number
   WHERE r.merchant = :merchant AND r.number = :request`,
)

export interface FoundOrder {
  order: string
  request?: string
  emailKey?: string
  phoneKey?: string
}

/** By order number, with or without "#", or by request number. */
export async function readOrdersByNumber(database: Database, merchant: string, typed: string): Promise<FoundOrder[]> {
  const bare = typed.replace(/^#/, '')
  const rows = await database.read(
    findOrders({ merchant, typed, bare, marked: `#${bare}`, request: typed.toUpperCase() }),
  )
  return rows.map((row) => ({
    order: String(row.number),
    request: text(row.request),
    emailKey: text(row.email_key),
    phoneKey: text(row.phone_key),
  }))
}

export const insertChallenge = prepareSql(
  `INSERT INTO challenges (merchant, id, order_number, request, code_hash, tries, expires_at)
   VALUES (:merchant, :id, :order, :request, :codeHash, 0, :expiresAt)`,
)

export const insertCodeMail = prepareSql(
  `INSERT INTO outbox (merchant, id, kind, body, due_at) VALUES (:merchant, :id, 'mail', :body, :dueAt)`,
)

const countTry = prepareSql(
  `UPDATE challenges SET tries = tries + 1
   WHERE merchant = :merchant AND id = :id AND tries < :most AND used_at IS NULL AND expires_at > :now
   RETURNING order_number, request, code_hash, tries`,
)

export interface TriedChallenge {
  /** undefined: the number and the contact did not belong together. */
  order?: string
  request?: string
  codeHash: string
  tries: number
}

/** Counts a try before it is judged, so that tries at once cannot exceed their number. undefined: unknown, used or over. */
export async function takeTry(
  database: Database,
  at: { merchant: string; id: string; most: number; now: number },
): Promise<TriedChallenge | undefined> {
  const row = (await database.write([countTry(at)]))[0]?.[0]
  if (!row) return undefined
  return {
    order: text(row.order_number),
    request: text(row.request),
    codeHash: String(row.code_hash),
    tries: Number(row.tries),
  }
}

/** Followed by a guard: a code opens once. */
export const useChallenge = prepareSql(
  'UPDATE challenges SET used_at = :now WHERE merchant = :merchant AND id = :id AND used_at IS NULL',
)

const selectChallenge = prepareSql(
  'SELECT order_number, request, expires_at FROM challenges WHERE merchant = :merchant AND id = :id',
)

export async function readChallenge(
  database: Database,
  merchant: string,
  id: string,
): Promise<{ order?: string; request?: string; expiresAt: number } | undefined> {
  const row = (await database.read(selectChallenge({ merchant, id })))[0]
  return row && { order: text(row.order_number), request: text(row.request), expiresAt: Number(row.expires_at) }
}

const removeChallenges = prepareSql('DELETE FROM challenges WHERE expires_at < :before')

export function forgetChallengesBefore(before: number): Statement {
  return removeChallenges({ before })
}

const hasOrder = prepareSql('SELECT 1 AS found FROM orders WHERE merchant = :merchant AND number = :number')

export async function orderExists(database: Database, merchant: string, number: string): Promise<boolean> {
  return (await database.read(hasOrder({ merchant, number }))).length > 0
}

const listOrders = prepareSql(
  `SELECT o.number, o.placed_at, o.currency, o.total, o.line_count, json_extract(v.snapshot, '$.placedAt') AS placed,
     (SELECT json_group_array(title) FROM
       (SELECT json_extract(value, '$.title') AS title FROM json_each(v.snapshot, '$.lines') LIMIT 4)) AS titles,
     (SELECT json_group_array(image) FROM
       (SELECT json_extract(value, '$.image') AS image FROM json_each(v.snapshot, '$.lines')
        WHERE json_extract(value, '$.image') IS NOT NULL LIMIT 4)) AS images,
     (SELECT json_group_array(json_object('number', r.number, 'status', r.status)) FROM requests r
       WHERE r.merchant = o.merchant AND r.order_number = o.number) AS requests
   FROM orders o
   JOIN order_revisions v ON v.merchant = o.merchant AND v.number = o.number AND v.revision = o.revision
   WHERE o.merchant = :merchant AND (o.number = :order OR o.customer_id = :customerId OR o.email_key = :emailKey)
     AND (o.placed_at, o.number) < (:beforeAt, :beforeNumber)
   ORDER BY o.placed_at DESC, o.number DESC LIMIT :limit`,
)

/** The orders a token may see, newest first. */
export function readOrders(
  database: Database,
  wanted: {
    merchant: string
    order?: string
    customerId?: string
    emailKey?: string
    beforeAt: number
    beforeNumber: string
    limit: number
  },
): Promise<Row[]> {
  return database.read(listOrders(wanted))
}

function text(value: Row[string] | undefined): string | undefined {
  return value == null ? undefined : String(value)
}
