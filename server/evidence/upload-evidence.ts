import { mayOpenOrder } from '../access/index.ts'
import { constraintFailure } from '../db/constraints.ts'
import { guardOneRow } from '../db/guard.ts'
import { Failure } from '../failure.ts'
import { Encoded, type ShopperCaller } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import { sha256Hex } from '../platform/hmac.ts'
import type { Ports } from '../platform/ports.ts'
import { blobKeyOf } from './blob-key.ts'
import { judgeFile } from './judge-file.ts'
import { evidenceLimits } from './limits.ts'
import { insertEvidence, readOrderEvidence } from './store.ts'

/**
 * Keeps one photo or PDF for an order, judged by its content and stripped of where it was taken.
 * @throws Failure not_found, unsupported_media_type (detail.why), payload_too_large, too_many_requests (limit: files)
 */
export async function uploadEvidence(
  ports: Ports,
  wanted: {
    merchant: string
    caller: ShopperCaller
    order: string
    bytes: Uint8Array<ArrayBuffer>
    idempotency: IdempotencyClaim
  },
): Promise<Encoded> {
  const { database, blobs, ids, clock } = ports
  const { merchant, order } = wanted
  const held = await readOrderEvidence(database, merchant, order)
  if (!held || !mayOpenOrder(wanted.caller, { number: order, ...held })) throw new Failure('not_found')
  const { bytesPerFile, filesPerOrder, bytesPerOrder } = evidenceLimits
  if (wanted.bytes.length > bytesPerFile) throw new Failure('payload_too_large', { limit: bytesPerFile })
  if (held.files >= filesPerOrder) throw new Failure('too_many_requests', { limit: filesPerOrder })
  if (held.bytes + wanted.bytes.length > bytesPerOrder) throw new Failure('payload_too_large', { limit: bytesPerOrder })
  const file = judgeFile(wanted.bytes)
  if ('refused' in file) throw new Failure('unsupported_media_type', { detail: { why: file.refused } })

  const id = `ev_${ids.token()}`
  await blobs.put(blobKeyOf(merchant, id), file.bytes, file.type)
  const { type } = file
  const bytes = file.bytes.length
  const answer = JSON.stringify({ id, type, bytes })
  const row = { merchant, id, order, type, bytes, sha256: await sha256Hex(file.bytes), uploadedAt: clock.now() }
  try {
    await database.write([
      insertEvidence({ ...row, mostFiles: filesPerOrder, mostBytes: bytesPerOrder }),
      guardOneRow('evidence_quota'),
      wanted.idempotency.row(answer),
    ])
  } catch (error) {
    if (constraintFailure(error)?.name === 'guards_hold') {
      throw new Failure('too_many_requests', { limit: filesPerOrder })
    }
    throw error
  }
  return new Encoded(answer)
}
