import { boxesIn, entriesOf, type Mp4Box, type Mp4Part, malformed, oneBox, u64 } from './mp4-boxes.ts'

export interface Mp4Track {
  id: number
  /** `vide`, `soun`, or what is not shown: text, time codes, places. */
  handler: string
  seconds?: number
  width: number
  height: number
  box: Mp4Box
  table: Mp4Box
}

/** @throws Unsound malformed */
export function trackOf(part: Mp4Part, box: Mp4Box): Mp4Track {
  const header = oneBox(part, box, 'tkhd')
  const media = oneBox(part, box, 'mdia')
  const handlerBox = oneBox(part, media, 'hdlr')
  const table = oneBox(part, oneBox(part, media, 'minf'), 'stbl')
  const id = part.u32(header.start + (part.u8(header.start) === 1 ? 20 : 12)) ?? 0
  const handler = part.text(handlerBox.start + 8, 4)
  const track = { id, handler, seconds: secondsOf(part, oneBox(part, media, 'mdhd')), width: 0, height: 0, box, table }
  if (handler !== 'vide') return track
  const entries = oneBox(part, table, 'stsd')
  if (entriesOf(part, entries, entries.start + 4, 86) < 1) throw malformed(part, entries.path, entries.from)
  // Of the first sample entry: 8 bytes of a box, 24 until the size (ISO/IEC 14496-12, 12.1.3).
  const width = part.u16(entries.start + 40) ?? 0
  const height = part.u16(entries.start + 42) ?? 0
  if (width === 0 || height === 0) throw malformed(part, entries.path, entries.from)
  return { ...track, width, height }
}

/** Of `mvhd` and `mdhd`, which begin alike; undefined where it is not said, as in a video that was written live. */
export function secondsOf(part: Mp4Part, box: Mp4Box): number | undefined {
  const isLong = part.u8(box.start) === 1
  const scale = part.u32(box.start + (isLong ? 20 : 12))
  const at = box.start + (isLong ? 24 : 16)
  const length = part.u32(at)
  if (!scale || length === undefined) throw malformed(part, box.path, box.from)
  if (length === 0xffff_ffff) return undefined
  return (isLong ? u64(part, at, box.path) : length) / scale || undefined
}

/** Of a video in fragments, where it knows (`mehd`), in the time of `mvhd`. */
export function extendedSeconds(part: Mp4Part, extended: Mp4Box): number | undefined {
  const box = boxesIn(part, extended).find(({ name }) => name === 'mehd')
  if (!box) return undefined
  const movie = oneBox(part, part.box, 'mvhd')
  const scale = part.u32(movie.start + (part.u8(movie.start) === 1 ? 20 : 12))
  const length = part.u8(box.start) === 1 ? u64(part, box.start + 4, box.path) : part.u32(box.start + 4)
  if (!scale || length === undefined) throw malformed(part, box.path, box.from)
  return length / scale
}
