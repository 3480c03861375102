import type { BankBatch } from '../../../shared/api/bank-batches.schema.ts'
import type { Database } from '../../db/database.ts'
import { Failure } from '../../failure.ts'
import { readBatch } from './batch-store.ts'

/** A file that was made, and is not with the bank yet. @throws Failure not_found, illegal_state */
export async function requireMade(database: Database, merchant: string, number: number): Promise<BankBatch> {
  const batch = await readBatch(database, merchant, number)
  if (!batch) throw new Failure('not_found')
  if (batch.status !== 'made') throw new Failure('illegal_state', { detail: { status: batch.status } })
  return batch
}
