import { describe, expect, it } from 'vitest'
import en from '../locales/payouts.en.json' with { type: 'json' }
import zh from '../locales/payouts.zh-CN.json' with { type: 'json' }
import { breakerAfter, closedBreaker } from './breaker.ts'
import { failureCodes } from './failure-codes.ts'
import { failureActions, failures } from './failures.ts'
import { noonMs } from './payouts.fixtures.ts'
import { askAfterMs, retryAfterMs } from './schedule.ts'

describe('the failure table', () => {
  it.each([
    ['en', en],
    ['zh-CN', zh],
  ])('has words for everybody in %s', (_, { failure, action }) => {
    for (const code of failureCodes) {
      for (const part of ['title', 'staff', 'shopper'] as const) expect(failure[code][part], code).toBeTruthy()
    }
    for (const each of failureActions) expect(action[each], each).toBeTruthy()
  })

  it('offers something for each, and retrying only where trying can help', () => {
    for (const code of failureCodes) {
      const { actions, again, who } = failures[code]
      expect(actions.length, code).toBeGreaterThan(0)
      if (who === 'shopper') expect(actions[0], code).toBe('ask_shopper')
      if (again === 'soon' || again === 'slowly') expect(actions, code).toContain('retry')
    }
  })
})

describe('waits', () => {
  it('grow, are spread over their upper half, and stay at the longest', () => {
    expect(retryAfterMs('soon', 1, 0)).toBe(500)
    expect(retryAfterMs('soon', 1, 0.999)).toBe(1000)
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 99].map((tries) => retryAfterMs('soon', tries, 0.5))
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBe(waits.at(-2))
    expect(askAfterMs([10, 20], 0, 0)).toBe(5)
    expect(askAfterMs([10, 20], 7, 0)).toBe(10)
  })
})

describe('the breaker', () => {
  it('opens after five misses, twice as long at each trial that fails, and closes at one answer', () => {
    let breaker = closedBreaker
    for (let miss = 0; miss < 4; miss++) breaker = breakerAfter(breaker, { status: 'unknown' }, noonMs)
    expect(breaker.openUntil).toBeUndefined()
    breaker = breakerAfter(breaker, { status: 'unknown' }, noonMs)
    expect(breaker.openUntil).toBe(noonMs + 30_000)
    breaker = breakerAfter(breaker, { status: 'unknown' }, noonMs + 30_000)
    expect(breaker.openUntil).toBe(noonMs + 90_000)
    for (let trial = 0; trial < 9; trial++) breaker = breakerAfter(breaker, { status: 'unknown' }, noonMs)
    expect(breaker.openUntil).toBe(noonMs + 900_000)
    expect(breakerAfter(breaker, { status: 'pending' }, noonMs)).toEqual(closedBreaker)
    const refused = { status: 'failed', failure: { code: 'window_expired', final: true } } as const
    expect(breakerAfter(breaker, refused, noonMs)).toEqual(closedBreaker)
  })

  it('opens at once where every payout would meet the same', () => {
    const wrongKey = { status: 'failed', failure: { code: 'auth_config', final: false } } as const
    expect(breakerAfter(closedBreaker, wrongKey, noonMs).openUntil).toBe(noonMs + 900_000)
  })
})
