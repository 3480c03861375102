import { box, bytesOf, u16, u32 } from './evidence.fixtures.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Part = string | number[] | Uint8Array

export const secretPlace = 'GPS 51.5074N'

const u64 = (value: number) => [...u32(Math.floor(value / 2 ** 32)), ...u32(value % 2 ** 32)]
const zeros = (count: number) => Array.from({ length: count }, () => 0)

interface VideoParts {
  brand?: string
  seconds?: number
  width?: number
  height?: number
  /** Instead of the real ones. */
  handler?: string
  sampleSize?: number
  offset?: number
  selfContained?: boolean
  /** Between the boxes at the top, in `moov`, and in the picture's `trak` and `stbl`. */
  top?: Bytes[]
  inMovie?: Bytes[]
  inTrack?: Bytes[]
  inTable?: Bytes[]
}

/**
 * As a phone writes it: pictures, and between them the samples of a track of places; then where all of it lies, and what
 * the phone says of itself. Not for a decoder: each picture is four letters.
 */
export function mp4({ brand = 'isom', top = [], ...parts }: VideoParts = {}): Bytes {
  const ftyp = box('ftyp', brand, u32(512), 'mp42')
  const first = ftyp.length + top.reduce((sum, { length }) => sum + length, 0) + 16
  const stored = bytesOf(
    u32(1),
    'mdat',
    u64(16 + 8 + 2 * secretPlace.length + 4),
    'PIC1',
    secretPlace,
    'PIC2',
    secretPlace,
    'left',
  )
  const second = first + 4 + secretPlace.length
  const pictures = track({ id: 1, handler: 'vide', size: 4, offsets: [first, second], ...parts })
  const places = track({ id: 2, handler: 'meta', size: secretPlace.length, offsets: [first + 4, second + 4] })
  return bytesOf(ftyp, ...top, stored, movie([pictures, places], parts))
}

function movie(tracks: Bytes[], { seconds = 1, inMovie = [] }: VideoParts): Bytes {
  const mvhd = box('mvhd', u32(0), u32(0), u32(0), u32(1000), u32(seconds * 1000), zeros(80))
  return box('moov', mvhd, ...tracks, ...inMovie)
}

interface TrackParts extends VideoParts {
  id: number
  handler: string
  size: number
  offsets: number[]
}

function track(parts: TrackParts): Bytes {
  const { id, handler, size, offsets, width = 64, height = 48, seconds = 1, sampleSize = size } = parts
  const { inTrack = [], inTable = [], selfContained = true, offset } = parts
  const entry = box('avc1', zeros(24), u16(width), u16(height), zeros(50))
  const offsetsKept = offset === undefined ? offsets : [offset, ...offsets.slice(1)]
  const table = box(
    'stbl',
    box('stsd', u32(0), u32(1), entry),
    box('stts', u32(0), u32(1), u32(offsets.length), u32(1)),
    box('stsc', u32(0), u32(1), u32(1), u32(1), u32(1)),
    box('stsz', u32(0), u32(0), u32(offsets.length), ...offsets.map(() => u32(sampleSize))),
    box('stco', u32(0), u32(offsets.length), ...offsetsKept.map(u32)),
    ...inTable,
  )
  const dinf = box('dinf', box('dref', u32(0), u32(1), box('url ', u32(selfContained ? 1 : 0))))
  const media = box(
    'mdia',
    box('mdhd', u32(0), u32(0), u32(0), u32(1000), u32(seconds * 1000), u32(0)),
    box('hdlr', u32(0), u32(0), handler, zeros(12), secretPlace, [0]),
    box('minf', box(handler === 'vide' ? 'vmhd' : 'nmhd', u32(0)), dinf, table),
  )
  return box('trak', box('tkhd', u32(7), u32(0), u32(0), u32(id), zeros(68)), media, ...inTrack)
}

/** A part of the video that plays nothing. */
export function note(name: string, ...content: Part[]): Bytes {
  return box(name, ...content, secretPlace)
}

/** The same video as a recorder writes it while it records: a `moof` before each store. */
export function fragmentedMp4(): Bytes {
  const start = bytesOf(box('ftyp', 'iso5', u32(512), 'mp41'), liveMovie())
  const traf = (id: number, offset: number, size: number) =>
    box(
      'traf',
      box('tfhd', u32(0x02_0000), u32(id)),
      box('tfdt', u32(0), u32(0)),
      box('trun', u32(0x201), u32(1), u32(offset), u32(size)),
      note('udta'),
    )
  const moofOf = (length: number) =>
    box('moof', box('mfhd', u32(0), u32(1)), traf(1, length + 8, 4), traf(2, length + 12, secretPlace.length))
  const moof = moofOf(moofOf(0).length)
  return bytesOf(start, moof, box('mdat', 'PIC1', secretPlace), note('mfra'))
}

function liveMovie(): Bytes {
  const trex = (id: number) => box('trex', u32(0), u32(id), u32(1), u32(0), u32(0), u32(0))
  const tracks = [
    track({ id: 1, handler: 'vide', size: 0, offsets: [] }),
    track({ id: 2, handler: 'meta', size: 0, offsets: [] }),
  ]
  return movie(tracks, { seconds: 0, inMovie: [box('mvex', box('mehd', u32(0), u32(2000)), trex(1), trex(2))] })
}

/** EBML, its length in one byte, or in eight. */
export function element(id: number[], ...content: Part[]): Bytes {
  const inner = bytesOf(...content)
  return bytesOf(id, inner.length < 127 ? [0x80 | inner.length] : [1, ...u64(inner.length).slice(1)], inner)
}

export const unknownLength = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]

interface WebmParts {
  docType?: string
  /** Milliseconds, as the container counts. */
  duration?: number
  width?: number
  inSegment?: Bytes[]
  isLive?: boolean
}

/** Two clusters of pictures on track 1, and of places on track 2. */
export function webm({
  docType = 'webm',
  duration = 1000,
  width = 64,
  inSegment = [],
  isLive = false,
}: WebmParts = {}): Bytes {
  const float = new Uint8Array(8)
  new DataView(float.buffer).setFloat64(0, duration)
  const info = element(
    [0x15, 0x49, 0xa9, 0x66],
    element([0x2a, 0xd7, 0xb1], [0x0f, 0x42, 0x40]),
    element([0x44, 0x89], float),
    element([0x7b, 0xa9], secretPlace),
  )
  const size = element([0xe0], element([0xb0], u16(width)), element([0xba], [48]))
  const pictures = element(
    [0xae],
    element([0xd7], [1]),
    element([0x83], [1]),
    element([0x86], 'V_VP8'),
    element([0x53, 0x6e], secretPlace),
    size,
  )
  const places = element([0xae], element([0xd7], [2]), element([0x83], [0x21]), element([0x86], 'D_WEBVTT/METADATA'))
  const block = (track: number, content: string) => element([0xa3], [0x80 | track, 0, 0, 0x80], content)
  const group = element([0xa0], element([0xa1], [0x82, 0, 0, 0], secretPlace), element([0x75, 0xa1], secretPlace))
  const clusters = [0, 1].map((at) => {
    const inner = bytesOf(element([0xe7], [at]), block(1, `PIC${at}`), block(2, secretPlace), group)
    const id = [0x1f, 0x43, 0xb6, 0x75]
    return isLive ? bytesOf(id, unknownLength, inner) : element(id, inner)
  })
  const body = bytesOf(info, element([0x16, 0x54, 0xae, 0x6b], pictures, places), ...clusters, ...inSegment)
  const head = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], docType))
  const segment = [0x18, 0x53, 0x80, 0x67]
  return isLive ? bytesOf(head, segment, unknownLength, body) : bytesOf(head, element(segment, body))
}
