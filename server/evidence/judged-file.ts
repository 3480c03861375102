import type { Edit } from '../platform/edits.ts'
import type { EvidenceType, VideoType } from './limits.ts'

/** Why a file is not taken. `unknown_format`: none that we show; the rest: it claims to be one and is not sound. */
export type FileRefusal =
  | 'empty'
  | 'unknown_format'
  | 'truncated'
  | 'malformed'
  | 'too_many_pixels'
  | 'active_content'
  | 'too_complex'
  | 'too_long'
  | 'no_picture'

/** A file whose structure was followed to its end: what lies outside it, and where it was taken, is gone. */
export interface JudgedFile {
  type: EvidenceType
  bytes: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

/** A video that stays where it is stored: what must go from it is written over. */
export interface JudgedVideo {
  type: VideoType
  edits: readonly Edit[]
  width: number
  height: number
  /** As it says of itself; 0 where it does not. */
  seconds: number
}

export type Judgement = JudgedFile | { refused: FileRefusal }

export function refuseFile(refused: FileRefusal): Judgement {
  return { refused }
}
