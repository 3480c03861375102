import { Failure } from '../failure.ts'

/** The file itself, unpacked on the way where the caller packed it. @throws Failure unsupported_media_type */
export function importBodyOf(request: Request): ReadableStream<Uint8Array> {
  const body: ReadableStream<Uint8Array> = request.body ?? new Response('').body ?? new ReadableStream()
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding === 'identity') return body
  if (encoding !== 'gzip') throw new Failure('unsupported_media_type', { detail: { accepts: 'gzip' } })
  return body.pipeThrough(new DecompressionStream('gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>)
}
