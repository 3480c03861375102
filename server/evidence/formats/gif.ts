import { type ByteReader, byteReader, joinBytes } from '../byte-reader.ts'
import { type Judgement, refuseFile } from '../judged-file.ts'

const IMAGE = 0x2c
const EXTENSION = 0x21
const TRAILER = 0x3b
const COMMENT = 0xfe
const APPLICATION = 0xff

/** Follows the blocks (GIF89a) to the trailer; comments and applications' data, but the loop count, are left behind. */
export function judgeGif(bytes: Uint8Array<ArrayBuffer>): Judgement {
  const read = byteReader(bytes)
  const width = read.u16le(6)
  const height = read.u16le(8)
  const flags = read.u8(10)
  if (flags === undefined) return refuseFile('truncated')
  if (!width || !height) return refuseFile('malformed')
  let at = 13 + paletteBytes(flags)
  const kept: Uint8Array[] = [bytes.subarray(0, at)]
  let hasPicture = false
  for (;;) {
    const kind = read.u8(at)
    if (kind === undefined) return refuseFile('truncated')
    if (kind === TRAILER) break
    const end = kind === IMAGE ? endOfImage(read, at) : kind === EXTENSION ? endOfBlocks(read, at + 2) : -1
    if (end === -1) return refuseFile('malformed')
    if (end === undefined) return refuseFile('truncated')
    if (kind === IMAGE) hasPicture = true
    if (kind === IMAGE || isKeptExtension(read, at)) kept.push(bytes.subarray(at, end))
    at = end
  }
  if (!hasPicture) return refuseFile('malformed')
  return { type: 'image/gif', bytes: joinBytes([...kept, Uint8Array.of(TRAILER)]), width, height }
}

function paletteBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function endOfImage(read: ByteReader, at: number): number | undefined {
  const flags = read.u8(at + 9)
  return flags === undefined ? undefined : endOfBlocks(read, at + 10 + paletteBytes(flags) + 1)
}

function endOfBlocks(read: ByteReader, from: number): number | undefined {
  let at = from
  for (;;) {
    const length = read.u8(at)
    if (length === undefined) return undefined
    at += length + 1
    if (length === 0) return at
  }
}

function isKeptExtension(read: ByteReader, at: number): boolean {
  const label = read.u8(at + 1)
  if (label === APPLICATION) return read.text(at + 3, 11) === 'NETSCAPE2.0'
  return label !== COMMENT
}
