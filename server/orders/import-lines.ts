import { Failure } from '../failure.ts'

/** A line longer than this is an error, and is not kept in memory while it is skipped. */
export const lineLimitBytes = 1_048_576

export type Line =
  | { line: number; text: string }
  | { line: number; code: 'limit_exceeded' | 'not_utf8'; message: string }

const newline = 0x0a

/** The lines of a stream, counted from 1, never more than one of them in memory. Empty lines are counted and left out. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  let line = 1
  let held: Uint8Array[] = []
  let heldBytes = 0
  let isTooLong = false
  const take = (part: Uint8Array) => {
    heldBytes += part.length
    if (heldBytes > lineLimitBytes) {
      isTooLong = true
      held = []
    }
    if (!isTooLong && part.length > 0) held.push(part)
  }
  const finish = (): Line | undefined => {
    const finished = isTooLong ? tooLong(line) : decoded(line, held)
    line += 1
    held = []
    heldBytes = 0
    isTooLong = false
    return finished
  }
  for await (const chunk of chunksOf(body)) {
    let from = 0
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      take(chunk.subarray(from, at))
      const finished = finish()
      if (finished) yield finished
      from = at + 1
    }
    take(chunk.subarray(from))
  }
  const last = heldBytes > 0 ? finish() : undefined
  if (last) yield last
}

/** Releases the stream when the reader stops early. @throws Failure validation_failed when it breaks off or does not unpack */
export async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        const errors = [{ pointer: '', code: 'unreadable_body', message: 'the body could not be read to its end' }]
        throw new Failure('validation_failed', { errors })
      })
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function tooLong(line: number): Line {
  return { line, code: 'limit_exceeded', message: `a line has at most ${lineLimitBytes} bytes` }
}

function decoded(line: number, parts: readonly Uint8Array[]): Line | undefined {
  // Made anew: after a fatal error a streaming decoder keeps its state. It drops a byte order mark by itself.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const text = parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode()
    return text.trim() === '' ? undefined : { line, text }
  } catch {
    return { line, code: 'not_utf8', message: 'not UTF-8' }
  }
}
