import type { Language } from './words.ts'

/** Decimals of the six currencies the demo sells in (ISO 4217); Intl's own list differs for others. */
const exponents: Record<string, number> = { GBP: 2, EUR: 2, USD: 2, CNY: 2, JPY: 0, KWD: 3 }

export function money(minor: number, currency: string, language: Language): string {
  const digits = exponents[currency] ?? 2
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'CNY' || currency === 'JPY' ? 'symbol' : 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(minor / 10 ** digits)
    .replace('CN¥', '¥')
}

/** "14 Nov", or "11月14日"; with the year when it is not this one. */
export function day(iso: string, language: Language, nowIso: string): string {
  const sameYear = iso.slice(0, 4) === nowIso.slice(0, 4)
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(iso))
}
