import type { Order } from '../../shared/order/order.ts'
import { balancesUnder, writeBalances } from '../db/balance-rows.ts'
import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'
import { guardOneRow } from '../db/guard.ts'
import { type OrderFile, orderFileColumns, orderFileOf, textOf } from '../db/order-file.ts'

export interface StoredOrder extends OrderFile {
  sourceRevision: string | undefined
  contentHash: string
}

/** One row of the orders table, but for what the database knows. */
export interface OrderRow {
  merchant: string
  number: string
  sourceRevision: string | null
  contentHash: string
  emailKey: string | null
  phoneKey: string | null
  customerId: string | null
  placedAt: number
  currency: string
  country: string
  total: number
  lineCount: number
  receivedAt: number
  snapshot: string
}

const select = prepareSql(
  `SELECT o.number, o.source_revision, o.content_hash, ${orderFileColumns}
   FROM orders o WHERE o.merchant = :merchant AND o.number = :number`,
)
// CROSS JOIN fixes the order: left to itself SQLite scans the merchant's orders once for every number.
const selectMany = prepareSql(
  `SELECT o.number, o.source_revision, o.content_hash, ${orderFileColumns}
   FROM json_each(:numbers) n CROSS JOIN orders o ON o.merchant = :merchant AND o.number = n.value`,
)
const insert = prepareSql(
  `INSERT INTO orders (merchant, number, revision, source_revision, content_hash, email_key, phone_key, customer_id,
     placed_at, currency, country, total, line_count, received_at)
   VALUES (:merchant, :number, 1, :sourceRevision, :contentHash, :emailKey, :phoneKey, :customerId,
     :placedAt, :currency, :country, :total, :lineCount, :receivedAt)`,
)
const update = prepareSql(
  `UPDATE orders SET revision = revision + 1, source_revision = :sourceRevision, content_hash = :contentHash,
     email_key = :emailKey, phone_key = :phoneKey, customer_id = :customerId, placed_at = :placedAt,
     currency = :currency, country = :country, total = :total, line_count = :lineCount, received_at = :receivedAt
   WHERE merchant = :merchant AND number = :number AND revision = :revision`,
)
const revise = prepareSql(
  `UPDATE orders SET revision = revision + 1, received_at = :receivedAt
   WHERE merchant = :merchant AND number = :number AND revision = :revision`,
)
const insertRevision = prepareSql(
  `INSERT INTO order_revisions (merchant, number, revision, snapshot)
   VALUES (:merchant, :number, :revision, :snapshot)`,
)
const bump = prepareSql(
  `UPDATE order_balances SET version = version + 1, order_revision = :revision
   WHERE merchant = :merchant AND order_number = :number AND version = :version`,
)

export async function readOrder(
  database: Database,
  merchant: string,
  number: string,
): Promise<StoredOrder | undefined> {
  const row = (await database.read(select({ merchant, number })))[0]
  return row && storedOf(row)
}

export async function readOrders(
  database: Database,
  merchant: string,
  numbers: readonly string[],
): Promise<Map<string, StoredOrder>> {
  const rows = await database.read(selectMany({ merchant, numbers: JSON.stringify(numbers) }))
  return new Map(rows.map((row) => [String(row.number), storedOf(row)]))
}

export function insertOrder(row: OrderRow): Statement[] {
  const { merchant, number, snapshot } = row
  return [insert({ ...row }), insertRevision({ merchant, number, revision: 1, snapshot })]
}

/** A new snapshot of a known order: its ceilings move with it, in the same batch. */
export function replaceOrder(row: OrderRow, order: Order, stored: StoredOrder): Statement[] {
  return [update({ ...row, revision: stored.revision }), ...asRevision(row, order, stored)]
}

/** What we learnt of it ourselves: a snapshot more, and what its source pushed last is still that. */
export function reviseOrder(merchant: string, order: Order, stored: StoredOrder, receivedAt: number): Statement[] {
  const { number } = order
  const row = { merchant, number, snapshot: JSON.stringify(order) }
  return [revise({ merchant, number, receivedAt, revision: stored.revision }), ...asRevision(row, order, stored)]
}

function asRevision(row: Pick<OrderRow, 'merchant' | 'number' | 'snapshot'>, order: Order, stored: StoredOrder) {
  const { merchant, number, snapshot } = row
  const revision = stored.revision + 1
  const statements = [guardOneRow('order_revision'), insertRevision({ merchant, number, revision, snapshot })]
  if (stored.balanceVersion !== undefined) {
    statements.push(
      bump({ merchant, number, revision, version: stored.balanceVersion }),
      guardOneRow('order_version'),
      writeBalances(merchant, number, balancesUnder(order, stored)),
    )
  }
  return statements
}

function storedOf(row: Row): StoredOrder {
  return {
    ...orderFileOf(row),
    sourceRevision: textOf(row.source_revision),
    contentHash: String(row.content_hash),
  }
}
