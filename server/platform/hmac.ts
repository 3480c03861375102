const utf8 = new TextEncoder()
// Imported once: importing costs more than signing, and there is one key per process.
const keys = new Map<string, Promise<CryptoKey>>()

function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret)
  if (known) return known
  const key = crypto.subtle.importKey('raw', utf8.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  keys.set(secret, key)
  return key
}

/** Digests made at once, in this thread. */
export interface Digests {
  sha256(content: string | Uint8Array): Uint8Array
  hmacSha256(secret: string, message: string): Uint8Array
}

// WebCrypto hands each digest to another thread, which costs twenty times the digest of a short text.
let atOnce: Digests | undefined
/** Longer contents are worth another thread: at once they would hold up every other call. */
const shortLength = 65_536

/** Called by the entries of runtimes that have their own; the answers are the same. */
export function useDigests(digests: Digests | undefined): void {
  atOnce = digests
}

/** HMAC-SHA256 of a text, 32 bytes. */
export async function hmac(secret: string, message: string): Promise<Uint8Array> {
  if (atOnce && message.length <= shortLength) return atOnce.hmacSha256(secret, message)
  return new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret), utf8.encode(message)))
}

/** HMAC-SHA256 as base64url without padding, 43 characters. */
export async function hmacText(secret: string, message: string): Promise<string> {
  return toBase64Url(await hmac(secret, message))
}

/** SHA-256 as hex. */
export async function sha256Hex(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(await sha256(content))
}

async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (atOnce && content.length <= shortLength) return atOnce.sha256(content)
  const bytes = typeof content === 'string' ? utf8.encode(content) : content
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** Compares in a time that depends on the length alone. */
export function isSameSecret(left: string, right: string): boolean {
  const a = utf8.encode(left)
  const b = utf8.encode(right)
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index += 1) difference |= (a[index] ?? 0) ^ (b[index] ?? 0)
  return difference === 0
}

export function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** undefined for what is not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
