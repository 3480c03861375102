import { pkcs8Of, spkiOf } from './der.ts'

/** A key that is none: found before anything was sent. */
export class UnreadableKey extends Error {}

const utf8 = new TextEncoder()
const rs256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
// Reading a key costs more than using it.
const known = new Map<string, Promise<CryptoKey>>()
const mostKnown = 500

/** RSASSA-PKCS1-v1_5 with SHA-256 as base64: Alipay's RSA2 and WeChat Pay's RSA2048. @throws UnreadableKey */
export async function signRsa(privateKey: string, message: string): Promise<string> {
  const key = await keyOf('sign', privateKey)
  return toBase64(new Uint8Array(await crypto.subtle.sign(rs256.name, key, utf8.encode(message))))
}

/** Before something is sent whose answer could not be verified. @throws UnreadableKey */
export async function requirePublicKey(publicKey: string): Promise<void> {
  await keyOf('verify', publicKey)
}

/** @param message as text in UTF-8, or as its bytes @throws UnreadableKey */
export async function isSignedRsa(
  publicKey: string,
  message: string | Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<boolean> {
  const key = await keyOf('verify', publicKey)
  const bytes = fromBase64(signature)
  const signed = typeof message === 'string' ? utf8.encode(message) : message
  return bytes !== undefined && crypto.subtle.verify(rs256.name, key, bytes, signed)
}

/** Standard base64, white space allowed; undefined for what is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

function keyOf(use: 'sign' | 'verify', text: string): Promise<CryptoKey> {
  const name = `${use} ${text}`
  const found = known.get(name)
  if (found) return found
  if (known.size >= mostKnown) known.clear()
  const key = imported(use, text)
  known.set(name, key)
  return key
}

async function imported(use: 'sign' | 'verify', text: string): Promise<CryptoKey> {
  try {
    const der = fromBase64(text.replaceAll(/-----[A-Z ]+-----/g, ''))
    if (!der) throw new Error('no base64')
    return use === 'sign'
      ? await crypto.subtle.importKey('pkcs8', pkcs8Of(der), rs256, false, ['sign'])
      : await crypto.subtle.importKey('spki', spkiOf(der), rs256, false, ['verify'])
  } catch {
    // What was wrong with it may quote it.
    throw new UnreadableKey(use === 'sign' ? 'unreadable private key' : 'unreadable public key')
  }
}
