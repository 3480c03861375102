import { dayOfDate, weekdayOfDay } from '../zoned.ts'
import { holidayDates } from './holiday-dates.ts'

/** What is known of a country: local days (whole days since 1970-01-01) that are free though weekdays, or worked though weekend. */
interface DaysOfWork {
  years: ReadonlySet<number>
  off: ReadonlySet<number>
  worked: ReadonlySet<number>
}

const known = new Map<string, DaysOfWork>(
  Object.entries(holidayDates).map(([country, years]) => [
    country,
    {
      years: new Set(Object.keys(years).map(Number)),
      off: new Set(Object.entries(years).flatMap(([year, dates]) => parsed(year, dates.split('/')[0]))),
      worked: new Set(Object.entries(years).flatMap(([year, dates]) => parsed(year, dates.split('/')[1]))),
    },
  ]),
)

function parsed(year: string, list = ''): number[] {
  return list
    .split(' ')
    .filter(Boolean)
    .flatMap((date) => dayOfDate(`${year}-${date.slice(0, 2)}-${date.slice(2)}`) ?? [])
}

export type KindOfDay = 'working' | 'weekend' | 'holiday' | 'make_up'

/** What a local day is in a country; Saturday and Sunday are its weekend. Where the year is unknown, only weekends are. */
export function kindOfDay(day: number, country: string | undefined): KindOfDay {
  const days = country === undefined ? undefined : known.get(country)
  if (weekdayOfDay(day) > 5) return days?.worked.has(day) ? 'make_up' : 'weekend'
  return days?.off.has(day) ? 'holiday' : 'working'
}

export function isWorkingDay(day: number, country: string | undefined): boolean {
  const kind = kindOfDay(day, country)
  return kind === 'working' || kind === 'make_up'
}

/** This day, or the next one on which people work. */
export function workingDayFrom(day: number, country: string | undefined): number {
  let next = day
  while (!isWorkingDay(next, country)) next += 1
  return next
}

/** This day, or where it lies in a public holiday, its weekends among it, the first day after it on which people work. */
export function afterPublicHoliday(day: number, country: string | undefined): number {
  let first = day
  while (!isWorkingDay(first - 1, country)) first -= 1
  const next = workingDayFrom(day, country)
  for (let each = first; each < next; each++) if (kindOfDay(each, country) === 'holiday') return next
  return day
}

/** The working day `days` working days after this day; this day itself for 0. */
export function afterWorkingDays(day: number, days: number, country: string | undefined): number {
  let next = day
  for (let left = days; left > 0; ) {
    next += 1
    if (isWorkingDay(next, country)) left -= 1
  }
  return next
}

/** Whether the country's holidays of this year are known: where not, nobody may say that there are none. */
export function isYearKnown(country: string, year: number): boolean {
  return known.get(country)?.years.has(year) ?? false
}

/** Countries with holidays of some year. */
export const holidayCountries: readonly string[] = [...known.keys()].sort()
