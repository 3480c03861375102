import { type Database, prepareSql, type Row } from '../db/database.ts'
import { type OrderFile, orderFileColumns, orderFileOf } from '../db/order-file.ts'

export interface FoundOrder {
  number: string
  customer?: string
  country: string
  placedAt: number
  total: number
  currency: string
}

const ninetyDaysMs = 90 * 86_400_000

const columns = `o.number, o.country, o.placed_at, o.total, o.currency,
  (SELECT json_extract(v.snapshot, '$.customer.name') FROM order_revisions v
    WHERE v.merchant = o.merchant AND v.number = o.number AND v.revision = o.revision) AS customer`
// placed_at + 0 is what the index orders_newest holds.
const newest = prepareSql(
  `SELECT ${columns} FROM orders o WHERE o.merchant = :merchant ORDER BY o.placed_at + 0 DESC, o.number DESC LIMIT :limit`,
)
// Each branch has an index of its own; names are known of those who have asked for a refund. Shops count upwards, so that
// the highest numbers are the newest without sorting all that begin alike; the very number is found whatever it is. Those of
// numbers are one branch, because D1 unites five at most.
const search = prepareSql(
  `SELECT ${columns} FROM orders o WHERE o.merchant = :merchant AND o.number IN (
     SELECT * FROM (SELECT number FROM orders WHERE merchant = :merchant AND number IN (:typed, :marked)
       UNION SELECT * FROM (SELECT number FROM orders WHERE merchant = :merchant AND number >= :typed AND number < :typedEnd
         ORDER BY number DESC LIMIT :limit)
       UNION SELECT * FROM (SELECT number FROM orders WHERE merchant = :merchant AND number >= :marked AND number < :markedEnd
         ORDER BY number DESC LIMIT :limit))
     UNION SELECT * FROM (SELECT number FROM orders WHERE merchant = :merchant AND email_key = :emailKey
       ORDER BY placed_at DESC LIMIT :limit)
     UNION SELECT * FROM (SELECT order_number FROM requests WHERE merchant = :merchant AND phone_key = :phoneKey LIMIT :limit)
     UNION SELECT * FROM (SELECT order_number FROM requests WHERE merchant = :merchant
       AND (customer_name LIKE :prefix ESCAPE '\\' OR customer_name LIKE :word ESCAPE '\\') LIMIT :limit))
   ORDER BY o.number IN (:typed, :marked) DESC, o.placed_at DESC, o.number DESC LIMIT :limit`,
)
const one = prepareSql(
  `SELECT ${orderFileColumns}, (SELECT COUNT(*) FROM requests h
     WHERE h.merchant = o.merchant AND h.email_key = o.email_key AND h.submitted_at >= :since) AS refunds90
   FROM orders o WHERE o.merchant = :merchant AND o.number = :number`,
)

export async function readNewestOrders(database: Database, merchant: string, limit: number): Promise<FoundOrder[]> {
  return (await database.read(newest({ merchant, limit }))).map(foundOf)
}

/** By the beginning of a number (with or without #), an e-mail, a phone, or a name. */
export async function searchOrders(
  database: Database,
  wanted: { merchant: string; typed: string; emailKey?: string; phoneKey?: string; limit: number },
): Promise<FoundOrder[]> {
  const { typed, ...rest } = wanted
  const marked = `#${typed.replace(/^#/, '')}`
  const literal = typed.replaceAll(/[\\%_]/g, '\\$&')
  const rows = await database.read(
    search({
      ...rest,
      typed,
      typedEnd: `${typed}\u{10ffff}`,
      marked,
      markedEnd: `${marked}\u{10ffff}`,
      prefix: `${literal}%`,
      word: `% ${literal}%`,
    }),
  )
  return rows.map(foundOf)
}

export async function readOrderToTry(
  database: Database,
  merchant: string,
  number: string,
  nowMs: number,
): Promise<(OrderFile & { refunds90: number }) | undefined> {
  const row = (await database.read(one({ merchant, number, since: nowMs - ninetyDaysMs })))[0]
  return row && { ...orderFileOf(row), refunds90: Number(row.refunds90) }
}

function foundOf(row: Row): FoundOrder {
  return {
    number: String(row.number),
    customer: row.customer === null ? undefined : String(row.customer),
    country: String(row.country),
    placedAt: Number(row.placed_at),
    total: Number(row.total),
    currency: String(row.currency),
  }
}
