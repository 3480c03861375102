import { DayCache } from './day-cache.ts'

/**
 * Local time in an IANA zone. A local date is a day number: whole days since 1970-01-01 on the local calendar, so
 * calendar arithmetic is integer arithmetic. Instants are milliseconds since the epoch.
 */
export interface ZonedClock {
  readonly zone: string
  /** Local time minus UTC at this instant, in ms. */
  offsetAt(instantMs: number): number
  /** The local calendar day of an instant. */
  dayOf(instantMs: number): number
  /** First instant of a local day; where midnight does not exist, the first instant after the gap. */
  startOfDay(day: number): number
  /** Last millisecond of a local day. */
  endOfDay(day: number): number
  /** The instant at which the local clock first shows this minute (0-1440) of the day; 02:30 in a gap is read as 03:30. */
  instantOf(day: number, minute: number): number
}

const dayMs = 86_400_000
const minuteMs = 60_000
/** Zones are few (400 in all); the bound only guards against made-up spellings. */
const cachedZones = 600

/** Stands for an offset that changes inside the UTC day. */
const changing = Number.POSITIVE_INFINITY

const clocks = new Map<string, ZonedClock>()

/** @throws RangeError for a zone the runtime does not know. */
export function zonedClock(zone: string): ZonedClock {
  const known = clocks.get(zone)
  if (known) return known
  const clock = makeClock(zone)
  if (clocks.size >= cachedZones) clocks.clear()
  clocks.set(zone, clock)
  return clock
}

export function isTimeZone(zone: string): boolean {
  try {
    zonedClock(zone)
    return true
  } catch {
    return false
  }
}

function makeClock(zone: string): ZonedClock {
  const exactOffset = offsetReader(zone)
  const offsets = new DayCache()
  const changes = new Map<number, { atMs: number; before: number; after: number }>()
  const starts = new DayCache()

  // Intl costs microseconds: two readings settle a UTC day, and where its offset changes, some more find the instant.
  const offsetAt = (instantMs: number): number => {
    const utcDay = Math.floor(instantMs / dayMs)
    let offset = offsets.get(utcDay)
    if (Number.isNaN(offset)) {
      const first = exactOffset(utcDay * dayMs)
      const last = exactOffset((utcDay + 1) * dayMs - 1)
      offset = first === last ? first : changing
      if (offset === changing)
        changes.set(utcDay, { atMs: changeInside(utcDay, last, exactOffset), before: first, after: last })
      offsets.set(utcDay, offset)
    }
    if (offset !== changing) return offset
    const change = changes.get(utcDay)
    if (!change) return exactOffset(instantMs)
    return instantMs < change.atMs ? change.before : change.after
  }
  const dayOf = (instantMs: number): number => Math.floor((instantMs + offsetAt(instantMs)) / dayMs)

  const startOfDay = (day: number): number => {
    const known = starts.get(day)
    if (!Number.isNaN(known)) return known
    const start = firstInstantOf(day, offsetAt, dayOf)
    starts.set(day, start)
    return start
  }

  return {
    zone,
    offsetAt,
    dayOf,
    startOfDay,
    endOfDay: (day) => startOfDay(day + 1) - 1,
    instantOf: (day, minute) => {
      if (minute <= 0) return startOfDay(day)
      const local = day * dayMs + minute * minuteMs
      const guess = local - offsetAt(local)
      const earlier = local - offsetAt(guess - dayMs)
      if (earlier + offsetAt(earlier) === local) return earlier
      const later = local - offsetAt(guess + dayMs)
      return later + offsetAt(later) === local ? later : earlier
    },
  }
}

/** The instant inside the UTC day from which the later offset holds; a zone changes at most once a day. */
function changeInside(utcDay: number, after: number, exactOffset: (ms: number) => number): number {
  let low = utcDay * dayMs
  let high = (utcDay + 1) * dayMs - 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (exactOffset(middle) === after) high = middle
    else low = middle
  }
  return high
}

function firstInstantOf(day: number, offsetAt: (ms: number) => number, dayOf: (ms: number) => number): number {
  const utc = day * dayMs
  const isStart = (instant: number) => dayOf(instant) === day && dayOf(instant - 1) < day
  for (const near of [utc - dayMs, utc, utc + dayMs]) {
    const candidate = utc - offsetAt(near)
    if (isStart(candidate)) return candidate
  }
  // A gap that swallows midnight, or the whole day (Samoa, 2011-12-30): the first instant not before the day.
  let low = utc - 2 * dayMs
  let high = utc + 2 * dayMs
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (dayOf(middle) >= day) high = middle
    else low = middle
  }
  return high
}

/** What the local clock shows minus UTC, read from Intl. */
function offsetReader(zone: string): (instantMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instantMs) => {
    const whole = Math.floor(instantMs / 1000) * 1000
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(whole)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, second) - whole
  }
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** "2028-02-29" -> its day number; undefined for anything that is not a date of the calendar. */
export function dayOfDate(date: string): number | undefined {
  const match = datePattern.exec(date)
  if (!match) return undefined
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / dayMs
  return dateOfDay(day) === date ? day : undefined
}

export function dateOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

export function yearOfDay(day: number): number {
  return new Date(day * dayMs).getUTCFullYear()
}

/** ISO weekday of a day number: 1 (Monday) to 7 (Sunday). */
export function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}
