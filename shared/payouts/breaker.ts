import { failures } from './failures.ts'
import type { ProviderState } from './payout.ts'

/** One per merchant and provider. */
export interface Breaker {
  /** Calls in a row that did not reach it. */
  misses: number
  /** Epoch ms; past: the next call is the trial. */
  openUntil?: number
}

/** So many misses in a row open it. */
const missesToOpen = 5
const firstPauseMs = 30_000
const longestPauseMs = 15 * 60_000
/** An account that is restricted, or credentials that are refused, are not mended within seconds. */
const stoppedPauseMs = 15 * 60_000

export const closedBreaker: Breaker = { misses: 0 }

/** The breaker after a call. Opens twice as long at each trial that fails; one answer closes it. */
export function breakerAfter(breaker: Breaker, { status, failure }: ProviderState, now: number): Breaker {
  if (failure && failures[failure.code].stopsProvider) {
    return { misses: breaker.misses + 1, openUntil: now + stoppedPauseMs }
  }
  const isMiss = status === 'unknown' || failure?.code === 'provider_unavailable' || failure?.code === 'rate_limited'
  if (!isMiss) return closedBreaker
  const misses = breaker.misses + 1
  if (misses < missesToOpen) return { misses }
  return { misses, openUntil: now + Math.min(longestPauseMs, firstPauseMs * 2 ** (misses - missesToOpen)) }
}
