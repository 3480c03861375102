import type { VersionTime } from './version-store.ts'

/** Of these versions, oldest first, the highest that had begun at this instant; before the first, the first. */
export function versionAt(times: readonly VersionTime[], atMs: number): number | undefined {
  const begun = times.findLast(({ effectiveAt }) => effectiveAt <= atMs)
  return (begun ?? times[0])?.version
}
