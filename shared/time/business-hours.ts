import type { BusinessCalendar } from '../policy/policy.ts'
import { isYearKnown, kindOfDay } from './holidays/working-days.ts'
import { dayOfDate, weekdayOfDay, yearOfDay, zonedClock } from './zoned.ts'

const hourMs = 3_600_000
/** A calendar that stays closed this long is read as one without hours. */
const patienceDays = 400

/** Every hour of every day counts. */
export const alwaysOpen: BusinessCalendar = {
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 })),
}

/**
 * The instant at which `hours` of opening time have passed since `startMs`. Time outside the opening hours does not
 * count; on days of a clock change an hour is sixty real minutes. A calendar that never opens counts every hour.
 */
export function addBusinessHours(startMs: number, hours: number, zone: string, calendar: BusinessCalendar): number {
  let leftMs = hours * hourMs
  const clock = zonedClock(zone)
  const openingsOn = openingsOf(calendar)
  const firstDay = clock.dayOf(startMs)
  let closedDays = 0
  for (let day = firstDay; closedDays < patienceDays; day++) {
    const openings = openingsOn(day)
    closedDays = openings.length > 0 ? 0 : closedDays + 1
    for (const { from, to } of openings) {
      const opensAtMs = Math.max(startMs, clock.instantOf(day, from))
      const openMs = instantOfEnd(clock.instantOf, day, to) - opensAtMs
      if (openMs <= 0) continue
      if (leftMs <= openMs) return opensAtMs + leftMs
      leftMs -= openMs
    }
  }
  return startMs + hours * hourMs
}

/** Is this instant inside the opening hours? */
export function isOpenAt(instantMs: number, zone: string, calendar: BusinessCalendar): boolean {
  const clock = zonedClock(zone)
  const day = clock.dayOf(instantMs)
  return openingsOf(calendar)(day).some(
    ({ from, to }) => instantMs >= clock.instantOf(day, from) && instantMs < instantOfEnd(clock.instantOf, day, to),
  )
}

/** Whether the calendar's holidays are known from one instant to the other; where not, its deadlines may be early. */
export function isCalendarKnown(fromMs: number, toMs: number, zone: string, calendar: BusinessCalendar): boolean {
  const clock = zonedClock(zone)
  const last = yearOfDay(clock.dayOf(toMs))
  for (let year = yearOfDay(clock.dayOf(fromMs)); year <= last; year++)
    if (!isCalendarYearKnown(calendar, year)) return false
  return true
}

/** A merchant who keeps some country's holidays, or names days, knows the years of that data, and those of these days. */
export function isCalendarYearKnown({ holidays, closed = [], open = [] }: BusinessCalendar, year: number): boolean {
  if (holidays !== undefined && isYearKnown(holidays, year)) return true
  const isNamed = (date: string) => Number(date.slice(0, 4)) === year
  if (closed.some(isNamed) || open.some(isNamed)) return true
  return holidays === undefined && closed.length === 0 && open.length === 0
}

function instantOfEnd(instantOf: (day: number, minute: number) => number, day: number, minute: number): number {
  return minute >= 1440 ? instantOf(day + 1, 0) : instantOf(day, minute)
}

type Opening = { from: number; to: number }

function openingsOf(calendar: BusinessCalendar): (day: number) => readonly Opening[] {
  const byWeekday = new Map<number, Opening[]>()
  for (const { weekday, from, to } of calendar.hours.toSorted((a, b) => a.from - b.from)) {
    if (to <= from) continue
    const openings = byWeekday.get(weekday) ?? []
    const last = openings.at(-1)
    // Hours that overlap pass once.
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else openings.push({ from, to })
    byWeekday.set(weekday, openings)
  }
  const closed = new Set((calendar.closed ?? []).map(dayOfDate))
  const open = new Set((calendar.open ?? []).map(dayOfDate))
  const none: readonly Opening[] = []
  // A make-up workday keeps the hours of the week's first working day.
  const ordinary = byWeekday.get([...byWeekday.keys()].sort((a, b) => a - b)[0] ?? 1) ?? none
  return (day) => {
    if (closed.has(day)) return none
    const kind = calendar.holidays === undefined ? 'working' : kindOfDay(day, calendar.holidays)
    const isOpened = open.has(day) || kind === 'make_up'
    if (kind === 'holiday' && !isOpened) return none
    return byWeekday.get(weekdayOfDay(day)) ?? (isOpened ? ordinary : none)
  }
}
