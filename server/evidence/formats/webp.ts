import { type ByteReader, byteReader, joinBytes } from '../byte-reader.ts'
import { type Judgement, refuseFile } from '../judged-file.ts'

const keptChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that announce Exif and XMP. */
const metadataFlags = 0x0c

/** Follows the chunks of a RIFF container (RFC 9649); what lies behind its stated size is left behind. */
export function judgeWebp(bytes: Uint8Array<ArrayBuffer>): Judgement {
  const read = byteReader(bytes)
  const stated = read.u32le(4)
  if (stated === undefined || stated + 8 > read.length) return refuseFile('truncated')
  const end = stated + 8
  const kept: Uint8Array[] = []
  let size: { width: number; height: number } | undefined
  for (let at = 12; at < end; ) {
    const name = read.text(at, 4)
    const length = read.u32le(at + 4)
    if (length === undefined || at + 8 + length > end) return refuseFile('truncated')
    const next = at + 8 + length + (length % 2)
    size ??= sizeOf(read, name, at + 8)
    if (keptChunks.has(name)) {
      const chunk = padded(bytes.subarray(at, at + 8 + length))
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~metadataFlags
      kept.push(chunk)
    }
    at = next
  }
  if (!size || size.width === 0 || size.height === 0) return refuseFile('malformed')
  if (!kept.some((chunk) => chunk[0] === 0x56 || chunk[0] === 0x41)) return refuseFile('malformed')
  const body = joinBytes(kept)
  const header = new Uint8Array(12)
  header.set(bytes.subarray(0, 12))
  new DataView(header.buffer).setUint32(4, body.length + 4, true)
  return { type: 'image/webp', bytes: joinBytes([header, body]), ...size }
}

function sizeOf(read: ByteReader, name: string, at: number): { width: number; height: number } | undefined {
  if (name === 'VP8X') return { width: (read.u24le(at + 4) ?? -1) + 1, height: (read.u24le(at + 7) ?? -1) + 1 }
  if (name === 'VP8 ' && read.text(at + 3, 3) === '\x9d\x01\x2a') {
    return { width: (read.u16le(at + 6) ?? 0) & 0x3fff, height: (read.u16le(at + 8) ?? 0) & 0x3fff }
  }
  if (name === 'VP8L' && read.u8(at) === 0x2f) {
    const bits = read.u32le(at + 1) ?? 0
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  return undefined
}

function padded(chunk: Uint8Array): Uint8Array {
  const even = new Uint8Array(chunk.length + (chunk.length % 2))
  even.set(chunk)
  return even
}
