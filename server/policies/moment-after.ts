import { Failure } from '../failure.ts'
import type { VersionTime } from './version-store.ts'

/** Clocks of several processes differ a little. */
export const skewMs = 60_000

/**
 * When a new version takes effect: as wanted, never before the newest. One that waits for a later day would undo it unread,
 * so that one is cancelled first. @throws Failure illegal_state
 */
export function momentAfter(newest: VersionTime, wanted: number): number {
  if (newest.effectiveAt <= wanted + skewMs) return Math.max(newest.effectiveAt, wanted)
  throw new Failure('illegal_state', { detail: { version: newest.version, effectiveAt: newest.effectiveAt } })
}
