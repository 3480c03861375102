/**
 * Digits after the decimal point, ISO 4217 "minor unit" (list of 2024-06-25): only what differs from 2. Units without a
 * minor unit (metals, fund codes, XXX) count as 0. Not from Intl: CLDR's digits are for display and differ (HUF 0, IQD 0).
 */
const exceptions: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XAG XAU XBA XBB XBC XBD XDR XOF XPD XPF XPT XSU XTS XUA XXX',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const digitsByCurrency = new Map<string, number>()
for (const digits of [0, 3, 4]) {
  for (const code of exceptions[digits]?.split(' ') ?? []) digitsByCurrency.set(code, digits)
}

/** Decimal digits of a currency's minor unit: JPY 0, CNY 2, KWD 3. An unknown code counts as 2. */
export function minorUnitDigits(currency: string): number {
  return digitsByCurrency.get(currency) ?? 2
}
