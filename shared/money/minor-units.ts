/**
 * Digits after the decimal point, ISO 4217 "minor unit" (list of 2024-06-25): only what differs from 2, of countries. Not from
 * Intl: CLDR's digits are for display and differ (HUF 0, IQD 0).
 */
const exceptions: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/** Decimal digits of a currency's minor unit: JPY 0, CNY 2, KWD 3. A code that is none counts as 2, or as 0 where it begins with X. */
export function minorUnitDigits(currency: string): number {
  // X is no country's: three of these have a minor unit, and XAF, XOF, XPF, metals, funds and XXX have none.
  if (/^X(?!AD|CD|CG)/.test(currency)) return 0
  return [0, 3, 4].find((digits) => exceptions[digits]?.split(' ').includes(currency)) ?? 2
}
