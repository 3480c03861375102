import { mayOpenOrder } from '../access/index.ts'
import { Failure } from '../failure.ts'
import type { ShopperCaller, StaffCaller } from '../http/call.ts'
import type { Ports } from '../platform/ports.ts'
import { blobKeyOf } from './blob-key.ts'
import type { ByteRange } from './byte-range.ts'
import { readEvidence } from './store.ts'

export interface EvidenceFile {
  id: string
  type: string
  bytes: number
  /** @throws Failure not_found */
  open(range: ByteRange): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
}

/** For staff of the merchant, and for a shopper whose token opens its order. @throws Failure not_found */
export async function readEvidenceFile(
  ports: Ports,
  wanted: { merchant: string; caller: ShopperCaller | StaffCaller; id: string },
): Promise<EvidenceFile> {
  const { merchant, caller, id } = wanted
  const row = await readEvidence(ports.database, merchant, id)
  if (!row || (caller.kind === 'shopper' && !mayOpenOrder(caller, { number: row.order, ...row }))) {
    throw new Failure('not_found')
  }
  return {
    id,
    type: row.type,
    bytes: row.bytes,
    async open(range) {
      const stream = await ports.blobs.open(blobKeyOf(merchant, id), range)
      if (!stream) throw new Failure('not_found')
      return stream
    },
  }
}
