/**
 * Which of `after` were moved, if what both lists share was put from one order into the other by moving as few as possible.
 */
export function movedIn(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, index) => [id, index]))
  const shared = after.filter((id) => place.has(id))
  const kept = longestRise(shared.map((id) => place.get(id) ?? 0))
  return new Set(shared.filter((_, index) => !kept.has(index)))
}

/** Indices of a longest strictly rising part of the list. */
function longestRise(figures: readonly number[]): Set<number> {
  const ends: number[] = []
  const previous: number[] = []
  figures.forEach((figure, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((figures[ends[middle] ?? 0] ?? 0) < figure) low = middle + 1
      else high = middle
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = index
  })
  const rise = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) rise.add(index)
  return rise
}
