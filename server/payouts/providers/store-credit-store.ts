import { type Database, prepareSql } from '../../db/database.ts'

const grant = prepareSql(
  `INSERT INTO store_credit_entries (merchant, id, owner, currency, kind, amount, "left", payout, at)
   SELECT :merchant, 'sc_' || :payout,
     CASE WHEN o.customer_id IS NOT NULL THEN 'customer:' || o.customer_id ELSE 'email:' || COALESCE(q.email_key, '') END,
     :currency, 'granted', :amount, :amount, :payout, :at
   FROM requests q JOIN orders o ON o.merchant = q.merchant AND o.number = q.order_number
   WHERE q.merchant = :merchant AND q.number = :request
   ON CONFLICT (merchant, payout) WHERE payout IS NOT NULL DO NOTHING`,
)
const find = prepareSql('SELECT amount FROM store_credit_entries WHERE merchant = :merchant AND payout = :payout')

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
