const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How a moment is read: the language's Intl tag and the merchant's zone. */
export interface DateStyle {
  tag: string
  zone: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(style: DateStyle, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${style.tag} ${style.zone} ${name}`
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(style.tag, { ...options, timeZone: style.zone })
    formats.set(key, known)
  }
  return known
}

/** "21:09" */
export function clock(ms: number, style: DateStyle): string {
  return format(style, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)
}

/** "9 Dec", with the year when it is another one than `now`'s. */
export function shortDate(ms: number, now: number, style: DateStyle): string {
  const sameYear = localDate(ms, style.zone).slice(0, 4) === localDate(now, style.zone).slice(0, 4)
  return sameYear
    ? format(style, 'short', { day: 'numeric', month: 'short' }).format(ms)
    : format(style, 'short-year', { day: 'numeric', month: 'short', year: 'numeric' }).format(ms)
}

/** "Wed, 25 Nov" */
export function weekdayDate(ms: number, style: DateStyle): string {
  return format(style, 'weekday', { weekday: 'short', day: 'numeric', month: 'short' }).format(ms)
}

/** "Thu, 26 Nov 2026, 21:09 GMT+8": what a date shows on hover and focus. */
export function exactTime(ms: number, style: DateStyle): string {
  return format(style, 'exact', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(ms)
}

/** A local date without a time of day (YYYY-MM-DD) as people write it. */
export function plainDate(date: string, now: number, style: DateStyle): string {
  return shortDate(Date.parse(`${date}T12:00:00Z`), now, { ...style, zone: 'UTC' })
}

/** YYYY-MM-DD of the local calendar day. */
export function localDate(ms: number, zone: string): string {
  const parts: Record<string, string> = {}
  const days = format({ tag: 'en-CA', zone }, 'iso', { year: 'numeric', month: '2-digit', day: '2-digit' })
  for (const { type, value } of days.formatToParts(ms)) parts[type] = value
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** Local calendar days from `now` to `ms`: 0 today, 1 tomorrow, negative in the past. */
export function daysBetween(now: number, ms: number, zone: string): number {
  return Math.round((Date.parse(localDate(ms, zone)) - Date.parse(localDate(now, zone))) / dayMs)
}

/** How far a deadline is, as a shape that words are put to. */
export type Due =
  | { late: true; unit: 'minutes' | 'hours' | 'days'; count: number }
  | { late: false; unit: 'minutes'; count: number }
  | { late: false; unit: 'hours'; hours: number; minutes: number }
  | { late: false; unit: 'tomorrow' }
  | { late: false; unit: 'date' }

/** Hours while it is today or near; "tomorrow", then the date. Late rounds down, but is never 0 minutes. */
export function dueFrom(now: number, dueAt: number, zone: string): Due {
  if (dueAt < now) {
    const over = now - dueAt
    if (over < hourMs) return { late: true, unit: 'minutes', count: Math.max(1, Math.floor(over / minuteMs)) }
    if (over < dayMs) return { late: true, unit: 'hours', count: Math.floor(over / hourMs) }
    return { late: true, unit: 'days', count: Math.floor(over / dayMs) }
  }
  const left = dueAt - now
  const days = daysBetween(now, dueAt, zone)
  if (left < hourMs) return { late: false, unit: 'minutes', count: Math.floor(left / minuteMs) }
  if (days === 0 || left < 8 * hourMs) {
    return {
      late: false,
      unit: 'hours',
      hours: Math.floor(left / hourMs),
      minutes: Math.floor((left % hourMs) / minuteMs),
    }
  }
  return days === 1 ? { late: false, unit: 'tomorrow' } : { late: false, unit: 'date' }
}
