import { type Database, prepareSql } from '../../db/database.ts'
import type { ProviderRefund } from '../../platform/ports.ts'

const known = prepareSql(
  `SELECT reference FROM order_payments WHERE merchant = :merchant AND provider = :provider
     AND reference IN (SELECT value FROM json_each(:names)) LIMIT 1`,
)

/** A payment by the name that the orders have for it, else the first one, and what else it is called. */
export async function paymentKnownAs(
  database: Database,
  at: { merchant: string; provider: string },
  names: readonly (string | undefined)[],
): Promise<Pick<ProviderRefund, 'payment' | 'otherReferences'>> {
  const given = [...new Set(names.filter((name): name is string => name !== undefined && name !== ''))]
  const row = (await database.read(known({ ...at, names: JSON.stringify(given) })))[0]
  const payment = row ? String(row.reference) : given[0]
  const others = given.filter((name) => name !== payment)
  return { payment, ...(others.length > 0 && { otherReferences: others }) }
}
