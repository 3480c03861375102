let countries: string[] | undefined

/** ISO 3166-1 alpha-2, as far as the browser has names for them: codes that were given up or name no country are out. */
export function countryCodes(): string[] {
  if (countries) return countries
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  countries = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(
      (code) =>
        !noCountries.has(code) && names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
    )
  return countries
}

const noCountries: ReadonlySet<string> = new Set([
  'EU',
  'EZ',
  'UN',
  'XA',
  'XB',
  'ZZ',
  'QO',
  'AC',
  'CP',
  'DG',
  'EA',
  'IC',
  'TA',
  'CQ',
  'AN',
  'CS',
])
