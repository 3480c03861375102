import { expect, test } from 'vitest'
import { calendarDaysBetween, daysLeft, isWindowOpen, windowEndsAt } from './window.ts'

test.each([
  ['Europe/London', '2026-06-01T10:00:00Z', 14, '2026-06-15T22:59:59.999Z', 'the day after delivery is day 1'],
  ['Europe/London', '2026-06-01T22:59:59Z', 14, '2026-06-15T22:59:59.999Z', 'delivered a second before midnight'],
  ['Europe/London', '2026-06-01T23:00:00Z', 14, '2026-06-16T22:59:59.999Z', 'delivered at midnight, the next day'],
  ['Europe/London', '2026-03-20T10:00:00Z', 14, '2026-04-03T22:59:59.999Z', 'the clocks go forward inside'],
  ['Europe/London', '2026-10-20T10:00:00Z', 14, '2026-11-03T23:59:59.999Z', 'the clocks go back inside'],
  ['Europe/London', '2026-03-15T10:00:00Z', 14, '2026-03-29T22:59:59.999Z', 'the last day has 23 hours'],
  ['Europe/London', '2026-10-11T10:00:00Z', 14, '2026-10-25T23:59:59.999Z', 'the last day has 25 hours'],
  ['Asia/Shanghai', '2026-06-01T16:30:00Z', 7, '2026-06-09T15:59:59.999Z', 'already the next day in Shanghai'],
  ['Asia/Shanghai', '2028-02-22T04:00:00Z', 7, '2028-02-29T15:59:59.999Z', 'ends on a leap day'],
  ['Asia/Shanghai', '2028-02-25T04:00:00Z', 7, '2028-03-03T15:59:59.999Z', 'runs over a leap day'],
  ['Asia/Shanghai', '2027-02-25T04:00:00Z', 7, '2027-03-04T15:59:59.999Z', 'the same in a common year'],
  ['America/New_York', '2026-01-31T12:00:00Z', 30, '2026-03-03T04:59:59.999Z', 'from the end of a month'],
  ['America/New_York', '2026-12-20T12:00:00Z', 30, '2027-01-20T04:59:59.999Z', 'into the next year'],
  ['UTC', '2026-06-01T00:00:00Z', 0, '2026-06-01T23:59:59.999Z', 'no days: the day itself'],
])('%s, delivered %s, %i days: open until %s (%s)', (zone, delivered, days, end) => {
  const endsAt = windowEndsAt(Date.parse(delivered), days, zone) ?? Number.NaN
  expect(new Date(endsAt).toISOString()).toBe(end)
  expect(isWindowOpen(Date.parse(delivered), days, endsAt, zone)).toBe(true)
  expect(isWindowOpen(Date.parse(delivered), days, endsAt + 1, zone)).toBe(false)
  expect(daysLeft(endsAt, endsAt, zone)).toBe(0)
  expect(daysLeft(endsAt, Date.parse(delivered), zone)).toBe(days)
})

test('a window without days never ends', () => {
  expect(windowEndsAt(0, 'none', 'UTC')).toBeUndefined()
  expect(isWindowOpen(0, 'none', Number.MAX_SAFE_INTEGER, 'UTC')).toBe(true)
})

test('days are those of the local calendar, not of 24 hours', () => {
  expect(
    calendarDaysBetween(Date.parse('2026-06-01T22:59:00Z'), Date.parse('2026-06-01T23:01:00Z'), 'Europe/London'),
  ).toBe(1)
})
