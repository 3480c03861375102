import { Failure } from '../failure.ts'
import { type Following, follow, Unsound } from './formats/following.ts'
import { followMp4, mp4TypeOf } from './formats/mp4.ts'
import { followWebm, isWebm } from './formats/webm.ts'
import type { FileRefusal, JudgedVideo } from './judged-file.ts'
import { evidenceLimits, type VideoType } from './limits.ts'

/** Which video these first bytes begin; undefined for what is none of ours. */
export function videoTypeOf(head: Uint8Array): VideoType | undefined {
  return isWebm(head) ? 'video/webm' : mp4TypeOf(head)
}

export interface VideoWatch {
  /** @throws Failure unsupported_media_type, as soon as it is known */
  push(piece: Uint8Array): void
  /** @throws Failure unsupported_media_type */
  end(): JudgedVideo
}

/**
 * Judges a video while it passes, by its structure alone. A refusal says why (detail.why), and for what is not sound which
 * part of it (detail.what) and at which byte (detail.at).
 */
export function watchVideo(type: VideoType): VideoWatch {
  const following: Following<JudgedVideo> = type === 'video/webm' ? followWebm() : followMp4(type)
  const watched = follow(following)
  return {
    push: (piece) => refusing(() => watched.push(piece)),
    end: () => withinLimits(refusing(watched.end)),
  }
}

function refusing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Unsound) throw refusal(error.why, { what: error.what, at: error.at })
    throw error
  }
}

function withinLimits(video: JudgedVideo): JudgedVideo {
  const { videoSeconds, videoPixels } = evidenceLimits
  if (video.seconds > videoSeconds) throw refusal('too_long', { seconds: Math.ceil(video.seconds) }, videoSeconds)
  if (video.width * video.height > videoPixels) throw refusal('too_many_pixels', {}, videoPixels)
  return video
}

function refusal(why: FileRefusal, more: Record<string, string | number>, limit?: number): Failure {
  return new Failure('unsupported_media_type', { limit, detail: { why, ...more } })
}
