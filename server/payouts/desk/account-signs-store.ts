import type { AccountSigns } from '../../../shared/api/payout-row.schema.ts'
import { type Database, prepareSql } from '../../db/database.ts'

// By the fingerprint: nobody's account is opened for it. A customer is known by number, e-mail or phone, as orders have them.
const isSame = ['customer_id', 'email_key', 'phone_key'].map((key) => `COALESCE(o.${key} = own.${key}, 0)`).join(' OR ')
const select = prepareSql(
  `SELECT a.id, a.created_at,
     (SELECT COUNT(DISTINCT b.fingerprint) FROM payout_accounts b WHERE b.merchant = a.merchant
        AND b.order_number = a.order_number AND b.created_at <= a.created_at AND b.fingerprint <> a.fingerprint) AS earlier,
     (SELECT COUNT(DISTINCT COALESCE('c ' || o.customer_id, 'e ' || o.email_key, 'p ' || o.phone_key, 'o ' || o.number))
        FROM payout_accounts b CROSS JOIN orders o ON o.merchant = b.merchant AND o.number = b.order_number
        WHERE b.merchant = a.merchant AND b.fingerprint = a.fingerprint AND b.order_number <> a.order_number
          AND NOT (${isSame})) AS other_customers
   FROM json_each(:accounts) i CROSS JOIN payout_accounts a ON a.merchant = :merchant AND a.id = i.value
   CROSS JOIN orders own ON own.merchant = a.merchant AND own.number = a.order_number`,
)

/** What is known of these accounts, by their ids. */
export async function readAccountSigns(
  database: Database,
  merchant: string,
  accounts: readonly string[],
): Promise<Map<string, AccountSigns>> {
  if (accounts.length === 0) return new Map()
  const rows = await database.read(select({ merchant, accounts: JSON.stringify([...new Set(accounts)]) }))
  return new Map(
    rows.map((row) => [
      String(row.id),
      {
        namedAt: Number(row.created_at),
        earlier: Number(row.earlier),
        otherCustomers: Number(row.other_customers),
      },
    ]),
  )
}
