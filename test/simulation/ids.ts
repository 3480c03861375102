import type { Clock, Ids } from '../../server/platform/ports.ts'
import type { Chance } from '../doubles/chance.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Numbers as `randomIds` makes them, drawn from the seed. */
export function simulatedIds(chance: Chance, clock: Clock): Ids {
  const letters = (count: number) => Array.from({ length: count }, () => alphabet[chance.below(32)]).join('')
  return {
    next: (prefix) => `${prefix}_${clock.now().toString(36).padStart(9, '0')}${letters(10)}`,
    requestNumber: () => `R-${letters(4)}-${letters(4)}`,
    code: () => String(chance.below(1_000_000)).padStart(6, '0'),
    token: () => letters(43),
    chance: () => chance.next(),
  }
}
