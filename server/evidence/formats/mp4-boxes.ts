import { type ByteReader, byteReader } from '../byte-reader.ts'
import { Unsound } from './following.ts'

/** A box within a part of the video that is held: places are the part's own; `path` and `place` tell people where it is. */
export interface Mp4Box {
  name: string
  path: string
  from: number
  /** Of its content. */
  start: number
  end: number
}

/** `moov` or `moof`, held whole. */
export interface Mp4Part extends ByteReader {
  /** Of its first byte in the file. */
  at: number
  box: Mp4Box
}

export function mp4Part(bytes: Uint8Array<ArrayBuffer>, at: number, name: string, start: number): Mp4Part {
  return { ...byteReader(bytes), at, box: { name, path: name, from: 0, start, end: bytes.length } }
}

/** In one box. */
const mostBoxes = 4096

/** What lies directly in a box; a few zeros at its end, as QuickTime writes them, are no box. @throws Unsound malformed */
export function boxesIn(part: Mp4Part, outer: Mp4Box, skip = 0): Mp4Box[] {
  const boxes: Mp4Box[] = []
  for (let from = outer.start + skip; from < outer.end; ) {
    if (outer.end - from < 8 && part.text(from, outer.end - from).replaceAll('\0', '') === '') break
    const name = part.text(from + 4, 4)
    const path = `${outer.path}/${printable(name)}`
    const short = part.u32(from)
    const length = short === 1 ? u64(part, from + 8, path) : short
    const start = from + (short === 1 ? 16 : 8)
    if (length === undefined || from + length < start || from + length > outer.end) throw malformed(part, path, from)
    if (boxes.length === mostBoxes) throw new Unsound('too_complex', outer.path, part.at + outer.from)
    boxes.push({ name, path, from, start, end: from + length })
    from += length
  }
  return boxes
}

/** The one box of this name. @throws Unsound malformed */
export function oneBox(part: Mp4Part, outer: Mp4Box, name: string): Mp4Box {
  const found = boxesIn(part, outer).filter((box) => box.name === name)
  const [box] = found
  if (!box || found.length > 1) throw malformed(part, `${outer.path}/${name}`, outer.from)
  return box
}

/** Number of entries at `at`, each of so many bytes, all of which lie in the box. @throws Unsound malformed */
export function entriesOf(part: Mp4Part, box: Mp4Box, at: number, entryBytes: number): number {
  const count = part.u32(at)
  if (count === undefined || at + 4 + count * entryBytes > box.end) throw malformed(part, box.path, box.from)
  return count
}

export function u64(part: Mp4Part, at: number, path: string): number {
  const value = (part.u32(at) ?? Number.NaN) * 2 ** 32 + (part.u32(at + 4) ?? Number.NaN)
  if (!Number.isSafeInteger(value)) throw malformed(part, path, at)
  return value
}

export function malformed(part: Mp4Part, path: string, at: number): Unsound {
  return new Unsound('malformed', path, part.at + at)
}

/** Names are four bytes of a stranger's choice. */
export function printable(name: string): string {
  return name.replace(/[^\w ©-]/g, '?').padEnd(4, '?')
}
