import type { BankBatch } from '../../../shared/api/bank-batches.schema.ts'
import type { Ports } from '../../platform/ports.ts'
import { readBatches } from './batch-store.ts'

const shownBatches = 20

/** The last files made, newest first. */
export function listBatches(ports: Ports, merchant: string): Promise<BankBatch[]> {
  return readBatches(ports.database, merchant, shownBatches)
}
