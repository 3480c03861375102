import { workingDayFrom } from '../../time/holidays/working-days.ts'
import type { Statute } from './statute.ts'

/** The last local day of the period for goods delivered on `startDay` to this country; the day after delivery is day 1. */
export function lastDayOf({ period }: Statute, startDay: number, country: string): number {
  const day = startDay + period.days
  return period.runsOn ? workingDayFrom(day, country) : day
}
