import { intlTag } from '../../shared/policy/words/words-context.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** What Intl names besides countries: unions, exceptions, and nowhere. */
const noCountries = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ'])

const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
let known: Set<string> | undefined

function countries(): Set<string> {
  known ??= new Set(
    letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => !noCountries.has(code) && canonical(code) && english.of(code) !== undefined),
  )
  return known
}

/** Intl knows older codes too, and calls them by the present one: DD is DE. */
function canonical(code: string): boolean {
  return new Intl.Locale('und', { region: code }).toString() === `und-${code}`
}

/** ISO 3166-1 alpha-2, upper case. */
export function isCountry(code: string): boolean {
  return countries().has(code)
}

const named = new Map<string, { code: string; name: string }[]>()

/** All of them, by their name in this language. */
export function countryNames(language: string): { code: string; name: string }[] {
  const found = named.get(language)
  if (found) return found
  const names = new Intl.DisplayNames(intlTag(language), { type: 'region' })
  const { compare } = new Intl.Collator(language)
  const list = [...countries()].map((code) => ({ code, name: names.of(code) ?? code }))
  const sorted = list.toSorted((a, b) => compare(a.name, b.name))
  named.set(language, sorted)
  return sorted
}
