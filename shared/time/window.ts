import { zonedClock } from './zoned.ts'

/**
 * Windows count calendar days in the merchant's zone. The day after the starting event is day 1, and the window is
 * open until the end of its last day (CN Measures art. 10; Directive 2011/83/EU art. 9(2) with Regulation 1182/71 art. 3).
 */
export type WindowDays = number | 'none'

/** Last instant of the window in ms; undefined: it never ends. */
export function windowEndsAt(startedAtMs: number, days: WindowDays, zone: string): number | undefined {
  if (days === 'none') return undefined
  const clock = zonedClock(zone)
  return clock.endOfDay(clock.dayOf(startedAtMs) + days)
}

export function isWindowOpen(startedAtMs: number, days: WindowDays, nowMs: number, zone: string): boolean {
  const endsAtMs = windowEndsAt(startedAtMs, days, zone)
  return endsAtMs === undefined || nowMs <= endsAtMs
}

/** Calendar days from today to the last day: 0 on the last day itself, negative once it has passed. */
export function daysLeft(endsAtMs: number, nowMs: number, zone: string): number {
  const clock = zonedClock(zone)
  return clock.dayOf(endsAtMs) - clock.dayOf(nowMs)
}

/** Calendar days between two instants as the local calendar counts them; negative when `untilMs` is the earlier. */
export function calendarDaysBetween(sinceMs: number, untilMs: number, zone: string): number {
  const clock = zonedClock(zone)
  return clock.dayOf(untilMs) - clock.dayOf(sinceMs)
}
