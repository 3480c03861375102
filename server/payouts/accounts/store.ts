import { type Database, prepareSql } from '../../db/database.ts'
import { type OrderAccounts, orderAccountColumns, orderAccountsOf } from '../../db/order-accounts.ts'
import { textOf } from '../../db/order-file.ts'

const findOrder = prepareSql(
  `SELECT o.customer_id, o.email_key, o.currency, ${orderAccountColumns},
     (SELECT COUNT(*) FROM payout_accounts a WHERE a.merchant = o.merchant AND a.order_number = o.number) AS entered
   FROM orders o WHERE o.merchant = :merchant AND o.number = :order`,
)

export interface OrderOfAccounts extends Pick<OrderAccounts, 'canPayTo' | 'accountPayers'> {
  currency: string
  customerId?: string
  emailKey?: string
  entered: number
}

export async function readOrderOfAccounts(
  database: Database,
  merchant: string,
  order: string,
): Promise<OrderOfAccounts | undefined> {
  const row = (await database.read(findOrder({ merchant, order })))[0]
  return (
    row && {
      customerId: textOf(row.customer_id),
      emailKey: textOf(row.email_key),
      currency: String(row.currency),
      ...orderAccountsOf(row),
      entered: Number(row.entered),
    }
  )
}

/** Nothing is inserted beyond the order's quota; a guard follows. */
export const insertAccount = prepareSql(
  `INSERT INTO payout_accounts (merchant, id, order_number, kind, sealed, masked, fingerprint, created_at)
   SELECT :merchant, :id, :order, :kind, :sealed, :masked, :fingerprint, :createdAt
   WHERE (SELECT COUNT(*) FROM payout_accounts WHERE merchant = :merchant AND order_number = :order) < :most`,
)
