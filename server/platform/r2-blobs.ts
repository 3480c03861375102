import type { R2Bucket, R2UploadedPart, DigestStream as RuntimeDigestStream } from '@cloudflare/workers-types'
import { applyEdits, type Edit } from './edits.ts'
import type { Blobs, Pieces } from './ports.ts'

/** What R2 takes for all parts but the last, which is all that is held of an upload. */
const partBytes = 5 * 1_048_576

/**
 * Cloudflare R2. Nothing in it can be changed, so what comes piece by piece waits under `unfinished/` until its edits are
 * known; what a stop leaves there a lifecycle rule of the bucket removes (wrangler.toml).
 */
export function r2Blobs(bucket: R2Bucket): Blobs {
  const open: Blobs['open'] = async (key, { from, to }) => {
    const object = await bucket.get(key, { range: { offset: from, length: to - from } })
    return object ? (object.body as unknown as ReadableStream<Uint8Array<ArrayBuffer>>) : undefined
  }
  return {
    open,
    put: async (key, bytes, type) => {
      await bucket.put(key, bytes, { httpMetadata: { contentType: type } })
    },
    async keep(key, pieces, type, edits) {
      const unfinished = `unfinished/${crypto.randomUUID()}`
      try {
        const bytes = await putParts(bucket, unfinished, type, pieces)
        const changes = edits()
        const stored = await open(unfinished, { from: 0, to: bytes })
        if (!stored) throw new Error(`${unfinished} is gone`)
        const digest = digestStream()
        await putParts(bucket, key, type, stored, { changes, digest })
        return await digest.hex()
      } finally {
        await bucket.delete(unfinished)
      }
    },
    remove: (key) => bucket.delete(key),
  }
}

/** How many bytes came. */
async function putParts(
  bucket: R2Bucket,
  key: string,
  type: string,
  pieces: Pieces,
  { changes = [], digest }: { changes?: readonly Edit[]; digest?: Digest } = {},
): Promise<number> {
  const upload = await bucket.createMultipartUpload(key, { httpMetadata: { contentType: type } })
  const parts: R2UploadedPart[] = []
  const part = new Uint8Array(partBytes)
  let filled = 0
  let sent = 0
  const send = async () => {
    const bytes = part.subarray(0, filled)
    applyEdits(changes, bytes, sent)
    await digest?.update(bytes)
    parts.push(await upload.uploadPart(parts.length + 1, bytes))
    sent += filled
    filled = 0
  }
  try {
    for await (const piece of pieces) {
      for (let used = 0; used < piece.length; ) {
        const some = piece.subarray(used, used + partBytes - filled)
        part.set(some, filled)
        filled += some.length
        used += some.length
        if (filled === partBytes) await send()
      }
    }
    if (filled > 0) await send()
    await upload.complete(parts)
    return sent
  } catch (error) {
    await upload.abort()
    throw error
  }
}

interface Digest {
  update(bytes: Uint8Array): Promise<void>
  hex(): Promise<string>
}

/** Of the runtime: Web Crypto alone digests only what is held whole. */
function digestStream(): Digest {
  const { DigestStream } = crypto as unknown as { DigestStream: typeof RuntimeDigestStream }
  const stream = new DigestStream('SHA-256')
  const writer = stream.getWriter()
  return {
    update: (bytes) => writer.write(bytes),
    async hex() {
      await writer.close()
      const bytes = new Uint8Array(await stream.digest)
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    },
  }
}
