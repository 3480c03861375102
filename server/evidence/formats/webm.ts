import type { Edit } from '../../platform/edits.ts'
import type { JudgedVideo } from '../judged-file.ts'
import { type Following, Unsound } from './following.ts'
import { contentOf, type Element, elementAt, elementsIn, nameOf, numberOf, voidElement } from './webm-elements.ts'

const EBML = 0x1a45dfa3
const DOC_TYPE = 0x4282
const SEGMENT = 0x18538067
const INFO = 0x1549a966
const SCALE = 0x2ad7b1
const DURATION = 0x4489
const TRACKS = 0x1654ae6b
const TRACK = 0xae
const TRACK_NUMBER = 0xd7
const TRACK_TYPE = 0x83
const VIDEO = 0xe0
const WIDTH = 0xb0
const HEIGHT = 0xba
const CLUSTER = 0x1f43b675
const GROUP = 0xa0
const BLOCK = 0xa1
const SIMPLE_BLOCK = 0xa3
const SEEK_HEAD = 0x114d9b74
const CUES = 0x1c53bb6b

/** Of a segment: its own parts, and chapters, attachments, tags. Any of them ends a cluster that does not know its length. */
const segmentParts = new Set([SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, 0x1043a770, 0x1941a469, 0x1254c367])
/** What plays the video. Titles, names of tracks and checksums go, with all that nobody knows. */
const keptInInfo = new Set([SCALE, DURATION, 0x4461, 0x4d80, 0x5741])
const keptInTrack = new Set([
  ...[TRACK_NUMBER, 0x73c5, TRACK_TYPE, 0xb9, 0x88, 0x55aa, 0x9c, 0x23e383, 0x234e7a, 0x22b59c],
  ...[0x86, 0x63a2, 0x56aa, 0x56bb, 0x55ee, VIDEO, 0xe1],
])
const keptInCluster = new Set([0xe7, 0xa7, 0xab, GROUP, SIMPLE_BLOCK])
const keptInGroup = new Set([BLOCK, 0x9b, 0xfb, 0x75a2])

interface Video {
  edits: Edit[]
  /** Numbers of tracks with pictures or sound; undefined until they are told. */
  shown?: Set<number>
  width: number
  height: number
  scale: number
  duration: number
  blocks: number
}

export function isWebm(head: Uint8Array): boolean {
  return head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3
}

/**
 * Follows the elements of a video (RFC 8794, WebM container guidelines) to its end. What does not play it becomes free space
 * where it stands: tags and attachments, and every block of a track that is neither pictures nor sound. @throws Unsound
 */
export function* followWebm(): Following<JudgedVideo> {
  const head = yield* elementAt(0)
  if (head?.id !== EBML) throw new Unsound('malformed', 'EBML', 0)
  yield* elementsIn(head, function* (inner) {
    if (inner.id !== DOC_TYPE) return
    const type = String.fromCharCode(...(yield* contentOf(inner, 64))).replaceAll('\0', '')
    if (type !== 'webm') throw new Unsound('unknown_format', 'DocType', inner.from)
  })
  const segment = yield* elementAt(head.end ?? 0)
  if (segment?.id !== SEGMENT) throw new Unsound('malformed', nameOf(SEGMENT), head.end ?? 0)
  const video: Video = { edits: [], width: 0, height: 0, scale: 1e6, duration: 0, blocks: 0 }
  const end = yield* followSegment(video, segment)
  if (yield* elementAt(end)) throw new Unsound('malformed', 'element', end)
  const { edits, width, height, scale, duration, blocks } = video
  if (width === 0 || height === 0 || blocks === 0) throw new Unsound('no_picture', nameOf(TRACKS), segment.from)
  return { type: 'video/webm', edits, width, height, seconds: (duration * scale) / 1e9 }
}

/** Says where it ended. */
function* followSegment(video: Video, segment: Element): Following<number> {
  const most = segment.end ?? Number.MAX_SAFE_INTEGER
  let at = segment.start
  while (at < most) {
    const part = yield* elementAt(at, most)
    if (!part) break
    if (part.id === CLUSTER) at = yield* followCluster(video, part, most)
    else {
      if (part.end === undefined) throw new Unsound('malformed', nameOf(part.id), at)
      if (part.id === INFO) yield* readInfo(video, part)
      else if (part.id === TRACKS) yield* readTracks(video, part)
      else if (part.id !== SEEK_HEAD && part.id !== CUES) voidElement(video.edits, part)
      at = part.end
    }
  }
  if (segment.end !== undefined && at < segment.end) throw new Unsound('truncated', nameOf(SEGMENT), at)
  return at
}

function* readInfo(video: Video, info: Element): Following<void> {
  yield* elementsIn(info, function* (inner) {
    if (!keptInInfo.has(inner.id)) voidElement(video.edits, inner)
    if (inner.id === SCALE) video.scale = numberOf(yield* contentOf(inner, 8))
    if (inner.id !== DURATION) return
    const bytes = yield* contentOf(inner, 8)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    if (bytes.length !== 4 && bytes.length !== 8) throw new Unsound('malformed', nameOf(DURATION), inner.from)
    video.duration = bytes.length === 4 ? view.getFloat32(0) : view.getFloat64(0)
    if (!(video.duration >= 0)) throw new Unsound('malformed', nameOf(DURATION), inner.from)
  })
}

function* readTracks(video: Video, tracks: Element): Following<void> {
  if (video.shown) throw new Unsound('malformed', nameOf(TRACKS), tracks.from)
  const shown = new Set<number>()
  video.shown = shown
  yield* elementsIn(tracks, function* (track) {
    if (track.id !== TRACK) return voidElement(video.edits, track)
    const told = { number: 0, type: 0, width: 0, height: 0 }
    const edits: Edit[] = []
    yield* elementsIn(track, function* (inner) {
      if (!keptInTrack.has(inner.id)) voidElement(edits, inner)
      if (inner.id === TRACK_NUMBER) told.number = numberOf(yield* contentOf(inner, 8))
      if (inner.id === TRACK_TYPE) told.type = numberOf(yield* contentOf(inner, 8))
      if (inner.id !== VIDEO) return
      yield* elementsIn(inner, function* (size) {
        if (size.id === WIDTH) told.width = numberOf(yield* contentOf(size, 8))
        if (size.id === HEIGHT) told.height = numberOf(yield* contentOf(size, 8))
      })
    })
    if (told.type !== 1 && told.type !== 2) return voidElement(video.edits, track)
    video.edits.push(...edits)
    shown.add(told.number)
    if (told.type === 1 && told.width * told.height > video.width * video.height) Object.assign(video, sizeOf(told))
  })
}

function sizeOf({ width, height }: { width: number; height: number }) {
  return { width, height }
}

/** Says where it ended: one that does not know its length goes on to the next part of the segment. */
function* followCluster(video: Video, cluster: Element, mostEnd: number): Following<number> {
  if (!video.shown) throw new Unsound('malformed', nameOf(CLUSTER), cluster.from)
  const most = cluster.end ?? mostEnd
  let at = cluster.start
  while (at < most) {
    const inner = yield* elementAt(at, most)
    if (!inner) break
    if (cluster.end === undefined && segmentParts.has(inner.id)) return at
    if (inner.end === undefined) throw new Unsound('malformed', nameOf(inner.id), at)
    if (!keptInCluster.has(inner.id)) voidElement(video.edits, inner)
    else if (inner.id === SIMPLE_BLOCK) yield* judgeBlock(video, inner)
    else if (inner.id === GROUP) {
      yield* elementsIn(inner, function* (part) {
        if (!keptInGroup.has(part.id)) voidElement(video.edits, part)
        else if (part.id === BLOCK) yield* judgeBlock(video, part)
      })
    }
    at = inner.end
  }
  if (cluster.end !== undefined && at < cluster.end) throw new Unsound('truncated', nameOf(CLUSTER), at)
  return at
}

function* judgeBlock(video: Video, block: Element): Following<void> {
  const { id, start, end = start } = block
  // Track number, time and flags come before the pictures.
  const head = yield* contentOf({ ...block, end: Math.min(end, start + 8) }, 8)
  const bytes = Math.clz32(head[0] ?? 0) - 23
  if (bytes > 8 || end - start < bytes + 3) throw new Unsound('malformed', nameOf(id), start)
  const number = numberOf(head.subarray(0, bytes)) - 2 ** (7 * bytes)
  video.blocks += 1
  if (!video.shown?.has(number)) voidElement(video.edits, block)
}
