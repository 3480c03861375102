import { expect, it } from 'vitest'
import { chinaDays, chinaTime, fromChinaTime } from './china-time.ts'

const noon = Date.parse('2026-11-10T12:00:00Z')

it('is eight hours ahead', () => {
  expect(chinaTime(noon)).toBe('2026-11-10 20:00:00')
  expect(fromChinaTime('2026-11-10 20:00:00')).toBe(noon)
  expect(fromChinaTime('2026-11-10 20:00:00.123')).toBe(noon + 123)
  expect(fromChinaTime('yesterday')).toBeUndefined()
  expect(fromChinaTime(undefined)).toBeUndefined()
})

it('has its own days', () => {
  const midnight = Date.parse('2026-11-10T00:00:00+08:00')
  const daysOf = (from: number, until: number) => chinaDays(from, until).map(({ day }) => day)
  expect(chinaDays(midnight, midnight + 1)).toEqual([
    { day: '2026-11-10', from: midnight, until: Date.parse('2026-11-11T00:00:00+08:00') },
  ])
  expect(daysOf(midnight - 1, midnight)).toEqual(['2026-11-09'])
  expect(daysOf(midnight - 1, midnight + 1)).toEqual(['2026-11-09', '2026-11-10'])
  expect(daysOf(midnight, midnight)).toEqual([])
})
