import { describe, expect, test } from 'vitest'
import { euCountries } from '../../policy/statutes/eu.ts'
import { dateOfDay, dayOfDate } from '../zoned.ts'
import { holidayDates } from './holiday-dates.ts'
import { afterWorkingDays, isYearKnown, kindOfDay, workingDayFrom } from './working-days.ts'

const day = (date: string) => dayOfDate(date) ?? Number.NaN

describe('what a day is', () => {
  test.each([
    ['2026-05-01', 'DE', 'holiday', 'Labour Day'],
    ['2026-05-01', 'US', 'working', 'not in the United States'],
    ['2026-05-02', 'DE', 'weekend', 'Saturday'],
    ['2026-12-28', 'GB', 'holiday', 'Boxing Day fell on a Saturday and is made up for on Monday'],
    ['2026-02-14', 'CN', 'make_up', 'a Saturday worked before Spring Festival'],
    ['2026-02-16', 'CN', 'holiday', 'the eve of Spring Festival'],
    ['2026-02-21', 'CN', 'weekend', 'a Saturday inside the break'],
    ['2026-10-10', 'CN', 'make_up', 'a Saturday worked after National Day'],
    ['2027-10-01', 'CN', 'working', 'a year without data knows only weekends'],
    ['2026-10-12', 'ES', 'holiday', 'the National Day of Spain'],
    ['2026-06-01', 'GR', 'holiday', 'Whit Monday by the Orthodox calendar'],
    ['2026-09-07', 'BR', 'working', 'a country without data knows only weekends'],
  ])('%s in %s: %s, %s', (date, country, kind) => {
    expect(kindOfDay(day(date), country)).toBe(kind)
  })

  test('a year without data is unknown, not one without holidays', () => {
    expect([isYearKnown('CN', 2026), isYearKnown('CN', 2027), isYearKnown('BR', 2026)]).toEqual([true, false, false])
  })

  test('every country whose periods run on from days of rest is known', () => {
    for (const country of [...euCountries, 'GB']) {
      expect(
        [2025, 2026, 2027, 2028].filter((year) => !isYearKnown(country, year)),
        country,
      ).toEqual([])
    }
  })

  test('every date of the data is one of the calendar', () => {
    for (const years of Object.values(holidayDates)) {
      for (const [year, dates] of Object.entries(years)) {
        for (const date of dates.split(/[ /]+/)) {
          expect(dayOfDate(`${year}-${date.slice(0, 2)}-${date.slice(2)}`), `${year} ${date}`).toBeDefined()
        }
      }
    }
  })
})

describe('working days', () => {
  test.each([
    ['2026-05-01', 'DE', '2026-05-04', 'a holiday before a weekend runs to Monday'],
    ['2026-04-03', 'GB', '2026-04-07', 'Good Friday runs to the Tuesday after Easter'],
    ['2026-05-04', 'DE', '2026-05-04', 'a working day stays'],
    ['2026-02-14', 'CN', '2026-02-14', 'a make-up Saturday is worked'],
    ['2026-02-15', 'CN', '2026-02-24', 'nine days of Spring Festival'],
  ])('from %s in %s: %s, %s', (from, country, until) => {
    expect(dateOfDay(workingDayFrom(day(from), country))).toBe(until)
  })

  test.each([
    ['2026-12-23', 3, 'GB', '2026-12-30', 'Christmas Day, a weekend and the substitute day are skipped'],
    ['2026-12-31', 1, 'GB', '2027-01-04', 'over New Year'],
    ['2026-02-13', 2, 'CN', '2026-02-24', 'the make-up Saturday counts as the first'],
    ['2026-02-13', 0, 'CN', '2026-02-13', 'none'],
  ])('%s and %i in %s: %s, %s', (from, days, country, until) => {
    expect(dateOfDay(afterWorkingDays(day(from), days, country))).toBe(until)
  })
})
