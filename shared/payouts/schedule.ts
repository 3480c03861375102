const second = 1_000

/** Waits before each further try of what was surely not executed, ms; grows about fourfold, the last one repeats. */
const soonMs = [second, 4 * second, 15 * second, 60 * second, 240 * second, 900 * second, 3_600 * second]
const slowlyMs = [3_600 * second, 4 * 3_600 * second, 12 * 3_600 * second, 24 * 3_600 * second]

/** After so many tries in vain a person looks: about half a day of `soon`. */
export const soonTries = 20
/** About nine days of `slowly`. */
export const slowTries = 12

/** When to try again after the `tries`-th try failed. @param chance in [0, 1): full jitter over the upper half of the wait */
export function retryAfterMs(again: 'soon' | 'slowly', tries: number, chance: number): number {
  return jittered(again === 'soon' ? soonMs : slowlyMs, tries, chance)
}

/** When to ask again after `asked` questions. */
export function askAfterMs(waitsMs: readonly number[], asked: number, chance: number): number {
  return jittered(waitsMs, asked, chance)
}

// Payouts that failed together must not come back together.
function jittered(waitsMs: readonly number[], tries: number, chance: number): number {
  const wait = waitsMs[Math.min(Math.max(tries, 1), waitsMs.length) - 1] ?? 0
  return Math.round(wait / 2 + (wait / 2) * chance)
}
