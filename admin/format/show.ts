import { html, nothing, type TemplateResult } from 'lit'
import { formatMoney } from '../../shared/money/format.ts'
import type { PolicyText } from '../../shared/policy/policy.ts'
import { textIn } from '../../shared/policy/policy-text.ts'
import { merchantZone } from '../data/session.ts'
import { intlTag, language, t, wordsFor } from '../i18n/i18n.ts'
import { clock, type DateStyle, daysBetween, dueFrom, exactTime, shortDate, weekdayDate } from './dates.ts'

/** An amount in minor units, as the language on screen writes it. */
export function money(amountMinor: number, currency: string): string {
  return formatMoney(amountMinor, currency, intlTag())
}

export function dateStyle(): DateStyle {
  return { tag: intlTag(), zone: merchantZone() }
}

/** "today, 21:09", "tomorrow, 09:00", "9 Dec, 09:00" */
export function dayAndClock(ms: number, now = Date.now()): string {
  const time = clock(ms, dateStyle())
  const days = daysBetween(now, ms, merchantZone())
  if (days === 0) return t('time.todayAt', { time })
  if (days === 1) return t('time.tomorrowAt', { time })
  if (days === -1) return t('time.yesterdayAt', { time })
  return t('time.dateAt', { date: shortDate(ms, now, dateStyle()), time })
}

/** "Today, 26 Nov", "Wed, 25 Nov" */
export function dayHeading(ms: number, now = Date.now()): string {
  const days = daysBetween(now, ms, merchantZone())
  if (days === 0) return t('time.todayDate', { date: shortDate(ms, now, dateStyle()) })
  return weekdayDate(ms, dateStyle())
}

/** "1 h late", "6 h 49", "tomorrow", "27 Nov" */
export function dueWords(dueAt: number, now = Date.now()): string {
  const due = dueFrom(now, dueAt, merchantZone())
  if (due.late) {
    if (due.unit === 'minutes') return t('due.lateMinutes', { count: due.count })
    return due.unit === 'hours' ? t('due.lateHours', { count: due.count }) : t('due.lateDays', { count: due.count })
  }
  switch (due.unit) {
    case 'minutes':
      return t('due.minutes', { count: due.count })
    case 'hours':
      return due.minutes
        ? t('due.hoursMinutes', { hours: due.hours, minutes: due.minutes })
        : t('due.hours', { count: due.hours })
    case 'tomorrow':
      return t('due.tomorrow')
    case 'date':
      return shortDate(dueAt, now, dateStyle())
  }
}

/** "6 h 49 min left", "in 13 days", "20 min late" */
export function timeLeft(dueAt: number, now = Date.now()): string {
  const due = dueFrom(now, dueAt, merchantZone())
  if (due.late) return dueWords(dueAt, now)
  if (due.unit === 'minutes') return t('due.leftMinutes', { count: due.count })
  if (due.unit === 'hours') return t('due.leftHours', { hours: due.hours, minutes: due.minutes })
  return t('due.inDays', { count: daysBetween(now, dueAt, merchantZone()) })
}

/** A moment with its exact time on hover, and on focus where `focusable`. */
export function timeView(ms: number, text: string, how: { focusable?: boolean; late?: boolean } = {}): TemplateResult {
  const exact = exactTime(ms, dateStyle())
  return html`<time
    class=${how.late ? 'exact due-late' : 'exact'}
    datetime=${new Date(ms).toISOString()}
    title=${exact}
    data-exact=${exact}
    tabindex=${how.focusable === false ? nothing : 0}
    >${text}</time
  >`
}

/** The merchant's own words, in the language on screen as far as there are any. */
export function ownWords(words: PolicyText): string {
  return textIn(words, language())
}

/** People tell Chinese apart by its script, not by its country. */
const byScript: Readonly<Record<string, string>> = {
  zh: 'zh-Hans',
  'zh-cn': 'zh-Hans',
  'zh-sg': 'zh-Hans',
  'zh-tw': 'zh-Hant',
  'zh-hk': 'zh-Hant',
}

export function languageName(tag: string): string {
  try {
    // "German" rather than "German (Germany)"; "British English" stays.
    const named = byScript[tag.toLowerCase()] ?? new Intl.Locale(tag).minimize().toString()
    return new Intl.DisplayNames([intlTag()], { type: 'language' }).of(named) ?? tag
  } catch {
    return tag
  }
}

export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([intlTag()], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

/** A customer's tier, by the name we have for it or as the merchant's data has it. */
export function tierName(tier: string): string {
  return wordsFor('admin', `policy.value.customer_tier.${tier}`) ?? capitalized(tier)
}

/** Words of a list standing alone. */
export function capitalized(words: string): string {
  return words.slice(0, 1).toLocaleUpperCase(intlTag()) + words.slice(1)
}

/** "a, b and c" */
export function listWords(words: readonly string[], kind: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(intlTag(), { type: kind, style: 'long' }).format(words)
}
