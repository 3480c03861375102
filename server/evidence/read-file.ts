import { mayOpenOrder } from '../access/index.ts'
import { Failure } from '../failure.ts'
import type { ShopperCaller, StaffCaller } from '../http/call.ts'
import type { Ports } from '../platform/ports.ts'
import { blobKeyOf } from './blob-key.ts'
import { readEvidence } from './store.ts'

export interface EvidenceFile {
  id: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/** For staff of the merchant, and for a shopper whose token opens its order. @throws Failure not_found */
export async function readEvidenceFile(
  ports: Ports,
  wanted: { merchant: string; caller: ShopperCaller | StaffCaller; id: string },
): Promise<EvidenceFile> {
  const { merchant, caller, id } = wanted
  const row = await readEvidence(ports.database, merchant, id)
  const isAllowed = row && (caller.kind === 'staff' || mayOpenOrder(caller, { number: row.order, ...row }))
  const bytes = isAllowed ? await ports.blobs.get(blobKeyOf(merchant, id)) : undefined
  if (!row || !bytes) throw new Failure('not_found')
  return { id, type: row.type, bytes: new Uint8Array(bytes) }
}
