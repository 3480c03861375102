import type { R2Bucket } from '@cloudflare/workers-types'
import type { Blobs } from './ports.ts'

/** Cloudflare R2. */
export function r2Blobs(bucket: R2Bucket): Blobs {
  return {
    put: async (key, bytes, type) => {
      await bucket.put(key, bytes, { httpMetadata: { contentType: type } })
    },
    get: async (key) => {
      const object = await bucket.get(key)
      return object ? new Uint8Array(await object.arrayBuffer()) : undefined
    },
  }
}
