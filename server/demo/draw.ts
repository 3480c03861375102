/**
 * Seeded chance without a sequence: a number in [0, 1) from the seed, whom it is about and what is asked. Adding a new
 * question changes no earlier answer, and neither does the order in which they are asked.
 */
export type Draw = (about: string, what: string) => number

export function seededDraw(seed: string): Draw {
  return (about, what) => hash(`${seed}|${about}|${what}`) / 2 ** 32
}

/** FNV-1a with a final mix (splitmix style), unsigned 32 bit. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

/** One of the list, each as likely. */
export function pick<T>(list: readonly T[], at: number): T {
  const item = list[Math.min(list.length - 1, Math.floor(at * list.length))]
  if (item === undefined) throw new Error('pick from an empty list')
  return item
}

/** One of the list by its share; shares need not add up to one. */
export function pickByShare<T>(list: readonly (readonly [T, number])[], at: number): T {
  const total = list.reduce((sum, [, share]) => sum + share, 0)
  let left = at * total
  for (const [item, share] of list) {
    left -= share
    if (left < 0) return item
  }
  return pick(list, 0.999)[0]
}

/** A whole number from `from` to `to`, both included. */
export function between(from: number, to: number, at: number): number {
  return from + Math.min(to - from, Math.floor(at * (to - from + 1)))
}

/** Digits, as many as asked. */
export function digits(count: number, at: number): string {
  return String(Math.floor(at * 10 ** count)).padStart(count, '0')
}
