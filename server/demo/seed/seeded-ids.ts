import type { Clock, Ids } from '../../platform/ports.ts'
import type { Draw } from '../draw.ts'

/** Crockford's base32, as platform/ids.ts has it. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Ids and numbers like the real ones, but the same at every seeding: whoever writes about the demo can name a request. What
 * they open is as guessable as the demo's public data, which is why demo mode binds to loopback only.
 */
export function seededIds(clock: Clock, draw: Draw): Ids {
  let count = 0
  const part = (length: number): string => {
    count += 1
    const letters = Array.from({ length }, (_, at) => alphabet[Math.floor(draw(`${count}`, `letter ${at}`) * 32)])
    return letters.join('')
  }
  return {
    next: (prefix) => `${prefix}_${timePart(clock.now())}${part(12)}`,
    requestNumber: () => `R-${part(4)}-${part(4)}`,
    code: () => String(Math.floor(draw(`${(count += 1)}`, 'code') * 1_000_000)).padStart(6, '0'),
    token: () => part(43),
    chance: () => draw(`${(count += 1)}`, 'chance'),
  }
}

function timePart(ms: number): string {
  let text = ''
  for (let left = ms, i = 0; i < 10; i++, left = Math.floor(left / 32)) text = alphabet[left % 32] + text
  return text
}
