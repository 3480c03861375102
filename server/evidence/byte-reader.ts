/** Big- and little-endian numbers of a file; outside of it they are undefined, so that no check can be forgotten silently. */
export interface ByteReader {
  readonly length: number
  u8(at: number): number | undefined
  u16(at: number): number | undefined
  u32(at: number): number | undefined
  u16le(at: number): number | undefined
  u24le(at: number): number | undefined
  u32le(at: number): number | undefined
  /** As Latin-1; shorter at the end of the file. */
  text(at: number, length: number): string
}

export function byteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fits = (at: number, size: number) => at >= 0 && at + size <= bytes.length
  return {
    length: bytes.length,
    u8: (at) => (fits(at, 1) ? view.getUint8(at) : undefined),
    u16: (at) => (fits(at, 2) ? view.getUint16(at) : undefined),
    u32: (at) => (fits(at, 4) ? view.getUint32(at) : undefined),
    u16le: (at) => (fits(at, 2) ? view.getUint16(at, true) : undefined),
    u24le: (at) => (fits(at, 3) ? view.getUint16(at, true) + view.getUint8(at + 2) * 65_536 : undefined),
    u32le: (at) => (fits(at, 4) ? view.getUint32(at, true) : undefined),
    text: (at, length) => String.fromCharCode(...bytes.subarray(at, Math.min(bytes.length, at + length))),
  }
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
