import type { Contract } from '../../shared/api/contract.ts'
import { Failure } from '../failure.ts'
import { type IncomingFile, incomingFile } from './incoming-file.ts'

/** Stated in docs/operations.md: an order is at most 1 MB, a quote may carry an order and a policy. */
export const jsonLimitBytes = 3 * 1_048_576
export const fileLimitBytes = 10 * 1_048_576
/** Where a file is read as it comes. What each kind may be long its own verb decides. */
export const streamLimitBytes = 50 * 1_048_576

/** `undefined`: the route reads it itself, or there is none. */
export type RawBody = string | Uint8Array<ArrayBuffer> | IncomingFile | undefined

/**
 * The whole body of a JSON or binary route, never more than its limit in memory; of a file its beginning, and the way to
 * the rest.
 * @throws Failure payload_too_large, unsupported_media_type
 */
export async function readBody(contract: Contract, request: Request): Promise<{ raw: RawBody }> {
  if (contract.body === undefined || contract.body === 'orders') return { raw: undefined }
  if (contract.body === 'binary') return { raw: await readBytes(request, fileLimitBytes) }
  if (contract.body === 'file') return { raw: await incomingFile(request, streamLimitBytes) }
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) throw new Failure('unsupported_media_type')
  return { raw: await readText(request, jsonLimitBytes) }
}

export async function readText(request: Request, limit: number): Promise<string> {
  // A body of stated length needs no counting on the way.
  const stated = Number(request.headers.get('content-length') ?? Number.NaN)
  if (stated > limit) {
    if (stated <= 2 * limit && request.body) await discard(request.body.getReader(), limit)
    throw new Failure('payload_too_large', { limit })
  }
  if (stated <= limit) return request.text()
  return new TextDecoder().decode(await readBytes(request, limit))
}

/** Somebody who is still sending while the connection closes may never hear why (RFC 9112 section 9.6): this much is let pass. */
async function discard(reader: ReadableStreamDefaultReader<Uint8Array>, most: number): Promise<void> {
  for (let left = 2 * most; left > 0; ) {
    const { done, value } = await reader.read()
    if (done) return
    left -= value.byteLength
  }
  await reader.cancel()
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const stated = Number(request.headers.get('content-length') ?? 0)
  if (stated > limit) throw new Failure('payload_too_large', { limit })
  if (!request.body) return new Uint8Array(0)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > limit) {
      await discard(reader, limit)
      throw new Failure('payload_too_large', { limit })
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

/** A JSON body that its route reads itself. @throws Failure malformed_json, payload_too_large */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const text = await readText(request, limit)
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure('malformed_json')
  }
}
