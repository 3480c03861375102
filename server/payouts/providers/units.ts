import { minorUnitDigits } from '../../../shared/money/minor-units.ts'

/** How a provider counts a currency: its digits after the point, and the step its amounts come in, where it says so. */
export interface UnitRules {
  digits: Readonly<Record<string, number>>
  /** In the provider's own units. */
  step: Readonly<Record<string, number>>
}

/**
 * docs.stripe.com/currencies: zero-decimal currencies are ISO's but for the ariary (0); krona and Ugandan shilling keep two
 * digits that must be 00; of three digits the last must be 0.
 */
export const stripeUnits: UnitRules = {
  digits: { ISK: 2, UGX: 2, MGA: 0 },
  step: { ISK: 100, UGX: 100, BHD: 10, JOD: 10, KWD: 10, OMR: 10, TND: 10 },
}

/** developer.paypal.com currency codes: forint, yen and Taiwan dollar "do not support decimals". */
export const paypalUnits: UnitRules = { digits: { HUF: 0, JPY: 0, TWD: 0 }, step: {} }

/** docs.adyen.com/development-resources/currency-codes: "for CLP, CVE, IDR, and ISK the standard has a different number". */
export const adyenUnits: UnitRules = { digits: { CLP: 2, CVE: 0, IDR: 0, ISK: 2 }, step: {} }

/** Minor units of ISO 4217 in the provider's units; undefined where it cannot pay this amount, as half a forint. */
export function toProviderUnits(amount: number, currency: string, rules: UnitRules): number | undefined {
  const units = scaled(amount, digitsOf(currency, rules) - minorUnitDigits(currency))
  if (units === undefined || units % (rules.step[currency] ?? 1) !== 0) return undefined
  return units
}

/** The provider's units in minor units of ISO 4217; undefined where there are none, as a quarter of a cent. */
export function fromProviderUnits(units: number, currency: string, rules: UnitRules): number | undefined {
  return scaled(units, minorUnitDigits(currency) - digitsOf(currency, rules))
}

/** "12.30": provider units as a decimal string of the provider's digits. */
export function decimalOf(amount: number, currency: string, rules: UnitRules): string | undefined {
  const units = toProviderUnits(amount, currency, rules)
  if (units === undefined) return undefined
  const digits = digitsOf(currency, rules)
  if (digits === 0) return String(units)
  const padded = String(units).padStart(digits + 1, '0')
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}

/** A decimal string, also "10", "10.5" or "-10.50", as minor units of ISO 4217 without its sign; undefined: not such an amount. */
export function amountOfDecimal(text: string, currency: string): number | undefined {
  const [, whole = '', fraction = ''] = /^-?(\d{0,15})(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '' && fraction === '') return undefined
  const digits = minorUnitDigits(currency)
  if (/[1-9]/.test(fraction.slice(digits))) return undefined
  const amount = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(amount) ? amount : undefined
}

/** The same of money that was given: less than nothing is no amount. */
export function givenAmountOf(text: string, currency: string): number | undefined {
  return text.startsWith('-') ? undefined : amountOfDecimal(text, currency)
}

function digitsOf(currency: string, { digits }: UnitRules): number {
  return digits[currency] ?? minorUnitDigits(currency)
}

function scaled(amount: number, byDigits: number): number | undefined {
  const factor = 10 ** Math.abs(byDigits)
  const result = byDigits < 0 ? amount / factor : amount * factor
  return Number.isSafeInteger(result) ? result : undefined
}
