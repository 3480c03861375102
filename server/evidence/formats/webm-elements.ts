import type { Edit } from '../../platform/edits.ts'
import { type Following, take, takeHead, Unsound } from './following.ts'

/** `end` is undefined where the element says that it does not know, as recorders do that write as they go. */
export interface Element {
  id: number
  from: number
  /** Of its content. */
  start: number
  end: number | undefined
}

/** RFC 8794: up to 4 bytes of an id, up to 8 of a length. */
const mostHeadBytes = 12
const mostEdits = 20_000
const voidId = 0xec

/** The element at `at`; undefined where the file ends. @throws Unsound */
export function* elementAt(at: number, most = Number.MAX_SAFE_INTEGER): Following<Element | undefined> {
  const head = yield* takeHead(at, mostHeadBytes, 'element')
  if (!head) return undefined
  const idBytes = Math.clz32(head[0] ?? 0) - 23
  if (idBytes >= head.length) throw new Unsound(idBytes > 4 ? 'malformed' : 'truncated', 'element', at)
  const sizeBytes = Math.clz32(head[idBytes] ?? 0) - 23
  if (idBytes > 4 || sizeBytes > 8) throw new Unsound('malformed', 'element', at)
  if (idBytes + sizeBytes > head.length) throw new Unsound('truncated', 'element', at)
  const id = numberOf(head.subarray(0, idBytes))
  const start = at + idBytes + sizeBytes
  const sized = head.slice(idBytes, idBytes + sizeBytes)
  sized[0] = (sized[0] ?? 0) & (0xff >> sizeBytes)
  const isUnknown = sized.every((byte, index) => byte === (index === 0 ? 0xff >> sizeBytes : 0xff))
  const end = isUnknown ? undefined : start + numberOf(sized)
  if (end !== undefined && !(end <= most)) throw new Unsound('malformed', nameOf(id), at)
  return { id, from: at, start, end }
}

/** What lies in an element of known length. @throws Unsound */
export function* elementsIn(
  { start, end = start, id }: Element,
  each: (inner: Element) => Following<void>,
): Following<void> {
  for (let at = start; at < end; ) {
    const inner = yield* elementAt(at, end)
    if (!inner) throw new Unsound('truncated', nameOf(id), at)
    if (inner.end === undefined) throw new Unsound('malformed', nameOf(inner.id), at)
    yield* each(inner)
    at = inner.end
  }
}

/** @throws Unsound */
export function* contentOf({ id, start, end = start }: Element, most: number): Following<Uint8Array<ArrayBuffer>> {
  if (end === start) return new Uint8Array(0)
  if (end - start > most) throw new Unsound('malformed', nameOf(id), start)
  return yield* take(start, end - start, nameOf(id))
}

export function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

export function nameOf(id: number): string {
  return `element ${id.toString(16).toUpperCase()}`
}

/** It becomes free space of the same length: `Void`, and zeros. */
export function voidElement(edits: Edit[], { id, from, end }: Element): void {
  if (end === undefined) throw new Unsound('malformed', nameOf(id), from)
  if (edits.length > mostEdits) throw new Unsound('too_complex', nameOf(id), from)
  const sizeBytes = Math.min(8, end - from - 1)
  const head = new Uint8Array(1 + sizeBytes)
  let rest = end - from - head.length
  for (let index = sizeBytes; index > 0; index -= 1) {
    head[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  head[0] = voidId
  head[1] = (head[1] ?? 0) | (0x100 >> sizeBytes)
  edits.push({ from, to: from + head.length, bytes: head })
  if (end > from + head.length) edits.push({ from: from + head.length, to: end })
}
