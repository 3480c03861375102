import { mayOpenOrder } from '../access/index.ts'
import { constraintFailure } from '../db/constraints.ts'
import { guardOneRow } from '../db/guard.ts'
import { Failure } from '../failure.ts'
import { Encoded, type ShopperCaller } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import type { IncomingFile } from '../http/incoming-file.ts'
import type { Ports } from '../platform/ports.ts'
import { blobKeyOf } from './blob-key.ts'
import { keepPhoto, keepVideo } from './keep-file.ts'
import { evidenceLimits } from './limits.ts'
import { insertEvidence, readOrderEvidence } from './store.ts'
import { videoTypeOf } from './watch-video.ts'

interface Upload {
  merchant: string
  caller: ShopperCaller
  order: string
  file: IncomingFile
  idempotency: IdempotencyClaim
}

/**
 * Keeps one photo, video or PDF for an order, judged by its content and stripped of where it was taken.
 * @throws Failure not_found, unsupported_media_type (detail.why), payload_too_large, too_many_requests (limit: files)
 */
export async function uploadEvidence(ports: Ports, upload: Upload): Promise<Encoded> {
  try {
    return await keepEvidence(ports, upload)
  } catch (error) {
    await upload.file.drain(evidenceLimits.videoBytes)
    throw error
  }
}

async function keepEvidence(ports: Ports, { merchant, caller, order, file, idempotency }: Upload): Promise<Encoded> {
  const { database, blobs, ids, clock } = ports
  const video = videoTypeOf(file.head)
  const held = await readOrderEvidence(database, merchant, order, video ? 'videos' : 'files')
  if (!held || !mayOpenOrder(caller, { number: order, ...held })) throw new Failure('not_found')
  const { perFile, mostFiles, mostBytes } = video ? videoLimits : fileLimits
  const bytesAhead = Math.max(file.statedBytes, file.head.length)
  if (bytesAhead > perFile) throw new Failure('payload_too_large', { limit: perFile })
  if (held.files >= mostFiles) throw new Failure('too_many_requests', { limit: mostFiles })
  if (held.bytes + bytesAhead > mostBytes) throw new Failure('payload_too_large', { limit: mostBytes })

  const id = `ev_${ids.token()}`
  const key = blobKeyOf(merchant, id)
  const kept = video ? await keepVideo(blobs, key, file, video) : await keepPhoto(blobs, key, file)
  const answer = JSON.stringify({ id, type: kept.type, bytes: kept.bytes })
  try {
    await database.write([
      insertEvidence({ merchant, id, order, ...kept, uploadedAt: clock.now(), mostFiles, mostBytes }),
      guardOneRow('evidence_quota'),
      idempotency.row(answer),
    ])
  } catch (error) {
    const failure = constraintFailure(error)
    // Refused: nothing names it. After any other error nobody knows whether the row is there.
    if (failure) await blobs.remove(key)
    if (failure?.name === 'guards_hold') throw new Failure('too_many_requests', { limit: mostFiles })
    throw error
  }
  return new Encoded(answer)
}

const { bytesPerFile, filesPerOrder, bytesPerOrder, videoBytes, videosPerOrder } = evidenceLimits
const fileLimits = { perFile: bytesPerFile, mostFiles: filesPerOrder, mostBytes: bytesPerOrder }
const videoLimits = { perFile: videoBytes, mostFiles: videosPerOrder, mostBytes: videosPerOrder * videoBytes }
