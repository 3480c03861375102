import type { Edit } from '../../platform/edits.ts'
import { byteReader } from '../byte-reader.ts'
import type { JudgedVideo } from '../judged-file.ts'
import { type Following, take, takeHead, Unsound } from './following.ts'
import { boxesIn, type Mp4Box, type Mp4Part, malformed, mp4Part, oneBox, printable } from './mp4-boxes.ts'
import { addFragment, type SampleDefaults, sampleDefaults, trackOfFragment } from './mp4-fragments.ts'
import { addChunks } from './mp4-samples.ts'
import { extendedSeconds, type Mp4Track, secondsOf, trackOf } from './mp4-tracks.ts'
import { Spans } from './spans.ts'

/** Of phones and cameras; 3GP, M4A and F4V without one of these are not played everywhere. */
const mp4Brands = new Set([
  ...['isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'iso7', 'iso8', 'iso9'],
  ...['mp41', 'mp42', 'avc1', 'hvc1', 'M4V ', 'M4VP', 'M4VH'],
])
const quickTime = 'qt  '
/** Indexes of an hour are about so long; the video itself is never held. */
const mostHeldBytes = 4 * 1_048_576

const keptAbove = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx'])
/** What plays the video. All else goes: `udta`, `meta` and `uuid` say where it was taken, and so may what nobody knows. */
const keptIn: Record<string, ReadonlySet<string>> = {
  moov: new Set(['mvhd', 'trak', 'mvex']),
  mvex: new Set(['mehd', 'trex']),
  trak: new Set(['tkhd', 'edts', 'mdia']),
  mdia: new Set(['mdhd', 'hdlr', 'minf']),
  minf: new Set(['vmhd', 'smhd', 'hdlr', 'dinf', 'stbl']),
  stbl: new Set('stsd stts ctts cslg stss stps stsc stsz stz2 stco co64 sdtp sbgp sgpd padb'.split(' ')),
  moof: new Set(['mfhd', 'traf']),
  traf: new Set(['tfhd', 'tfdt', 'trun', 'sdtp', 'sbgp', 'sgpd']),
}

interface Video {
  edits: Edit[]
  spans: Spans
  stores: { start: number; end: number }[]
  /** Undefined until `moov` came. */
  shown?: { tracks: Mp4Track[]; ids: ReadonlySet<number>; defaults: SampleDefaults; seconds: number }
}

/** The first bytes of an MP4 or QuickTime video, by its brands; undefined for pictures and whatever else begins so. */
export function mp4TypeOf(head: Uint8Array): 'video/mp4' | 'video/quicktime' | undefined {
  const read = byteReader(head)
  if (read.text(4, 4) !== 'ftyp') return undefined
  const major = read.text(8, 4)
  if (major === quickTime) return 'video/quicktime'
  if (mp4Brands.has(major)) return 'video/mp4'
  const end = Math.min(read.u32(0) ?? 0, 256)
  const others = Array.from({ length: Math.max(0, (end - 16) >> 2) }, (_, index) => read.text(16 + index * 4, 4))
  if (others.some((brand) => brand === 'mif1' || brand === 'msf1')) return undefined
  return others.some((brand) => mp4Brands.has(brand)) ? 'video/mp4' : undefined
}

/**
 * Follows the boxes of a video (ISO/IEC 14496-12) to its end. Everything is found by its place, so nothing moves: boxes that
 * do not play it become free space, and every byte of the store that no picture or sound is made of becomes zero, tracks of
 * places among them. @throws Unsound
 */
export function* followMp4(type: 'video/mp4' | 'video/quicktime'): Following<JudgedVideo> {
  const video: Video = { edits: [], spans: new Spans(), stores: [] }
  for (let at = 0; ; ) {
    const head = yield* takeHead(at, 16, 'box')
    if (!head) break
    const read = byteReader(head)
    const name = read.text(4, 4)
    const short = read.u32(0)
    const isLong = short === 1
    const start = at + (isLong ? 16 : 8)
    if (head.length < start - at) throw new Unsound('truncated', 'box', at)
    const length = isLong ? (read.u32(8) ?? 0) * 2 ** 32 + (read.u32(12) ?? 0) : short
    if (length === undefined || (at === 0) !== (name === 'ftyp')) throw new Unsound('malformed', printable(name), at)
    const end = length === 0 ? yield* endOfFile() : at + length
    if (length === 0 && name !== 'mdat') throw new Unsound('malformed', printable(name), at)
    if (end < start || !Number.isSafeInteger(end)) throw new Unsound('malformed', printable(name), at)
    if (name === 'mdat') video.stores.push({ start, end })
    else if (name === 'moov' || name === 'moof') {
      if (end - at > mostHeldBytes) throw new Unsound('too_complex', name, at)
      const part = mp4Part(yield* take(at, length, name), at, name, start - at)
      if (name === 'moov') readMovie(part, video)
      else readFragment(part, video)
    } else if (!keptAbove.has(name)) free(video, at, start, end)
    at = end
  }
  const { shown, spans, edits } = video
  if (!shown) throw new Unsound('malformed', 'moov', 0)
  const [picture] = shown.tracks.filter(({ handler }) => handler === 'vide').toSorted((a, b) => area(b) - area(a))
  if (!picture || spans.isEmpty) throw new Unsound('no_picture', 'moov', 0)
  for (const edit of spans.elsewhereIn(video.stores)) edits.push(edit)
  if (edits.length > mostEdits) throw new Unsound('too_complex', 'mdat', 0)
  return { type, edits, width: picture.width, height: picture.height, seconds: shown.seconds }
}

/** A last box may say that it is as long as the file. */
function* endOfFile(): Following<number> {
  const { total } = yield { at: Number.MAX_SAFE_INTEGER, length: 1 }
  return total ?? Number.NaN
}

function readMovie(part: Mp4Part, video: Video): void {
  if (video.shown) throw malformed(part, 'moov', 0)
  const tracks: Mp4Track[] = []
  for (const box of boxesIn(part, part.box).filter(({ name }) => name === 'trak')) {
    const track = trackOf(part, box)
    if (track.handler === 'vide' || track.handler === 'soun') {
      requireOwnData(part, track)
      addChunks(part, track, video.spans)
      clearName(part, track, video)
      tracks.push(track)
    } else freeWithin(part, video, box)
  }
  keepKnown(part, part.box, video, new Set(tracks.map(({ box }) => box.from)))
  const live = boxesIn(part, part.box).find(({ name }) => name === 'mvex')
  const said = [
    secondsOf(part, oneBox(part, part.box, 'mvhd')),
    live && extendedSeconds(part, live),
    ...tracks.map(({ seconds }) => seconds),
  ]
  video.shown = {
    tracks,
    ids: new Set(tracks.map(({ id }) => id)),
    defaults: live ? sampleDefaults(part, live) : new Map(),
    seconds: Math.max(0, ...said.map((each) => each ?? 0)),
  }
}

/** Tracks that were freed stay freed; of the others only what plays them is kept. */
function keepKnown(part: Mp4Part, outer: Mp4Box, video: Video, tracks: ReadonlySet<number>): void {
  for (const box of boxesIn(part, outer)) {
    if (!keptIn[outer.name]?.has(box.name)) freeWithin(part, video, box)
    else if (keptIn[box.name] && (box.name !== 'trak' || tracks.has(box.from))) keepKnown(part, box, video, tracks)
  }
}

function readFragment(part: Mp4Part, video: Video): void {
  const { shown } = video
  if (!shown) throw malformed(part, 'moof', 0)
  let previousEnd = part.at
  for (const box of boxesIn(part, part.box)) {
    if (box.name !== 'traf') {
      if (!keptIn.moof?.has(box.name)) freeWithin(part, video, box)
      continue
    }
    const isShown = shown.ids.has(trackOfFragment(part, box))
    const spans = isShown ? video.spans : undefined
    previousEnd = addFragment(part, box, { defaults: shown.defaults, previousEnd, spans })
    if (isShown) keepKnown(part, box, video, new Set())
    else freeWithin(part, video, box)
  }
}

/** Nothing of a video is fetched from elsewhere when it is played. */
function requireOwnData(part: Mp4Part, track: Mp4Track): void {
  const media = oneBox(part, oneBox(part, track.box, 'mdia'), 'minf')
  const references = oneBox(part, oneBox(part, media, 'dinf'), 'dref')
  for (const { start, path, from } of boxesIn(part, references, 8)) {
    if (((part.u32(start) ?? 0) & 1) !== 1) throw malformed(part, path, from)
  }
}

/** A handler's name is free text. */
function clearName(part: Mp4Part, track: Mp4Track, video: Video): void {
  const { start, end } = oneBox(part, oneBox(part, track.box, 'mdia'), 'hdlr')
  if (end > start + 24) video.edits.push({ from: part.at + start + 24, to: part.at + end })
}

function freeWithin(part: Mp4Part, video: Video, box: Mp4Box): void {
  free(video, part.at + box.from, part.at + box.start, part.at + box.end)
}

const freeName = Uint8Array.from('free', (character) => character.charCodeAt(0))
const mostEdits = 20_000

function free({ edits }: Video, at: number, start: number, end: number): void {
  if (edits.length > mostEdits) throw new Unsound('too_complex', 'box', at)
  edits.push({ from: at + 4, to: at + 8, bytes: freeName })
  if (end > start) edits.push({ from: start, to: end })
}

function area({ width, height }: Mp4Track): number {
  return width * height
}
