/** Chance from a seed: the same seed draws the same, on every machine. */
export interface Chance {
  /** In [0, 1). */
  next(): number
  /** An integer in [0, limit). */
  below(limit: number): number
  /** An integer in [from, to]. */
  between(from: number, to: number): number
  happens(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** By weight; those of weight 0 never. */
  weighted<T>(list: readonly (readonly [weight: number, value: T])[]): T
  /** Draws of its own, so that one part's draws do not move another's. */
  fork(name: string): Chance
}

export function seededChance(seed: number | string): Chance {
  const next = mulberry32(hashOf(String(seed)))
  const chance: Chance = {
    next,
    below: (limit) => Math.floor(next() * limit),
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    happens: (probability) => next() < probability,
    pick(list) {
      const value = list[Math.floor(next() * list.length)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
    weighted(list) {
      let left = next() * list.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of list) {
        left -= weight
        if (left < 0) return value
      }
      const last = list.findLast(([weight]) => weight > 0)
      if (!last) throw new Error('nothing to pick from')
      return last[1]
    },
    fork: (name) => seededChance(`${seed}/${name}`),
  }
  return chance
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** Tommy Ettinger's mulberry32: 32 bits of state are plenty for choosing what happens next. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
