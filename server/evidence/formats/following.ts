import type { FileRefusal } from '../judged-file.ts'

/** What a format wants to read next. Never before the start of what it wanted last: the file comes as a stream. */
export interface Wanted {
  at: number
  length: number
}

/** Fewer bytes than wanted only where the file ends; then `total` is its length. */
export interface Given {
  bytes: Uint8Array<ArrayBuffer>
  total?: number
}

/** Reads a file from its first to its last byte without holding it: what lies between is skipped. */
export type Following<T> = Generator<Wanted, T, Given>

/** Why a video is not taken, what part of it, and where: `moov/trak/stsz`, the byte. Never leaves this folder. */
export class Unsound extends Error {
  readonly why: FileRefusal
  readonly what: string
  readonly at: number

  constructor(why: FileRefusal, what: string, at: number) {
    super(`${why}: ${what} at ${at}`)
    this.why = why
    this.what = what
    this.at = at
  }
}

/** All that is wanted. @throws Unsound truncated */
export function* take(at: number, length: number, what: string): Following<Uint8Array<ArrayBuffer>> {
  const { bytes } = yield { at, length }
  if (bytes.length < length) throw new Unsound('truncated', what, at)
  return bytes
}

/** Up to `length` bytes of a head; undefined at the very end of the file. @throws Unsound truncated */
export function* takeHead(at: number, length: number, what: string): Following<Uint8Array<ArrayBuffer> | undefined> {
  const { bytes, total } = yield { at, length }
  if (total !== undefined && total < at) throw new Unsound('truncated', what, total)
  return bytes.length === 0 ? undefined : bytes
}

/** Five minutes at 240 pictures a second, with their sound, take two thirds of it: nobody keeps a server busy with empty parts. */
const mostSteps = 300_000

/** Gives a format the pieces of a file as they come; `end` says what it made of them. */
export function follow<T>(following: Following<T>): { push(piece: Uint8Array): void; end(): T } {
  let step = following.next()
  // What was read last, up to where reading stands: its end may be wanted again.
  let seen: { at: number; bytes: Uint8Array<ArrayBuffer> } = { at: 0, bytes: new Uint8Array(0) }
  let wanted = new Uint8Array(0)
  let filled = 0
  let position = 0
  let steps = 0

  const begin = () => {
    if (step.done) return
    const { at, length } = step.value
    if (at < seen.at) throw new RangeError(`wanted ${at} after ${seen.at}`)
    const again = seen.bytes.subarray(Math.min(at - seen.at, seen.bytes.length))
    wanted = new Uint8Array(Math.max(length, again.length))
    wanted.set(again)
    filled = again.length
  }
  const give = (total?: number) => {
    if (step.done) return
    const { at, length } = step.value
    steps += 1
    if (steps > mostSteps) throw new Unsound('too_complex', 'file', at)
    seen = { at, bytes: wanted.subarray(0, filled) }
    step = following.next({ bytes: seen.bytes.subarray(0, length), total })
    begin()
  }
  begin()

  return {
    push(piece) {
      let used = 0
      while (!step.done) {
        const { at, length } = step.value
        if (filled < length) {
          used += Math.min(at + filled - position - used, piece.length - used)
          const some = piece.subarray(used, used + length - filled)
          wanted.set(some, filled)
          filled += some.length
          used += some.length
        }
        if (filled < length) break
        give()
      }
      position += piece.length
    },
    end() {
      while (!step.done) give(position)
      return step.value
    },
  }
}
