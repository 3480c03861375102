import { minorUnitDigits } from './minor-units.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** An amount in minor units for people, as `locale` (BCP 47) writes `currency`; exact up to 2^53-1. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    const digits = minorUnitDigits(currency)
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    formats.set(key, format)
  }
  return format.format(toDecimal(amountMinor, currency))
}

/** Minor units as a plain decimal with a point, for inputs, CSV and providers: (1234, "CNY") -> "12.34". */
export function toDecimal(amountMinor: number, currency: string): `${number}` {
  const digits = minorUnitDigits(currency)
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, '0')
  const whole = padded.slice(0, padded.length - digits)
  const sign = amountMinor < 0 ? '-' : ''
  return `${sign}${whole}${digits ? `.${padded.slice(-digits)}` : ''}` as `${number}`
}
