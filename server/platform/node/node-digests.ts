import { createHash, createHmac } from 'node:crypto'
import type { Digests } from '../hmac.ts'

export const nodeDigests: Digests = {
  sha256: (content) => createHash('sha256').update(content).digest(),
  hmacSha256: (secret, message) => createHmac('sha256', secret).update(message).digest(),
}
