import en from '../../shared/locales/policy.en.json' with { type: 'json' }
import zh from '../../shared/locales/policy.zh-CN.json' with { type: 'json' }
import type { Translate } from '../../shared/policy/words/sentence.ts'
import { translator } from '../../shared/policy/words/translator.ts'
import { Failure } from '../failure.ts'
import type { MerchantSettings } from '../merchants/index.ts'
import { isCountry } from './countries.ts'

export type Language = 'en' | 'zh-CN'

const translators: Record<Language, Translate> = { en: translator(en, 'en'), 'zh-CN': translator(zh, 'zh-CN') }

/** Who reads a policy: in which language, and in which country the law is looked up. */
export interface Reader {
  language: Language
  country: string
  t: Translate
}

/** What was asked for; else what the browser says of its owner, else where the shop is. @throws Failure validation_failed */
export function readerOf(
  settings: MerchantSettings,
  asked: { language?: string; country?: string; acceptLanguage: string | null },
): Reader {
  const browser = preferred(asked.acceptLanguage)
  const wanted = [...(asked.language ? [asked.language] : []), ...browser, ...settings.locales]
  const language = wanted.map(languageOf).find((known) => known !== undefined) ?? 'en'
  const country = (asked.country ?? browser.map(regionOf).find(Boolean) ?? homeOf(settings)).toUpperCase()
  if (!isCountry(country)) throw new Failure('validation_failed', { pointer: '/query/country' })
  return { language, country, t: translators[language] }
}

/** Where most shoppers are: the country of the first return address. */
function homeOf({ returnAddresses }: MerchantSettings): string {
  return returnAddresses[0]?.country ?? 'GB'
}

/** Tags of an Accept-Language header, the most wanted first. */
function preferred(header: string | null): string[] {
  const tags = (header ?? '').slice(0, 500).split(',')
  const weighed = tags.map((tag) => {
    const [name = '', quality] = tag.trim().split(/\s*;\s*q=/i)
    return { name, quality: quality === undefined ? 1 : Number(quality) || 0 }
  })
  return weighed.toSorted((a, b) => b.quality - a.quality).map(({ name }) => name)
}

/** GB of en-GB. */
function regionOf(tag: string): string | undefined {
  const region = tag.split('-').find((part, index) => index > 0 && /^[a-z]{2}$/i.test(part))
  return region && isCountry(region.toUpperCase()) ? region : undefined
}

function languageOf(tag: string): Language | undefined {
  const [primary] = tag.toLowerCase().split('-')
  return primary === 'zh' ? 'zh-CN' : primary === 'en' ? 'en' : undefined
}
