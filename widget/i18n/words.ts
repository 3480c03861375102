import { createInstance, type i18n } from 'i18next'
import type shared from '../../shared/locales/en.json'
import type { Language } from './language.ts'
import type account from './locales/en.account.json'
import type asks from './locales/en.asks.json'
import type claims from './locales/en.claims.json'
import type help from './locales/en.help.json'
import type own from './locales/en.json'
import type notes from './locales/en.notes.json'
import type orders from './locales/en.orders.json'
import type turns from './locales/en.turns.json'
import { unpacked } from './packed-words.ts'

/** The words of screens that come later: a namespace and a file each. */
interface Parts {
  account: typeof account
  asks: typeof asks
  claims: typeof claims
  help: typeof help
  notes: typeof notes
  orders: typeof orders
  turns: typeof turns
}
type Singular<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K
/** A missing key is a compile error. */
export type Key = Singular<keyof typeof own | keyof typeof shared>
/** What a later screen may say: its own words too. */
export type KeyOf<P extends Part> = Key | Singular<keyof Parts[P]>
export type Part = keyof Parts
export type Params = Readonly<Record<string, string | number>>
type Texts = Readonly<Record<string, string>>

const first = 'first'

/** The words of one language, read by an i18next of our own: the page's stays as it is. */
export class Words {
  private readonly i18next: i18n
  private readonly language: Language
  private readonly base?: URL
  private readonly namespaces: string[] = [first]
  private hasHole = false

  /** @param base the folder that has `locales/`, for parts that come later */
  constructor(texts: Texts, language: Language, base?: URL) {
    this.language = language
    this.base = base
    this.i18next = createInstance()
    void this.i18next.init({
      lng: language,
      load: 'currentOnly',
      fallbackLng: false,
      ns: this.namespaces,
      resources: { [language]: { [first]: texts } },
      initAsync: false,
      keySeparator: false,
      nsSeparator: false,
      ignoreJSONStructure: false,
      // Lit escapes what it is given.
      interpolation: { escapeValue: false },
      parseMissingKeyHandler: () => '',
      missingInterpolationHandler: () => {
        this.hasHole = true
        return ''
      },
    })
  }

  /** The text of a key, or undefined when this language has none. */
  find(key: string, params: Params = {}): string | undefined {
    this.hasHole = false
    // Values come over the wire under names of their own: as `replace` none is taken for an option.
    const text = this.i18next.t(key, {
      count: params.count as number,
      replace: params,
      nest: false,
      ns: this.namespaces,
    })
    // A sentence with a hole is worse than a plainer one.
    return (!this.hasHole && text) || undefined
  }

  /** The text of a known key; the key itself where a language file is older than the code. */
  t = (key: Key, params?: Params): string => this.find(key, params) ?? key

  has(part: Part): boolean {
    return this.namespaces.includes(part)
  }

  async add(part: Part): Promise<void> {
    if (this.has(part)) return
    const texts = await fetchTexts(this.language, `.${part}`, this.base)
    this.i18next.addResourceBundle(this.language, part, texts)
    if (!this.has(part)) this.namespaces.push(part)
  }
}

const loaded = new Map<string, Promise<Words>>()

/** Fetched as data beside the module, once for every element of the page. */
export function loadWords(language: Language, base: URL): Promise<Words> {
  const name = base.href + language
  const known = loaded.get(name)
  if (known) return known
  const words = fetchTexts(language, '', base).then((texts) => new Words(texts, language, base))
  loaded.set(name, words)
  // A failed load must not be remembered: the next try may succeed.
  words.catch(() => loaded.delete(name))
  return words
}

async function fetchTexts(language: Language, part: string, base?: URL): Promise<Texts> {
  const url = new URL(`locales/${language}${part}.json`, base)
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status} for ${url}`)
  return unpacked(await response.json())
}
