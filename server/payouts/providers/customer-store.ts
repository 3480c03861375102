import { type Database, prepareSql } from '../../db/database.ts'

const select = prepareSql('SELECT customer_id FROM orders WHERE merchant = :merchant AND number = :number')

/** The id that the order's customer has at the merchant; guests have none. */
export async function customerOf(database: Database, merchant: string, number: string): Promise<string | undefined> {
  const row = (await database.read(select({ merchant, number })))[0]
  return row && row.customer_id !== null ? String(row.customer_id) : undefined
}
