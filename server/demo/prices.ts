import { rounded } from './arithmetic.ts'
import { type Currency, conversion } from './places.ts'

/** Pence of the source in minor units of a currency, on the step its prices end on, never nothing. */
export function priceIn(currency: Currency, pence: number): number {
  const { numerator, denominator, step } = conversion[currency]
  return Math.max(step, rounded(pence, numerator, denominator * step) * step)
}
