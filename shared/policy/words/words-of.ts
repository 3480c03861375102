import en from '../../locales/policy.en.json' with { type: 'json' }
import zh from '../../locales/policy.zh-CN.json' with { type: 'json' }
import type { Translate } from './sentence.ts'
import { translator } from './translator.ts'

export const policyLanguages = ['en', 'zh-CN'] as const
export type PolicyLanguage = (typeof policyLanguages)[number]

const translators: Readonly<Record<PolicyLanguage, Translate>> = {
  en: translator(en, 'en'),
  'zh-CN': translator(zh, 'zh-CN'),
}

/** The words about policies in a language of ours. Both languages at once: a browser loads one file and uses `translator`. */
export function policyWords(language: PolicyLanguage): Translate {
  return translators[language]
}
