import { Failure } from '../failure.ts'
import type { IncomingFile } from '../http/incoming-file.ts'
import { sha256Hex } from '../platform/hmac.ts'
import type { Blobs } from '../platform/ports.ts'
import { joinBytes } from './byte-reader.ts'
import { judgeFile } from './judge-file.ts'
import { type EvidenceType, evidenceLimits, type VideoType } from './limits.ts'
import { watchVideo } from './watch-video.ts'

export interface KeptFile {
  type: EvidenceType | VideoType
  bytes: number
  sha256: string
}

/** Photos and documents are held whole and written anew. @throws Failure unsupported_media_type, payload_too_large */
export async function keepPhoto(blobs: Blobs, key: string, file: IncomingFile): Promise<KeptFile> {
  const pieces: Uint8Array[] = []
  for await (const piece of file.pieces(evidenceLimits.bytesPerFile)) pieces.push(piece)
  const judged = judgeFile(joinBytes(pieces))
  if ('refused' in judged) throw new Failure('unsupported_media_type', { detail: { why: judged.refused } })
  const { type, bytes } = judged
  await blobs.put(key, bytes, type)
  return { type, bytes: bytes.length, sha256: await sha256Hex(bytes) }
}

/** A video is judged as it passes, and loses in its place what must go. @throws Failure, as watchVideo and IncomingFile do */
export async function keepVideo(blobs: Blobs, key: string, file: IncomingFile, type: VideoType): Promise<KeptFile> {
  const watch = watchVideo(type)
  let bytes = 0
  const passing = async function* () {
    for await (const piece of file.pieces(evidenceLimits.videoBytes)) {
      watch.push(piece)
      bytes += piece.length
      yield piece
    }
  }
  const sha256 = await blobs.keep(key, passing(), type, () => watch.end().edits)
  return { type, bytes, sha256 }
}
