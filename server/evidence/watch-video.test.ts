import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../failure.ts'
import { applyEdits } from '../platform/edits.ts'
import { box, bytesOf, gif, heic, jpeg, pdf, png, u32, webp } from './evidence.fixtures.ts'
import { evidenceLimits, type VideoType } from './limits.ts'
import { element, fragmentedMp4, mp4, note, secretPlace, unknownLength, webm } from './videos.fixtures.ts'
import { videoTypeOf, watchVideo } from './watch-video.ts'

type Bytes = Uint8Array<ArrayBuffer>

const textOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const realVideo = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../test/fixtures/videos/${name}`, import.meta.url)))

function repeated(part: Bytes, times: number): Bytes {
  const all = new Uint8Array(part.length * times)
  for (let index = 0; index < times; index += 1) all.set(part, index * part.length)
  return all
}

function watched(bytes: Bytes, pieceBytes = bytes.length, type: VideoType | undefined = videoTypeOf(bytes)) {
  if (!type) throw new Error('no video')
  const watch = watchVideo(type)
  for (let at = 0; at < bytes.length; at += pieceBytes) watch.push(bytes.subarray(at, at + pieceBytes))
  return watch.end()
}

/** The file as it is kept. */
function kept(bytes: Bytes): Bytes {
  const copy = bytes.slice()
  applyEdits(watched(bytes).edits, copy, 0)
  return copy
}

function refusalOf(bytes: Bytes): unknown {
  try {
    watched(bytes)
  } catch (error) {
    if (error instanceof Failure) return error.more.detail
    throw error
  }
  return 'taken'
}

const videos = {
  'an MP4': mp4(),
  'a MOV': mp4({ brand: 'qt  ' }),
  'an MP4 in fragments': fragmentedMp4(),
  'a WebM': webm(),
  'a WebM that was recorded live': webm({ isLive: true }),
}
const realVideos = ['clip.mp4', 'clip.mov', 'clip.webm', 'live.mp4'] as const

describe('videos', () => {
  it.each([
    ['clip.mp4', 'video/mp4', 1],
    ['clip.mov', 'video/quicktime', 1],
    ['clip.webm', 'video/webm', 1],
    ['live.mp4', 'video/mp4', 0],
  ] as const)('%s, of a real encoder, is %s', (name, type, seconds) => {
    expect(watched(realVideo(name))).toMatchObject({ type, width: 64, height: 48, seconds })
  })

  it.each(realVideos)('%s loses where it was taken, and nothing of its pictures', (name) => {
    const video = realVideo(name)
    expect(textOf(video)).toContain('51.5074')
    const after = kept(video)
    expect(textOf(after)).not.toMatch(/51\.5074|GPSHOME/)
    expect(after.length).toBe(video.length)
    expect(kept(after)).toEqual(after)
    const changed = video.reduce((sum, byte, at) => sum + (byte === after[at] ? 0 : 1), 0)
    expect(changed).toBeLessThan(700)
  })

  it.each(Object.keys(videos) as (keyof typeof videos)[])(
    '%s loses its track of places, its names and notes',
    (name) => {
      const video = videos[name]
      expect(textOf(video).split(secretPlace).length).toBeGreaterThan(3)
      const text = textOf(kept(video))
      expect(text).not.toContain('GPS')
      expect(text).toContain('PIC1')
      expect(kept(kept(video))).toEqual(kept(video))
    },
  )

  it.each([
    ['moov/udta/©xyz', { inMovie: [box('udta', note('\xa9xyz', [0, 19, 0x15, 0xc7]))] }],
    ['moov/udta/loci', { inMovie: [box('udta', note('loci', u32(0)))] }],
    ['moov/meta with keys', { inMovie: [box('meta', note('keys'), note('ilst'))] }],
    ['moov/trak/udta', { inTrack: [box('udta', note('\xa9xyz'))] }],
    ['moov/trak/meta', { inTrack: [note('meta')] }],
    ['stbl/uuid', { inTable: [note('uuid')] }],
    ['uuid at the top', { top: [note('uuid')] }],
    ['meta at the top', { top: [note('meta')] }],
    ['free space', { top: [note('free'), note('skip'), note('wide')] }],
    ['what a dashboard camera writes', { inMovie: [note('gps ')], top: [note('GPS ')] }],
    ['a box in a box of 64-bit length', { top: [bytesOf(u32(1), 'udta', u32(0), u32(28), secretPlace)] }],
  ] as const)('%s becomes free space', (_, parts) => {
    const video = mp4(parts as never)
    const after = kept(video)
    expect(textOf(after)).not.toContain('GPS')
    expect(textOf(after)).toContain('PIC2')
    expect(after.length).toBe(video.length)
  })

  it('what no picture is made of is empty in the store', () => {
    expect(textOf(mp4())).toContain('left')
    expect(textOf(kept(mp4()))).not.toContain('left')
  })

  it.each([
    ['tags', element([0x12, 0x54, 0xc3, 0x67], secretPlace)],
    ['attachments', element([0x19, 0x41, 0xa4, 0x69], secretPlace)],
    ['chapters', element([0x10, 0x43, 0xa7, 0x70], secretPlace)],
    ['what nobody knows', element([0x4f, 0xff], secretPlace)],
    ['a long one', element([0x12, 0x54, 0xc3, 0x67], secretPlace, ' '.repeat(500))],
    ['free space', element([0xec], secretPlace)],
  ])('%s of a WebM become free space', (_, part) => {
    for (const isLive of [false, true]) {
      const video = webm({ inSegment: [part], isLive })
      const after = kept(video)
      expect(textOf(after)).not.toContain('GPS')
      expect(after.length).toBe(video.length)
    }
  })

  it('pieces of any length are one video', () => {
    for (const video of [...Object.values(videos), ...realVideos.map(realVideo)]) {
      const whole = watched(video)
      for (const pieceBytes of [1, 3, 7, 64, 1000]) expect(watched(video, pieceBytes)).toEqual(whole)
    }
  })
})

describe('what is no video', () => {
  it.each([
    ['JPEG', jpeg()],
    ['PNG', png()],
    ['WebP', webp()],
    ['GIF', gif()],
    ['HEIC', heic()],
    ['AVIF', heic('avif')],
    ['PDF', pdf()],
    ['a sequence of pictures', box('ftyp', 'hevc', u32(0), 'msf1', 'iso8')],
    ['3GP alone', box('ftyp', '3gp4', u32(0), '3gp4')],
    ['Flash', box('ftyp', 'f4v ', u32(0))],
    ['nothing', bytesOf()],
    ['a page', bytesOf('<!doctype html><video src=x>')],
  ])('%s goes another way', (_, bytes) => {
    expect(videoTypeOf(bytes)).toBeUndefined()
  })

  it.each([
    ['an MP4 of its first box alone', box('ftyp', 'isom', u32(0)), { why: 'malformed', what: 'moov', at: 0 }],
    ['an MP4 cut in its store', mp4().slice(0, 60), { why: 'truncated', what: 'box', at: 60 }],
    ['an MP4 cut in its index', mp4().slice(0, -3), { why: 'truncated', what: 'moov', at: 72 }],
    ['sound alone', mp4({ handler: 'soun' }), { why: 'no_picture', what: 'moov', at: 0 }],
    ['no video at all', mp4({ handler: 'text' }), { why: 'no_picture', what: 'moov', at: 0 }],
    [
      'pictures outside of the file',
      mp4({ offset: 1_000_000 }),
      { why: 'malformed', what: 'moov/trak/mdia/minf/stbl/stco', at: 'stco' },
    ],
    [
      'pictures in the head',
      mp4({ offset: 4 }),
      { why: 'malformed', what: 'moov/trak/mdia/minf/stbl/stco', at: 'stco' },
    ],
    [
      'pictures longer than the store',
      mp4({ sampleSize: 900 }),
      { why: 'malformed', what: 'moov/trak/mdia/minf/stbl/stco', at: 'stco' },
    ],
    [
      'a video that lies elsewhere',
      mp4({ selfContained: false }),
      { why: 'malformed', what: 'moov/trak/mdia/minf/dinf/dref/url ', at: 'url ' },
    ],
    ['no size', mp4({ width: 0 }), { why: 'malformed', what: 'moov/trak/mdia/minf/stbl/stsd', at: 'stsd' }],
    [
      'a box longer than its own',
      mp4({ inTrack: [bytesOf(u32(999), 'udta')] }),
      { why: 'malformed', what: 'moov/trak/udta', at: 'udta' },
    ],
    [
      'a box of no length',
      mp4({ inTrack: [bytesOf(u32(3), 'udta')] }),
      { why: 'malformed', what: 'moov/trak/udta', at: 'udta' },
    ],
    ['two indexes', bytesOf(mp4(), box('moov')), { why: 'malformed', what: 'moov', at: 'moov' }],
    [
      'an index of 2 GB',
      bytesOf(box('ftyp', 'isom', u32(0)), u32(2 ** 31), 'moov'),
      { why: 'too_complex', what: 'moov', at: 16 },
    ],
    [
      'a store of 16 EB',
      bytesOf(box('ftyp', 'isom', u32(0)), u32(1), 'mdat', u32(0xffff_ffff), u32(8)),
      { why: 'malformed', what: 'mdat', at: 16 },
    ],
    ['more than it is long', mp4({ seconds: 301 }), { why: 'too_long', seconds: 301 }],
    ['more than anybody shows', mp4({ width: 9000, height: 9000 }), { why: 'too_many_pixels' }],
    ['Matroska', webm({ docType: 'matroska' }), { why: 'unknown_format', what: 'DocType', at: 5 }],
    ['a WebM cut off', webm().slice(0, -3), { why: 'truncated', what: 'element', at: webm().length - 3 }],
    ['a WebM of an hour', webm({ duration: 3_600_000 }), { why: 'too_long', seconds: 3600 }],
    ['a WebM with time running back', webm({ duration: -5 }), { why: 'malformed', what: 'element 4489', at: 36 }],
    ['a WebM followed by a page', bytesOf(webm(), '<html>'), { why: 'malformed', what: 'element', at: webm().length }],
    ['a WebM without a size', webm({ width: 0 }), { why: 'no_picture', what: 'element 1654AE6B', at: 12 }],
    [
      'pictures before the tracks',
      bytesOf([0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0x85, 0x1f, 0x43, 0xb6, 0x75, 0x80]),
      { why: 'malformed', what: 'element 1F43B675', at: 10 },
    ],
  ])('%s is refused, with what and where', (_, bytes, detail) => {
    const { at } = detail as { at?: unknown }
    // Of a box by its name: where it begins; of an offset, where it is written.
    const place =
      typeof at === 'string'
        ? {
            at: (at === 'moov' ? textOf(bytes).lastIndexOf(at) : textOf(bytes).indexOf(at)) + (at === 'stco' ? 12 : -4),
          }
        : {}
    expect(refusalOf(bytes)).toEqual({ ...detail, ...place })
  })

  it('is known as soon as it is there, before the rest comes', () => {
    const watch = watchVideo('video/mp4')
    expect(() => watch.push(bytesOf(box('ftyp', 'isom', u32(0)), u32(3), 'moov', u32(0), u32(0)))).toThrow(Failure)
  })

  it.each([
    ['boxes', bytesOf(box('ftyp', 'isom', u32(0)), repeated(box('junk'), 30_000))],
    ['stores', bytesOf(box('ftyp', 'isom', u32(0)), repeated(box('mdat'), 310_000))],
    ['notes in an index', mp4({ inMovie: [repeated(box('junk'), 5000)] })],
    ['elements', webm({ inSegment: [repeated(element([0x4f, 0xff]), 30_000)] })],
    [
      'times',
      webm({
        inSegment: [bytesOf([0x1f, 0x43, 0xb6, 0x75], unknownLength), repeated(element([0xe7]), 310_000)],
        isLive: true,
      }),
    ],
  ])('so many empty %s are refused that they would keep the server busy', (_, bytes) => {
    expect(refusalOf(bytes)).toMatchObject({ why: 'too_complex' })
  })

  it('never fails otherwise, whatever is altered, cut or made up, and what it keeps it keeps again', () => {
    const sources = [...Object.values(videos), ...realVideos.map(realVideo)]
    const altered = fc
      .tuple(fc.constantFrom(...sources), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }), fc.nat())
      .map(([video, changes, cut]) => {
        const copy = video.slice(0, video.length - (cut % 3 === 0 ? cut % video.length : 0))
        for (const [at, value] of changes) copy[at % copy.length] = value
        return copy
      })
    fc.assert(
      fc.property(altered, fc.constantFrom<VideoType>('video/mp4', 'video/webm'), (bytes, other) => {
        const type = videoTypeOf(bytes) ?? other
        try {
          const { edits, seconds, width, height } = watched(bytes, 97, type)
          expect(seconds).toBeLessThanOrEqual(evidenceLimits.videoSeconds)
          expect(width * height).toBeGreaterThan(0)
          const copy = bytes.slice()
          applyEdits(edits, copy, 0)
          const again = copy.slice()
          applyEdits(watched(copy, 97, type).edits, again, 0)
          expect(again).toEqual(copy)
        } catch (error) {
          if (!(error instanceof Failure)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})
