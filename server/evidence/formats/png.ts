import { byteReader, joinBytes } from '../byte-reader.ts'
import { type Judgement, refuseFile } from '../judged-file.ts'

/** What draws the picture, animated or not. Text, times and Exif are left behind. */
const keptChunks = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '))

/** Follows the chunks (PNG, third edition) from IHDR to IEND. */
export function judgePng(bytes: Uint8Array<ArrayBuffer>): Judgement {
  const read = byteReader(bytes)
  const width = read.u32(16)
  const height = read.u32(20)
  if (read.text(12, 4) !== 'IHDR' || read.u32(8) !== 13) return refuseFile('malformed')
  if (!width || !height || read.u32(29) !== crc32(bytes.subarray(12, 29))) return refuseFile('malformed')
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let hasPicture = false
  let at = 8
  for (;;) {
    const length = read.u32(at)
    if (length === undefined || at + 12 + length > read.length) return refuseFile('truncated')
    const name = read.text(at + 4, 4)
    if (!/^[A-Za-z]{4}$/.test(name)) return refuseFile('malformed')
    const end = at + 12 + length
    if (name === 'IDAT') hasPicture = true
    if (keptChunks.has(name)) kept.push(bytes.subarray(at, end))
    at = end
    if (name === 'IEND') break
  }
  if (!hasPicture) return refuseFile('malformed')
  return { type: 'image/png', bytes: joinBytes(kept), width, height }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
