import { fromBase64Url, sha256Hex, toBase64Url } from './hmac.ts'
import type { Secrets } from './ports.ts'

/** Whose it is, the kind of thing first: `['connection', merchant, provider]`. What was sealed for one opens for no other. */
export type SealOwner = readonly string[]

/** What seals, and what else still opens. */
export type SealKeys = Pick<Secrets, 'signingKey' | 'oldSigningKeys'>

const utf8 = new TextEncoder()
const version = 'v2'

/**
 * AES-256-GCM (NIST SP 800-38D) under a key derived from the server's (HKDF, RFC 5869), bound to its owner, as
 * `v2.<key id>.<nonce>.<ciphertext>` in base64url. The key id says which key opens it after the server's was changed.
 */
export async function seal({ signingKey }: SealKeys, owner: SealOwner, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const { id, key } = await sealKeyOf(signingKey)
  const sealed = await crypto.subtle.encrypt(boundTo(iv, owner), key, utf8.encode(text))
  return [version, id, toBase64Url(iv), toBase64Url(new Uint8Array(sealed))].join('.')
}

/** @throws when its key is not known any more, it was sealed for another owner, or changed since; never says what it holds */
export async function unseal({ signingKey, oldSigningKeys = [] }: SealKeys, owner: SealOwner, sealed: string) {
  const [kind, id, nonce = '', ciphertext = ''] = sealed.split('.')
  const iv = fromBase64Url(nonce)
  const bytes = fromBase64Url(ciphertext)
  if (kind !== version || !iv || !bytes) throw new Error('what was sealed is not readable')
  for (const candidate of [signingKey, ...oldSigningKeys]) {
    const known = await sealKeyOf(candidate)
    if (known.id !== id) continue
    return new TextDecoder().decode(await crypto.subtle.decrypt(boundTo(iv, owner), known.key, bytes))
  }
  throw new Error('sealed under a key that is not known here')
}

/** Additional data of the cipher; as JSON, so that names never run together. */
export function boundTo(iv: Uint8Array<ArrayBuffer>, owner: SealOwner): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: utf8.encode(JSON.stringify(owner)) }
}

interface SealKey {
  id: string
  key: CryptoKey
}

// Derived once: there is one key a process, and a few old ones.
const keys = new Map<string, SealKey>()

async function sealKeyOf(signingKey: string): Promise<SealKey> {
  const known = keys.get(signingKey)
  if (known) return known
  const made = {
    id: (await sha256Hex(`amends key id v1 ${signingKey}`)).slice(0, 8),
    key: await derivedKey(signingKey, 'amends sealed v2'),
  }
  keys.set(signingKey, made)
  return made
}

/** @param info what the key is for: another purpose, another key */
export async function derivedKey(signingKey: string, info: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', utf8.encode(signingKey), 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8.encode(info) }
  return crypto.subtle.deriveKey(hkdf, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
