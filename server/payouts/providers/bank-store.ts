import { type Database, prepareSql } from '../../db/database.ts'

const find = prepareSql(
  `SELECT 1 FROM payouts p JOIN bank_batches b ON b.merchant = p.merchant AND b.number = p.batch
   WHERE p.merchant = :merchant AND p.id = :payout AND b.status IN ('sent', 'settled')`,
)

/** Whether the file that this payout is in was handed over. */
export async function isWithBank(database: Database, merchant: string, payout: string): Promise<boolean> {
  return (await database.read(find({ merchant, payout }))).length > 0
}
