import { workingDayFrom } from '../../time/holidays/working-days.ts'
import type { Statute } from './statute.ts'

/** The last local day of the period for goods delivered on `startDay` to this country; the day after delivery is day 1. */
export function lastDayOf({ period: { days, years, runsOn } }: Statute, startDay: number, country: string): number {
  const day = startDay + days + (years === undefined ? 0 : leapDaysIn(startDay, startDay + days))
  return runsOn ? workingDayFrom(day, country) : day
}

/** 1972-02-29; from then on one every 1461 days, until 2100. */
const leapDay = 789
const leapCycle = 1461

/** After the first day, up to the last. */
function leapDaysIn(first: number, last: number): number {
  return Math.floor((last - leapDay) / leapCycle) - Math.floor((first - leapDay) / leapCycle)
}
