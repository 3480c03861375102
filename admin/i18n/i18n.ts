import i18next from 'i18next'
import type payoutWords from '../../shared/locales/payouts.en.json'
import type { Translate } from '../../shared/policy/words/sentence.ts'
import { translator } from '../../shared/policy/words/translator.ts'
import type editorWords from './locales/editor.en.json'
import type adminWords from './locales/en.json'
import type refundWords from './locales/refunds.en.json'
import type settingsWords from './locales/settings.en.json'
import type versionWords from './locales/versions.en.json'

export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

type Leaves<T, Path extends string = ''> = T extends string
  ? Path
  : { [K in keyof T & string]: Leaves<T[K], Path extends '' ? K : `${Path}.${K}`> }[keyof T & string]
type WithoutCount<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K

/**
 * Every key of locales/en.json, refunds.en.json, settings.en.json and versions.en.json, of editor.en.json under "editor",
 * and of the shared payouts.en.json under "payout"; plural forms count as one.
 */
export type WordKey = WithoutCount<
  Leaves<
    typeof adminWords &
      typeof refundWords &
      typeof settingsWords &
      typeof versionWords & { editor: typeof editorWords; payout: typeof payoutWords }
  >
>
export type WordParams = Record<string, string | number>

const storageKey = 'amends.admin.language'
const instance = i18next.createInstance()
const listeners = new Set<() => void>()
const loaded = new Set<Language>()
const policyWords = new Map<Language, Translate>()

/** BCP 47 tags for Intl: English as written in a shop that sells to the world, day before month, 24 hours. */
const intlTags: Record<Language, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' }

export async function startI18n(preferred?: Language): Promise<void> {
  const language = preferred ?? chosenLanguage()
  if (!instance.isInitialized) {
    await instance.init({
      lng: language,
      fallbackLng: 'en',
      resources: {},
      ns: ['admin', 'trace'],
      defaultNS: 'admin',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  }
  await setLanguage(language, 'for_now')
}

export function language(): Language {
  return instance.language === 'zh-CN' ? 'zh-CN' : 'en'
}

export function intlTag(of: Language = language()): string {
  return intlTags[of]
}

export async function setLanguage(next: Language, how: 'keep' | 'for_now' = 'keep'): Promise<void> {
  await loadWords(next)
  await instance.changeLanguage(next)
  document.documentElement.lang = next
  if (how === 'keep') localStorage.setItem(storageKey, next)
  for (const listener of listeners) listener()
}

/** Makes a language's words ready without switching to it: a message is previewed in the shopper's language. */
export async function loadWords(of: Language): Promise<void> {
  if (loaded.has(of)) return
  const [admin, editor, refunds, settings, versions, payout, trace, policy] = await (of === 'zh-CN'
    ? Promise.all([
        import('./locales/zh-CN.json'),
        import('./locales/editor.zh-CN.json'),
        import('./locales/refunds.zh-CN.json'),
        import('./locales/settings.zh-CN.json'),
        import('./locales/versions.zh-CN.json'),
        import('../../shared/locales/payouts.zh-CN.json'),
        import('../../shared/locales/trace.zh-CN.json'),
        import('../../shared/locales/policy.zh-CN.json'),
      ])
    : Promise.all([
        import('./locales/en.json'),
        import('./locales/editor.en.json'),
        import('./locales/refunds.en.json'),
        import('./locales/settings.en.json'),
        import('./locales/versions.en.json'),
        import('../../shared/locales/payouts.en.json'),
        import('../../shared/locales/trace.en.json'),
        import('../../shared/locales/policy.en.json'),
      ]))
  instance.addResourceBundle(of, 'admin', {
    ...admin.default,
    ...refunds.default,
    ...settings.default,
    ...versions.default,
    editor: editor.default,
    payout: payout.default,
  })
  instance.addResourceBundle(of, 'trace', trace.default)
  policyWords.set(of, translator(policy.default, of))
  loaded.add(of)
}

/** The words that sentences about policies are made of, in the language on screen. */
export function policyTranslate(): Translate {
  return policyWords.get(language()) ?? ((key) => key)
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function t(key: WordKey, params: WordParams = {}): string {
  return instance.t(key, written(params, language()))
}

/** A count as it is written: "9,412". Numbers given to `t` are written so by themselves. */
export function figure(value: number, of: Language = language()): string {
  return value.toLocaleString(intlTag(of))
}

/** Numbers that name something are no counts: they stay as they are known. */
const names: ReadonlySet<string> = new Set(['code', 'number', 'status', 'version', 'year'])

/** What is filled in is written as counts are; `count` also stays a number, for its plural. */
function written(params: WordParams, of: Language): Record<string, string | number | WordParams> {
  const entries = Object.entries(params).map(
    ([name, value]) => [name, typeof value === 'number' && !names.has(name) ? figure(value, of) : value] as const,
  )
  return { ...params, replace: Object.fromEntries(entries) }
}

/** In a language that `loadWords` made ready. */
export function tIn(of: Language, key: WordKey, params: WordParams = {}): string {
  return instance.t(key, { ...written(params, of), lng: of })
}

/** For keys that come over the wire; undefined when no words exist. */
export function wordsFor(namespace: 'admin' | 'trace', key: string, params: WordParams = {}): string | undefined {
  return instance.exists(key, { ...params, ns: namespace })
    ? instance.t(key, { ...written(params, language()), ns: namespace })
    : undefined
}

/** The language of ours that serves a BCP 47 tag best. */
export function nearestLanguage(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

function chosenLanguage(): Language {
  const kept = localStorage.getItem(storageKey)
  if (kept === 'en' || kept === 'zh-CN') return kept
  return nearestLanguage(navigator.languages[0] ?? 'en')
}
