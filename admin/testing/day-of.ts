/** The day of a moment, in UTC: the double's shop has no zone. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
