import type { Words as Sentence } from '../../shared/api/common.schema.ts'
import { formatMoney } from '../../shared/money/format.ts'
import { languageFor } from './language.ts'
import type { Key, Params, Words } from './words.ts'

/** Says everything in one language: words, dates in the merchant's zone, amounts. Times are epoch ms or YYYY-MM-DD. */
export interface Speech<K extends string = Key> {
  readonly lang: string
  t(key: K, params?: Params): string
  /** The words of a key that came over the wire, or undefined when this build has none. */
  known(key: string, params?: Params): string | undefined
  say(sentence: Sentence): string
  pick(byLanguage: Record<string, string>): string
  day(at: number | string): string
  weekday(at: number | string): string
  fullDay(at: number | string): string
  time(at: number): string
  span(earliest: string, latest: string): string
  money(amountMinor: number, currency: string): string
}

export function speechOf(words: Words, lang: string, format: string, timeZone: string | undefined): Speech {
  // In Chinese the weekday would stand inside the sentence.
  const isChinese = format.startsWith('zh')
  const date = { month: 'short', day: 'numeric' } as const
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const zoned = new Intl.DateTimeFormat(format, { ...options, timeZone })
    const local = new Intl.DateTimeFormat(format, { ...options, timeZone: 'UTC' })
    return (at: number | string) => (typeof at === 'string' ? local.format(Date.parse(at)) : zoned.format(at))
  }
  const day = formatter(date)
  const pick = (byLanguage: Record<string, string>) => {
    const key = Object.keys(byLanguage).find((tag) => languageFor(tag) === lang)
    return byLanguage[key ?? 'en'] ?? Object.values(byLanguage)[0] ?? ''
  }
  const { t } = words
  return {
    lang,
    t,
    known: (key, params) => words.find(key, params),
    pick,
    say: ({ key, params = {}, text }) => {
      if (text) return pick(text)
      const shown: Record<string, string | number> = {}
      for (const [name, value] of Object.entries(params)) shown[name] = isDate(value) ? day(value) : value
      return words.find(key, shown) ?? t('because.policy')
    },
    day,
    weekday: formatter({ ...date, weekday: isChinese ? undefined : 'short' }),
    fullDay: formatter({ ...date, year: 'numeric' }),
    time: formatter({ ...date, hour: '2-digit', minute: '2-digit' }),
    span: (earliest, latest) =>
      earliest === latest ? day(latest) : t('ui.span', { from: day(earliest), to: day(latest) }),
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, format),
  }
}

/** The wire carries dates as YYYY-MM-DD, ISO times or epoch ms. */
function isDate(value: string | number): boolean {
  return typeof value === 'number' ? value > 1e11 : /^\d{4}-\d\d-\d\d(T|$)/.test(value)
}
