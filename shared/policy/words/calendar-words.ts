import type { BusinessCalendar } from '../policy.ts'
import { weekdayName } from './intl.ts'
import type { WordsContext } from './words-context.ts'

const minutesADay = 1440
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** "Monday–Friday 09:00–18:00, Saturday 10:00–14:00"; neighbours with the same hours together. */
export function openingHoursWords(
  { hours }: Pick<BusinessCalendar, 'hours'>,
  context: Pick<WordsContext, 'language' | 't'>,
): string {
  const { t, language } = context
  const spans: { from: number; to: number; hours: string }[] = []
  for (const weekday of weekdays) {
    const own = hours
      .filter((each) => each.weekday === weekday)
      .sort((a, b) => a.from - b.from)
      .map(({ from, to }) => `${clock(from)}–${clock(to)}`)
      .join(t('comma'))
    const last = spans.at(-1)
    if (own === '') continue
    if (last && last.to === weekday - 1 && last.hours === own) last.to = weekday
    else spans.push({ from: weekday, to: weekday, hours: own })
  }
  if (spans.length === 0) return t('diff.neverOpen')
  return spans
    .map(({ from, to, hours: own }) => {
      const days =
        from === to ? weekdayName(from, language) : `${weekdayName(from, language)}–${weekdayName(to, language)}`
      return `${days} ${own}`
    })
    .join(t('shop.semicolon'))
}

/** Minutes of the day as "09:00"; the end of the day is 24:00. */
function clock(minutes: number): string {
  const hour = minutes === minutesADay ? 24 : Math.floor(minutes / 60)
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
