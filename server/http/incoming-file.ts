import { Failure } from '../failure.ts'

/** A file as the body of a call. Its beginning is here, the rest comes as it is read: it is never held whole by itself. */
export interface IncomingFile {
  /** The first mebibyte, or all of it. */
  head: Uint8Array<ArrayBuffer>
  /** What the caller says it is long; 0 where it does not. */
  statedBytes: number
  /** From its first byte, once. @throws Failure payload_too_large, past `limit` bytes */
  pieces(limit: number): AsyncGenerator<Uint8Array<ArrayBuffer>>
  /** Reads on without keeping it: a caller that is still sending would not hear why it was refused. */
  drain(limit: number): Promise<void>
}

const headBytes = 1_048_576

/** A caller that went away, or was cut off: no error of ours. */
function leaving(): never {
  throw new Failure('unsupported_media_type', { detail: { why: 'truncated' } })
}

/** @throws Failure payload_too_large, where it is said to be longer than `limit` */
export async function incomingFile(request: Request, limit: number): Promise<IncomingFile> {
  const statedBytes = Number(request.headers.get('content-length') ?? 0)
  if (statedBytes > limit) throw new Failure('payload_too_large', { limit })
  const reader = request.body?.getReader()
  const first: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let isOver = !reader
  const next = async () => {
    const { done, value } = (await reader?.read().catch(leaving)) ?? { done: true, value: undefined }
    isOver = done
    size += value?.length ?? 0
    return value as Uint8Array<ArrayBuffer> | undefined
  }
  while (!isOver && size < headBytes) {
    const piece = await next()
    if (piece) first.push(piece)
  }
  return {
    head: await new Blob(first).arrayBuffer().then((buffer) => new Uint8Array(buffer).subarray(0, headBytes)),
    statedBytes,
    async *pieces(most) {
      if (size > most) throw new Failure('payload_too_large', { limit: most })
      for (let piece = first.shift(); piece; piece = first.shift()) yield piece
      while (!isOver) {
        const piece = await next()
        if (size > most) throw new Failure('payload_too_large', { limit: most })
        if (piece) yield piece
      }
    },
    async drain(most) {
      try {
        while (!isOver && size <= most) await next()
        if (!isOver) await reader?.cancel()
      } catch {
        // The caller has left.
      }
    },
  }
}
