import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate, isTimeZone, weekdayOfDay, zonedClock } from './zoned.ts'

const day = (date: string) => dayOfDate(date) ?? Number.NaN
const iso = (ms: number) => new Date(ms).toISOString()

describe('start of a local day', () => {
  test.each([
    ['Europe/London', '2026-06-15', '2026-06-14T23:00:00.000Z', 'summer time'],
    ['Europe/London', '2026-12-15', '2026-12-15T00:00:00.000Z', 'winter time'],
    ['Asia/Shanghai', '2026-06-15', '2026-06-14T16:00:00.000Z', 'no clock changes'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', 'the day the clocks go forward'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z', 'the day after'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', 'midnight does not exist: the day starts at 01:00'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', 'midnight comes twice: the first'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 'the day before was skipped'],
    ['Asia/Kathmandu', '2026-06-15', '2026-06-14T18:15:00.000Z', 'an offset of 5:45'],
  ])('%s %s', (zone, date, start) => {
    expect(iso(zonedClock(zone).startOfDay(day(date)))).toBe(start)
  })

  test.each([
    'Europe/London',
    'America/New_York',
    'Africa/Cairo',
    'America/Havana',
    'Australia/Lord_Howe',
    'Asia/Beirut',
  ])('every day of ten years begins where the one before ends: %s', (zone) => {
    const clock = zonedClock(zone)
    for (let local = day('2020-01-01'); local < day('2030-01-01'); local++) {
      const start = clock.startOfDay(local)
      expect(clock.dayOf(start)).toBe(local)
      expect(clock.dayOf(start - 1)).toBe(local - 1)
      expect(clock.endOfDay(local - 1)).toBe(start - 1)
    }
  })
})

test.each([
  ['2026-03-29T00:59:59.999Z', 0],
  ['2026-03-29T01:00:00.000Z', 60],
  ['2026-10-25T00:59:59.999Z', 60],
  ['2026-10-25T01:00:00.000Z', 0],
])('the offset of London at %s is %i minutes', (at, minutes) => {
  expect(zonedClock('Europe/London').offsetAt(Date.parse(at))).toBe(minutes * 60_000)
})

test.each([
  ['2026-06-15', 540, '2026-06-15T08:00:00.000Z', 'an ordinary morning'],
  ['2026-03-29', 90, '2026-03-29T01:30:00.000Z', '01:30 does not exist and reads as 02:30'],
  ['2026-10-25', 90, '2026-10-25T00:30:00.000Z', '01:30 comes twice: the first'],
])('London %s minute %i', (date, minute, expected) => {
  expect(iso(zonedClock('Europe/London').instantOf(day(date), minute))).toBe(expected)
})

test.each([
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-2-1', false],
  ['2026-13-01', false],
])('%s is a date: %s', (date, valid) => {
  expect(dayOfDate(date) !== undefined).toBe(valid)
  if (valid) expect(dateOfDay(day(date))).toBe(date)
})

test('weekdays are those of ISO 8601', () => {
  expect(weekdayOfDay(day('2026-06-15'))).toBe(1)
  expect(weekdayOfDay(day('2026-06-21'))).toBe(7)
  expect(weekdayOfDay(day('1969-12-31'))).toBe(3)
})

test('knows which zones exist', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true)
  expect(isTimeZone('Europe/Nowhere')).toBe(false)
  expect(() => zonedClock('Mars/Base')).toThrow(RangeError)
})
