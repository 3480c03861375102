import { describe, expect, it } from 'vitest'
import { arrivalDates } from './arrival.ts'

const friday = Date.parse('2026-11-20T20:00:00Z')

describe('arrival', () => {
  it.each([
    ['store_credit', 'Europe/Berlin', {}, '2026-11-20', '2026-11-20'],
    ['bank_transfer', 'Europe/Berlin', {}, '2026-11-23', '2026-11-25'],
    ['card', 'Europe/Berlin', { card: [1, 6] }, '2026-11-23', '2026-11-30'],
    // It is Saturday in Shanghai already.
    ['alipay', 'Asia/Shanghai', {}, '2026-11-21', '2026-11-25'],
  ] as const)('%s in %s %j: %s to %s', (method, zone, own, earliest, latest) => {
    expect(arrivalDates(method, friday, zone, own)).toEqual({ earliest, latest })
  })
})
