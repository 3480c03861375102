import { minorUnitDigits } from './minor-units.ts'

/**
 * What somebody typed -> minor units, or undefined. Point or comma is the decimal sign (full-width digits and signs too, as
 * Chinese keyboards give them). No thousands separators and no more decimals than the currency has: "1,234" in USD could
 * mean two things, so it is neither.
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(text.normalize('NFKC').trim())
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  const digits = minorUnitDigits(currency)
  if (fraction.length > digits) return undefined
  const amountMinor = Number(whole + fraction.padEnd(digits, '0'))
  return Number.isSafeInteger(amountMinor) ? amountMinor : undefined
}
