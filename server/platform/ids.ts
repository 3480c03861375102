import { toBase64Url } from './hmac.ts'
import type { Clock, Ids } from './ports.ts'

/** Crockford's base32: no I, L, O, U, so that a number can be read out on the phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function randomIds(clock: Clock): Ids {
  return {
    next: (prefix) => `${prefix}_${timePart(clock.now())}${randomPart(12)}`,
    requestNumber: () => `R-${randomPart(4)}-${randomPart(4)}`,
    code: () => randomBelow(1_000_000).toString().padStart(6, '0'),
    token: () => toBase64Url(crypto.getRandomValues(new Uint8Array(32))),
    chance: () => Math.random(),
  }
}

/** 50 bits of milliseconds: sorts as text in order of time until the year 37648. */
function timePart(ms: number): string {
  let text = ''
  for (let left = ms, i = 0; i < 10; i++, left = Math.floor(left / 32)) text = alphabet[left % 32] + text
  return text
}

function randomPart(length: number): string {
  let text = ''
  for (const byte of crypto.getRandomValues(new Uint8Array(length))) text += alphabet[byte & 31]
  return text
}

/** Without the bias of a plain remainder. */
function randomBelow(limit: number): number {
  const fair = Math.floor(2 ** 32 / limit) * limit
  for (;;) {
    const drawn = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
    if (drawn < fair) return drawn % limit
  }
}
