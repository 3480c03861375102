/** Whether two values say the same as JSON, in whatever order their fields stand. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return sortedJson(a) === sortedJson(b)
}

export function sortedJson(value: unknown): string {
  return JSON.stringify(value, sorted)
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
