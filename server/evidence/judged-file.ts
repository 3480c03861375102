import type { EvidenceType } from './limits.ts'

/** Why a file is not taken. `unknown_format`: none that we show; the rest: it claims to be one and is not sound. */
export type FileRefusal = 'empty' | 'unknown_format' | 'truncated' | 'malformed' | 'too_many_pixels' | 'active_content'

/** A file whose structure was followed to its end: what lies outside it, and where it was taken, is gone. */
export interface JudgedFile {
  type: EvidenceType
  bytes: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

export type Judgement = JudgedFile | { refused: FileRefusal }

export function refuseFile(refused: FileRefusal): Judgement {
  return { refused }
}
