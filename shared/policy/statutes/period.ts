import { afterPublicHoliday, isYearKnown, workingDayFrom } from '../../time/holidays/working-days.ts'
import { yearOfDay } from '../../time/zoned.ts'
import type { PeriodEnd } from '../policy.ts'
import { together } from './raise.ts'
import type { Statute } from './statute.ts'

/** The last local day of the period for goods delivered on `startDay` to this country; the day after delivery is day 1. */
export function lastDayOf(statute: Statute, startDay: number, country: string): number {
  const day = countedDay(statute, startDay)
  const { runsOn } = statute.period
  if (!runsOn) return day
  return runsOn.over === 'days_of_rest' ? workingDayFrom(day, country) : afterPublicHoliday(day, country)
}

/** The articles by which the period ends on the day that `lastDayOf` says. */
export function periodEndOf(statute: Statute, startDay: number, country: string): PeriodEnd {
  const { period } = statute
  const last = lastDayOf(statute, startDay, country)
  const { runsOn } = period
  const hasRunOn = last > countedDay(statute, startDay)
  const { article, unverified } = together(runsOn && hasRunOn ? [period, runsOn] : [period])
  return {
    article,
    ...(unverified ? { unverified } : {}),
    ...(runsOn && !isYearKnown(country, yearOfDay(last)) ? { isCalendarUnknown: true } : {}),
  }
}

function countedDay({ period: { days, years } }: Statute, startDay: number): number {
  return startDay + days + (years === undefined ? 0 : leapDaysIn(startDay, startDay + days))
}

/** 1972-02-29; from then on one every 1461 days, until 2100. */
const leapDay = 789
const leapCycle = 1461

/** After the first day, up to the last. */
function leapDaysIn(first: number, last: number): number {
  return Math.floor((last - leapDay) / leapCycle) - Math.floor((first - leapDay) / leapCycle)
}
