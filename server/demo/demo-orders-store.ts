import type { Order } from '../../shared/order/order.ts'
import { type Database, prepareSql } from '../db/database.ts'
import { demoMerchantId } from './demo-settings.ts'

const columns = `(SELECT r.snapshot FROM order_revisions r
  WHERE r.merchant = o.merchant AND r.number = o.number AND r.revision = o.revision) AS snapshot`
const newest = prepareSql(
  `SELECT ${columns} FROM orders o WHERE o.merchant = :merchant ORDER BY o.placed_at DESC, o.number LIMIT :limit`,
)
const ofEmail = prepareSql(
  `SELECT ${columns} FROM orders o WHERE o.merchant = :merchant AND o.email_key = :emailKey
   ORDER BY o.placed_at DESC LIMIT :limit`,
)
const withRequests = prepareSql('SELECT DISTINCT order_number FROM requests WHERE merchant = :merchant')

export async function readNewestOrders(database: Database, limit: number): Promise<Order[]> {
  const rows = await database.read(newest({ merchant: demoMerchantId, limit }))
  return rows.map((row) => JSON.parse(String(row.snapshot)) as Order)
}

export async function readOrdersOf(database: Database, emailKey: string, limit: number): Promise<Order[]> {
  const rows = await database.read(ofEmail({ merchant: demoMerchantId, emailKey, limit }))
  return rows.map((row) => JSON.parse(String(row.snapshot)) as Order)
}

/** Numbers of the orders about which somebody has asked already. */
export async function readOrdersWithRequests(database: Database): Promise<Set<string>> {
  const rows = await database.read(withRequests({ merchant: demoMerchantId }))
  return new Set(rows.map((row) => String(row.order_number)))
}
