import { type Database, prepareSql } from '../db/database.ts'

const grant = prepareSql(
  `INSERT INTO store_credits (merchant, payout, request, email_key, customer_id, currency, amount, at)
   SELECT :merchant, :payout, q.number, q.email_key, o.customer_id, :currency, :amount, :at
   FROM requests q JOIN orders o ON o.merchant = q.merchant AND o.number = q.order_number
   WHERE q.merchant = :merchant AND q.number = :request
   ON CONFLICT (merchant, payout) DO NOTHING`,
)
const find = prepareSql('SELECT amount FROM store_credits WHERE merchant = :merchant AND payout = :payout')

/** Granting twice is granting once. */
export function grantCredit(credit: {
  merchant: string
  payout: string
  request: string
  currency: string
  amount: number
  at: number
}) {
  return grant({ ...credit })
}

export async function hasCredit(database: Database, merchant: string, payout: string): Promise<boolean> {
  return (await database.read(find({ merchant, payout }))).length > 0
}
