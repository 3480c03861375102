import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BusinessCalendar } from '../policy/policy.ts'
import { addBusinessHours, alwaysOpen, isCalendarKnown, isCalendarYearKnown, isOpenAt } from './business-hours.ts'

const office: BusinessCalendar = { hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 540, to: 1080 })) }
const golden: BusinessCalendar = { ...office, closed: ['2026-10-01', '2026-10-02'], open: ['2026-10-10'] }

test.each([
  ['UTC', office, '2026-06-15T10:00:00Z', 4, '2026-06-15T14:00:00.000Z', 'inside one day'],
  ['UTC', office, '2026-06-15T16:00:00Z', 4, '2026-06-16T11:00:00.000Z', 'over the evening'],
  ['UTC', office, '2026-06-19T16:00:00Z', 4, '2026-06-22T11:00:00.000Z', 'over the weekend'],
  ['UTC', office, '2026-06-20T03:00:00Z', 1, '2026-06-22T10:00:00.000Z', 'asked on a Saturday'],
  ['UTC', office, '2026-06-15T09:00:00Z', 9, '2026-06-15T18:00:00.000Z', 'exactly one day'],
  ['UTC', golden, '2026-09-30T17:00:00Z', 2, '2026-10-05T10:00:00.000Z', 'over closed dates and a weekend'],
  ['UTC', golden, '2026-10-09T17:00:00Z', 2, '2026-10-10T10:00:00.000Z', 'a make-up workday on Saturday'],
  ['Europe/London', office, '2026-03-27T17:00:00Z', 2, '2026-03-30T09:00:00.000Z', 'over a clock change'],
  [
    'Europe/London',
    alwaysOpen,
    '2026-03-28T12:00:00Z',
    24,
    '2026-03-29T12:00:00.000Z',
    'always open counts real hours',
  ],
  ['UTC', { hours: [] }, '2026-06-15T10:00:00Z', 5, '2026-06-15T15:00:00.000Z', 'a calendar that never opens'],
  [
    'UTC',
    {
      hours: [
        { weekday: 1, from: 480, to: 720 },
        { weekday: 1, from: 780, to: 1020 },
      ],
    },
    '2026-06-15T11:00:00Z',
    2,
    '2026-06-15T14:00:00.000Z',
    'over the lunch break',
  ],
])('%s %o: %s plus %i hours is %s (%s)', (zone, calendar, start, hours, expected) => {
  expect(new Date(addBusinessHours(Date.parse(start), hours, zone, calendar)).toISOString()).toBe(expected)
})

test('is open between opening and closing', () => {
  const at = (time: string) => isOpenAt(Date.parse(time), 'Asia/Shanghai', golden)
  expect(at('2026-06-15T01:00:00Z')).toBe(true)
  expect(at('2026-06-15T00:59:59Z')).toBe(false)
  expect(at('2026-06-15T10:00:00Z')).toBe(false)
  expect(at('2026-10-01T02:00:00Z')).toBe(false)
  expect(at('2026-10-10T02:00:00Z')).toBe(true)
})

test('more hours never end earlier, and the end is never before the start', () => {
  const start = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })
  fc.assert(
    fc.property(
      start,
      fc.nat(200),
      fc.nat(50),
      fc.constantFrom('UTC', 'Europe/London', 'Asia/Shanghai'),
      (from, hours, more, zone) => {
        const end = addBusinessHours(from, hours, zone, golden)
        expect(end).toBeGreaterThanOrEqual(from)
        expect(addBusinessHours(from, hours + more, zone, golden)).toBeGreaterThanOrEqual(end)
      },
    ),
  )
})

describe('public holidays', () => {
  const add = (from: string, hours: number, holidays: string, more: object = {}) =>
    new Date(
      addBusinessHours(Date.parse(from), hours, holidays === 'CN' ? 'Asia/Shanghai' : 'Europe/Berlin', {
        ...office,
        holidays,
        ...more,
      }),
    ).toISOString()

  test.each([
    ['DE', '2026-04-30T15:00:00Z', 2, '2026-05-04T08:00:00.000Z', 'Labour Day and the weekend are closed'],
    ['CN', '2026-02-13T08:00:00Z', 4, '2026-02-14T03:00:00.000Z', 'a make-up Saturday is open'],
    ['CN', '2026-02-14T08:00:00Z', 4, '2026-02-24T03:00:00.000Z', 'Spring Festival is closed'],
  ])('%s from %s, %i hours: %s, %s', (country, from, hours, until) => {
    expect(add(from, hours, country)).toBe(until)
  })

  test('what the merchant says of a date wins', () => {
    expect(add('2026-04-30T15:00:00Z', 2, 'DE', { open: ['2026-05-01'] })).toBe('2026-05-01T08:00:00.000Z')
    expect(add('2026-02-13T08:00:00Z', 4, 'CN', { closed: ['2026-02-14'] })).toBe('2026-02-24T03:00:00.000Z')
  })

  test('a year without data is said to be unknown', () => {
    const known = (from: string, to: string) =>
      isCalendarKnown(Date.parse(from), Date.parse(to), 'Asia/Shanghai', { ...office, holidays: 'CN' })
    expect(known('2026-12-01T00:00:00Z', '2026-12-31T15:59:59Z')).toBe(true)
    expect(known('2026-12-01T00:00:00Z', '2026-12-31T16:00:00Z')).toBe(false)
    expect(isCalendarKnown(0, 1, 'UTC', office)).toBe(true)
  })

  test('a year is known too where the merchant names a day of it; a merchant who names days of one knows no other', () => {
    const known = (year: number, calendar: Partial<BusinessCalendar>) =>
      isCalendarYearKnown({ ...office, ...calendar }, year)
    expect(known(2027, { holidays: 'CN' })).toBe(false)
    expect(known(2027, { holidays: 'CN', closed: ['2027-02-05'] })).toBe(true)
    expect(known(2027, { closed: ['2026-12-24'] })).toBe(false)
    expect(known(2027, { open: ['2027-01-02'] })).toBe(true)
    expect(known(2027, {})).toBe(true)
  })

  test('hours that overlap pass once', () => {
    const shifts = { from: '2026-06-01T00:00:00Z', until: '2026-06-01T14:00:00.000Z' }
    const hours = [
      { weekday: 1, from: 600, to: 840 },
      { weekday: 1, from: 540, to: 720 },
      { weekday: 1, from: 570, to: 600 },
    ]
    expect(new Date(addBusinessHours(Date.parse(shifts.from), 5, 'UTC', { hours })).toISOString()).toBe(shifts.until)
  })
})
