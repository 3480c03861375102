import type shared from '../../shared/locales/en.json'
import type { Language } from './language.ts'
import type own from './locales/en.json'

type Singular<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K
/** A missing key is a compile error. */
export type Key = Singular<keyof typeof own | keyof typeof shared>
export type Params = Readonly<Record<string, string | number>>

const holes = /{{\w+}}/g

/**
 * The words of one language in i18next's JSON format (v4): `{{name}}` is filled in, and `key_one`, `key_other` are chosen
 * by `count`. i18next itself reads the same files in the admin; here it would be 14.6 of the widget's 40 KB.
 */
export class Words {
  private readonly texts: Readonly<Record<string, string>>
  private readonly plural: Intl.PluralRules

  constructor(texts: Readonly<Record<string, string>>, language: string) {
    this.texts = texts
    this.plural = new Intl.PluralRules(language)
  }

  /** The text of a key, or undefined when this language has none. */
  find(key: string, params: Params = {}): string | undefined {
    const { count } = params
    const chosen = typeof count === 'number' ? this.texts[`${key}_${this.plural.select(count)}`] : undefined
    const text = chosen ?? this.texts[key] ?? this.texts[`${key}_other`]
    // A sentence with a hole is worse than a plainer one.
    if (text?.match(holes)?.some((hole) => params[hole.slice(2, -2)] === undefined)) return undefined
    return text?.replace(holes, (hole) => String(params[hole.slice(2, -2)]))
  }

  /** The text of a known key; the key itself where a language file is older than the code. */
  t = (key: Key, params?: Params): string => this.find(key, params) ?? key
}

const loaded = new Map<string, Promise<Words>>()

/** Fetched as data beside the module, once for every element of the page. */
export function loadWords(language: Language, base: URL): Promise<Words> {
  const url = new URL(`locales/${language}.json`, base).href
  const known = loaded.get(url)
  if (known) return known
  const words = fetch(url).then(async (response) => {
    if (!response.ok) throw new Error(`${response.status} for ${url}`)
    return new Words(await response.json(), language)
  })
  loaded.set(url, words)
  // A failed load must not be remembered: the next try may succeed.
  words.catch(() => loaded.delete(url))
  return words
}
