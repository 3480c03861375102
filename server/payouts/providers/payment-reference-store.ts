import { type Database, prepareSql } from '../../db/database.ts'

const known = prepareSql(
  `SELECT reference FROM order_payments WHERE merchant = :merchant AND provider = :provider
     AND reference IN (SELECT value FROM json_each(:names)) LIMIT 1`,
)

/** By which of its names the orders have a payment; the first one where none has it. */
export async function paymentKnownAs(
  database: Database,
  at: { merchant: string; provider: string },
  names: readonly (string | undefined)[],
): Promise<string | undefined> {
  const given = names.filter((name) => name !== undefined && name !== '')
  const row = (await database.read(known({ ...at, names: JSON.stringify(given) })))[0]
  return row ? String(row.reference) : given[0]
}
