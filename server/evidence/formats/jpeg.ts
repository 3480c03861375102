import { type ByteReader, byteReader, joinBytes } from '../byte-reader.ts'
import { type Judgement, refuseFile } from '../judged-file.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef
const COM = 0xfe

/**
 * Follows the segments (ITU-T T.81 annex B) to the end marker. Kept: what draws the picture, JFIF, Adobe's colour
 * transform, ICC profiles, and the orientation. Every other application segment and comment goes, GPS with it.
 */
export function judgeJpeg(bytes: Uint8Array<ArrayBuffer>): Judgement {
  const read = byteReader(bytes)
  if (read.u8(1) !== SOI) return refuseFile('malformed')
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | undefined
  let orientation: number | undefined
  let hasScan = false
  let at = 2
  for (;;) {
    if (read.u8(at) !== 0xff) return refuseFile(at >= read.length ? 'truncated' : 'malformed')
    while (read.u8(at + 1) === 0xff) at += 1
    const marker = read.u8(at + 1)
    if (marker === undefined) return refuseFile('truncated')
    if (marker === EOI) break
    const length = read.u16(at + 2)
    if (length === undefined || at + 2 + length > read.length) return refuseFile('truncated')
    if (length < 2 || marker < 0xc0) return refuseFile('malformed')
    const end = at + 2 + length
    if (isFrame(marker)) {
      const height = read.u16(at + 5)
      const width = read.u16(at + 7)
      if (!width || !height || length < 8) return refuseFile('malformed')
      size = { width, height }
    }
    if (marker === APP1) orientation ??= orientationOf(read, at + 4, end)
    if (isKept(marker, read, at)) kept.push(bytes.subarray(at, end))
    at = end
    if (marker === SOS) {
      if (!size) return refuseFile('malformed')
      hasScan = true
      const scanEnd = endOfScan(bytes, at)
      if (scanEnd === undefined) return refuseFile('truncated')
      kept.push(bytes.subarray(at, scanEnd))
      at = scanEnd
    }
  }
  if (!size || !hasScan) return refuseFile('malformed')
  if (orientation) kept.splice(1, 0, orientationSegment(orientation))
  return { type: 'image/jpeg', bytes: joinBytes([...kept, Uint8Array.of(0xff, EOI)]), ...size }
}

/** SOF0 to SOF15 without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function isKept(marker: number, read: ByteReader, at: number): boolean {
  if (marker === COM) return false
  if (marker < APP0 || marker > APP15) return true
  if (marker === APP2) return read.text(at + 4, 12) === 'ICC_PROFILE\0'
  return marker === APP0 || marker === APP14
}

/** The next marker that is neither a stuffed 0xFF nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return undefined
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return undefined
}

/** Tag 0x0112 of the first directory (Exif 2.32, 4.6.4): 2 to 8, where the picture must be turned. */
function orientationOf(read: ByteReader, start: number, end: number): number | undefined {
  if (read.text(start, 6) !== 'Exif\0\0') return undefined
  const tiff = start + 6
  const order = read.text(tiff, 2)
  if (order !== 'II' && order !== 'MM') return undefined
  const u16 = order === 'II' ? read.u16le : read.u16
  const directory = tiff + ((order === 'II' ? read.u32le(tiff + 4) : read.u32(tiff + 4)) ?? read.length)
  const entries = u16(directory) ?? 0
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > end) return undefined
    if (u16(entry) !== 0x0112) continue
    const value = u16(entry + 8) ?? 1
    return value >= 2 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An Exif segment with the orientation and nothing else. */
function orientationSegment(orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0]
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]
  const directory = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const content = [...exif, ...header, ...directory]
  return Uint8Array.of(0xff, APP1, 0, content.length + 2, ...content)
}
