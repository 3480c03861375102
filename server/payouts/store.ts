import { type Database, prepareSql } from '../db/database.ts'
import { type PayoutFile, payoutFileOf } from '../db/payout-rows.ts'

const select = prepareSql('SELECT merchant, seq, state FROM payouts WHERE merchant = :merchant AND id = :id')

export async function readPayout(database: Database, merchant: string, id: string): Promise<PayoutFile | undefined> {
  const row = (await database.read(select({ merchant, id })))[0]
  return row && payoutFileOf(row)
}
