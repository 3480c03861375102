import { hmac, hmacText, isSameSecret } from '../platform/hmac.ts'

/** Ten minutes and five tries against a million codes: one guess in 200,000 succeeds. */
export const codeLifeMs = 10 * 60_000
export const codeTries = 5
export const resendAfterMs = 60_000

/**
 * The six digits of a challenge. Derived from its random id under the server's key, so that no code is ever stored: the
 * mail worker derives it again. The remainder of 48 bits favours no code by more than one in 10^8.
 */
export async function codeOf(signingKey: string, challenge: string): Promise<string> {
  const bytes = await hmac(signingKey, `code|${challenge}`)
  let value = 0
  for (const byte of bytes.subarray(0, 6)) value = value * 256 + byte
  return String(value % 1_000_000).padStart(6, '0')
}

/** What is stored: says nothing about the code without the key. */
export function codeHashOf(signingKey: string, challenge: string, code: string): Promise<string> {
  return hmacText(signingKey, `code-hash|${challenge}|${code}`)
}

/** In constant time. */
export async function isCode(signingKey: string, challenge: string, code: string, hash: string): Promise<boolean> {
  return isSameSecret(await codeHashOf(signingKey, challenge, code), hash)
}
