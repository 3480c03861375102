import type { BankBatch } from '../../../shared/api/payouts.schema.ts'
import { type Database, prepareSql, type Row } from '../../db/database.ts'

const selectLast = prepareSql('SELECT * FROM bank_batches WHERE merchant = :merchant ORDER BY number DESC LIMIT :limit')

export async function readBatches(database: Database, merchant: string, limit: number): Promise<BankBatch[]> {
  return (await database.read(selectLast({ merchant, limit }))).map(batchOf)
}

function batchOf(row: Row): BankBatch {
  const { name } = JSON.parse(String(row.made_by)) as { name: string }
  return {
    number: Number(row.number),
    id: String(row.id),
    currency: String(row.currency),
    count: Number(row.count),
    total: Number(row.total),
    status: String(row.status) as BankBatch['status'],
    executeOn: String(row.execute_on),
    madeBy: name,
    madeAt: Number(row.made_at),
    sentAt: row.sent_at == null ? undefined : Number(row.sent_at),
    settledAt: row.settled_at == null ? undefined : Number(row.settled_at),
  }
}
