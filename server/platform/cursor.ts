import { Failure } from '../failure.ts'
import { fromBase64Url, toBase64Url } from './hmac.ts'

/** Where a page of a list ended: the sort key and the row's number, opaque to callers. */
export type Cursor = readonly [at: number, number: string]

export function cursorText(cursor: Cursor): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(cursor)))
}

/** @throws Failure validation_failed for what we did not make */
export function cursorOf(text: string): Cursor {
  const bytes = fromBase64Url(text)
  try {
    const [at, number] = JSON.parse(new TextDecoder().decode(bytes)) as unknown[]
    if (Number.isFinite(at) && typeof number === 'string') return [Number(at), number]
  } catch {
    // not ours either
  }
  throw new Failure('validation_failed', { pointer: '/query/cursor' })
}
