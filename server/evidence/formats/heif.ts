import { type ByteReader, byteReader } from '../byte-reader.ts'
import { type Judgement, refuseFile } from '../judged-file.ts'

/** Major brands of still pictures; a video begins with the same box. */
const brands: Record<string, 'image/heic' | 'image/avif'> = {
  heic: 'image/heic',
  heix: 'image/heic',
  heim: 'image/heic',
  heis: 'image/heic',
  mif1: 'image/heic',
  avif: 'image/avif',
}
const topLevel = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip', 'idat'])

interface Box {
  name: string
  /** Of its content. */
  start: number
  end: number
}

interface Extent {
  from: number
  to: number
}

/**
 * Follows the boxes of a still picture (ISO/IEC 14496-12 and 23008-12). Exif and XMP items stay where they are, because
 * everything else is found by offset, and are overwritten with zeros, like free space.
 */
export function judgeHeif(original: Uint8Array<ArrayBuffer>): Judgement {
  const bytes = original.slice()
  const read = byteReader(bytes)
  const boxes = boxesIn(read, 0, read.length)
  if (!boxes) return refuseFile('truncated')
  if (boxes.some(({ name }) => !topLevel.has(name))) return refuseFile('malformed')
  const type = brandOf(read, boxes[0])
  const meta = boxes.find(({ name }) => name === 'meta')
  const parts = meta && boxesIn(read, meta.start + 4, meta.end)
  if (!type || !parts || !boxes.some(({ name }) => name === 'mdat' || name === 'idat')) return refuseFile('malformed')
  const size = largestSize(read, parts)
  if (!size) return refuseFile('malformed')
  for (const box of boxes) if (box.name === 'free' || box.name === 'skip') bytes.fill(0, box.start, box.end)
  const metadata = metadataItems(read, parts)
  const extents = metadata.size === 0 ? [] : extentsOf(read, parts, metadata)
  const stores = [...boxes, ...parts].filter(({ name }) => name === 'mdat' || name === 'idat')
  const isStored = ({ from, to }: Extent) => stores.some(({ start, end }) => from >= start && to <= end)
  if (!extents?.every(isStored)) return refuseFile('malformed')
  for (const { from, to } of extents) bytes.fill(0, from, to)
  return { type, bytes, ...size }
}

function boxesIn(read: ByteReader, from: number, to: number): Box[] | undefined {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    let length = read.u32(at)
    if (length === undefined) return undefined
    let start = at + 8
    if (length === 1) {
      if (read.u32(at + 8) !== 0) return undefined
      length = read.u32(at + 12) ?? 0
      start = at + 16
    }
    const end = length === 0 ? to : at + length
    if (end < start || end > to) return undefined
    boxes.push({ name: read.text(at + 4, 4), start, end })
    at = end
  }
  return boxes
}

function brandOf(read: ByteReader, box: Box | undefined): 'image/heic' | 'image/avif' | undefined {
  if (box?.name !== 'ftyp') return undefined
  const major = read.text(box.start, 4)
  if (major !== 'mif1') return brands[major]
  const compatible = read.text(box.start + 8, box.end - box.start - 8)
  return compatible.includes('avif') ? 'image/avif' : 'image/heic'
}

/** Of all items: tiles are small, the picture they make is what a viewer unpacks. */
function largestSize(read: ByteReader, parts: Box[]): { width: number; height: number } | undefined {
  const properties = parts.find(({ name }) => name === 'iprp')
  const container = properties && boxesIn(read, properties.start, properties.end)?.find(({ name }) => name === 'ipco')
  const sizes = (container && boxesIn(read, container.start, container.end)) ?? []
  let largest: { width: number; height: number } | undefined
  for (const { name, start } of sizes) {
    if (name !== 'ispe') continue
    const width = read.u32(start + 4) ?? 0
    const height = read.u32(start + 8) ?? 0
    if (width === 0 || height === 0) return undefined
    if (!largest || width * height > largest.width * largest.height) largest = { width, height }
  }
  return largest
}

/** Ids of items that hold Exif, or XMP (a `mime` item). */
function metadataItems(read: ByteReader, parts: Box[]): Set<number> {
  const ids = new Set<number>()
  const list = parts.find(({ name }) => name === 'iinf')
  if (!list) return ids
  const entries = boxesIn(read, list.start + (read.u8(list.start) === 0 ? 6 : 8), list.end) ?? []
  for (const { name, start } of entries) {
    const version = read.u8(start) ?? 0
    if (name !== 'infe' || version < 2) continue
    const id = version === 2 ? read.u16(start + 4) : read.u32(start + 4)
    const kind = read.text(start + (version === 2 ? 8 : 10), 4)
    if (id !== undefined && (kind === 'Exif' || kind === 'mime')) ids.add(id)
  }
  return ids
}

/** Where the items' bytes are, by `iloc`; undefined when that cannot be said. */
function extentsOf(read: ByteReader, parts: Box[], items: Set<number>): Extent[] | undefined {
  const box = parts.find(({ name }) => name === 'iloc')
  if (!box) return undefined
  const version = read.u8(box.start) ?? 0
  const sizes = read.u16(box.start + 4)
  if (sizes === undefined || version > 2) return undefined
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version === 0 ? 0 : sizes & 15
  const internal = parts.find(({ name }) => name === 'idat')
  let at = box.start + 6
  const number = (size: number): number => {
    let value = 0
    for (let index = 0; index < size; index += 1) value = value * 256 + (read.u8(at + index) ?? Number.NaN)
    at += size
    return value
  }
  const extents: Extent[] = []
  const count = number(version < 2 ? 2 : 4)
  for (let item = 0; item < count; item += 1) {
    const id = number(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : number(2) & 15
    at += 2
    const base = number(baseSize)
    const pieces = number(2)
    if (!Number.isFinite(pieces) || at > box.end) return undefined
    for (let piece = 0; piece < pieces; piece += 1) {
      at += indexSize
      const from = base + number(offsetSize) + (method === 1 ? (internal?.start ?? Number.NaN) : 0)
      const length = number(lengthSize)
      if (!items.has(id)) continue
      const to = length === 0 ? read.length : from + length
      if (method > 1 || !(to <= read.length)) return undefined
      extents.push({ from, to })
    }
  }
  return extents
}
