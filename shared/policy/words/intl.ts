import { intlTag } from './words-context.ts'

/** Formats are slow to make and never change: one a language and use. */
const made = new Map<string, unknown>()

function once<Format>(key: string, make: () => Format): Format {
  const known = made.get(key)
  if (known !== undefined) return known as Format
  const format = make()
  made.set(key, format)
  return format
}

export function listFormat(language: string, type: 'conjunction' | 'disjunction'): Intl.ListFormat {
  return once(`list ${type} ${language}`, () => new Intl.ListFormat(intlTag(language), { type, style: 'long' }))
}

export function figure(value: number, language: string, maximumFractionDigits = 6): string {
  return once(
    `number ${maximumFractionDigits} ${language}`,
    () => new Intl.NumberFormat(intlTag(language), { maximumFractionDigits }),
  ).format(value)
}

/** The name of a country, or of a language, by its code; the code where there is none. */
export function nameOf(type: 'region' | 'language', code: string, language: string): string {
  const names = once(`${type} ${language}`, () => new Intl.DisplayNames([intlTag(language)], { type }))
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

export function countryName(code: string, language: string): string {
  return nameOf('region', code, language)
}

/** ISO weekday: 1 is Monday, as 1 January 2024 was. */
export function weekdayName(weekday: number, language: string): string {
  return once(
    `weekday ${language}`,
    () => new Intl.DateTimeFormat(intlTag(language), { weekday: 'long', timeZone: 'UTC' }),
  ).format(new Date(Date.UTC(2024, 0, weekday)))
}
