/** The list with one entry elsewhere; `to` is its place afterwards. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const entry = list[from]
  const place = Math.max(0, Math.min(list.length - 1, to))
  if (entry === undefined) return [...list]
  return list.toSpliced(from, 1).toSpliced(place, 0, entry)
}

/** `stem`, or with the lowest number that makes it new. */
export function freeName(stem: string, taken: Iterable<string>): string {
  const known = new Set(taken)
  if (!known.has(stem)) return stem
  let count = 2
  while (known.has(`${stem}_${count}`)) count++
  return `${stem}_${count}`
}
