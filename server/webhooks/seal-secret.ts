import { fromBase64Url, toBase64Url } from '../platform/hmac.ts'

/** Whose secret it is: what was sealed for one webhook opens for no other. */
export interface SecretOwner {
  merchant: string
  webhook: string
}

const utf8 = new TextEncoder()
const keys = new Map<string, Promise<CryptoKey>>()

/** AES-256-GCM under a key derived from the server's (HKDF, RFC 5869), as `v1.nonce.ciphertext` in base64url. */
export async function sealSecret(signingKey: string, owner: SecretOwner, secret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(algorithm(iv, owner), await keyOf(signingKey), utf8.encode(secret))
  return `v1.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`
}

/** @throws when it was sealed under another key, for another webhook, or changed since */
export async function openSecret(signingKey: string, owner: SecretOwner, sealed: string): Promise<string> {
  const [version, nonce = '', text = ''] = sealed.split('.')
  const iv = fromBase64Url(nonce)
  const bytes = fromBase64Url(text)
  if (version !== 'v1' || !iv || !bytes) throw new Error('a webhook’s secret is not readable')
  const opened = await crypto.subtle.decrypt(algorithm(iv, owner), await keyOf(signingKey), bytes)
  return new TextDecoder().decode(opened)
}

function algorithm(iv: Uint8Array<ArrayBuffer>, { merchant, webhook }: SecretOwner): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: utf8.encode(JSON.stringify([merchant, webhook])) }
}

function keyOf(signingKey: string): Promise<CryptoKey> {
  const known = keys.get(signingKey)
  if (known) return known
  const key = derived(signingKey)
  keys.set(signingKey, key)
  return key
}

async function derived(signingKey: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', utf8.encode(signingKey), 'HKDF', false, ['deriveKey'])
  const hkdf = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(32),
    info: utf8.encode('amends webhook secrets v1'),
  }
  return crypto.subtle.deriveKey(hkdf, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
