import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { requestStatuses } from '../../shared/lifecycle/request.ts'
import sharedEn from '../../shared/locales/en.json'
import sharedZh from '../../shared/locales/zh-CN.json'
import { paymentMethods } from '../../shared/order/order.ts'
import { becauseKeys } from '../../shared/policy/because-keys.ts'
import { chooseLanguage, languageFor, languages } from './language.ts'
import { speechOf } from './speech.ts'
import { Words } from './words.ts'

type Texts = Record<string, string>
const locales = join(import.meta.dirname, 'locales')
/** The files of one language: the first and those of later parts. */
const files = (language: string) =>
  readdirSync(locales).flatMap((file) =>
    file.startsWith(`${language}.`) ? [JSON.parse(readFileSync(join(locales, file), 'utf8')) as Texts] : [],
  )
const en: Texts = Object.assign({}, ...files('en'))
const english: Texts = { ...sharedEn, ...en }
const chinese: Texts = Object.assign({ ...sharedZh }, ...files('zh-CN'))
const baseOf = (key: string) => key.replace(/_(one|other)$/, '')
const bases = (texts: Texts) =>
  [...new Set(Object.keys(texts).map((key) => (isPlural(texts, key) ? baseOf(key) : key)))].sort()
const isPlural = (texts: Texts, key: string) => /_(one|other)$/.test(key) && `${baseOf(key)}_other` in texts
const holes = (text: string) => [...new Set(text.match(/{{\w+}}/g) ?? [])].sort()

const folder = join(import.meta.dirname, '..')
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')
const prefixes = [...source.matchAll(/`([a-z][\w.]*\.)\$\{/g)].map(([, prefix]) => prefix!)
const suffixes = [...source.matchAll(/\$\{\w+\}(\.[\w.]+)`/g)].map(([, suffix]) => suffix!)

describe('both languages', () => {
  it('have the same keys', () => {
    expect(bases(chinese)).toEqual(bases(english))
  })

  it('have the plural forms their grammar needs', () => {
    const forms = (texts: Texts, key: string) => ['one', 'other'].filter((form) => `${key}_${form}` in texts)
    for (const key of bases(english)) {
      if (!(`${key}_other` in english)) continue
      expect(forms(english, key), key).toContain('other')
      expect(forms(chinese, key), key).toEqual(['other'])
    }
  })

  it('name the same values', () => {
    for (const key of bases(english)) {
      const of = (texts: Texts) => holes(texts[`${key}_other`] ?? texts[key] ?? '')
      expect(of(chinese), key).toEqual(of(english))
    }
  })

  it('say each key once, and a later part has the same keys in both', () => {
    for (const language of languages) {
      const keys = files(language).flatMap((texts) => Object.keys(texts))
      expect(keys.length, language).toBe(new Set(keys).size)
    }
    const [first, ...later] = files('en').map((texts) => bases(texts).sort())
    expect(files('zh-CN').map((texts) => bases(texts).sort())).toEqual([first, ...later])
  })

  it('say something for every key, without stray spaces', () => {
    for (const [key, text] of [...Object.entries(english), ...Object.entries(chinese)]) {
      const isJoined = key === 'list.comma' || /^(when\.|money\.(instant|reviewed)$|review\.within)/.test(key)
      expect(isJoined ? text.length > 0 : text.trim() === text && text.length > 0, key).toBe(true)
    }
  })

  it('English never shouts; Chinese has no full-width spaces and says 您', () => {
    for (const text of Object.values(english)) expect(text).not.toMatch(/!|oops|invalid/i)
    for (const text of Object.values(chinese)) expect(text).not.toMatch(/！|你|\u3000/)
  })
})

describe('the words and the code', () => {
  it('have no key that nothing says', () => {
    const unused = bases(en).filter(
      (key) =>
        !source.includes(`'${key}'`) &&
        !prefixes.some((prefix) => key.startsWith(prefix)) &&
        !suffixes.some((suffix) => key.endsWith(suffix)),
    )
    expect(unused).toEqual([])
  })

  it('have words for every state, method and clause', () => {
    for (const status of requestStatuses) expect(english).toHaveProperty([`status.${status}`])
    for (const method of paymentMethods) expect(english).toHaveProperty([`method.${method}`])
    const internal = ['unknown_line', 'unknown_payment', 'unknown_reason', 'wrong_subject']
    for (const key of becauseKeys.filter((each) => !internal.includes(each))) {
      expect(english).toHaveProperty([`because.${key}`])
    }
  })
})

describe('Words', () => {
  const words = new Words({ a_one: '{{count}} item', a_other: '{{count}} items', b: 'for {{name}}' }, 'en')

  it('chooses the plural and fills in', () => {
    expect(words.find('a', { count: 1 })).toBe('1 item')
    expect(words.find('a', { count: 2 })).toBe('2 items')
    expect(new Words({ c_other: '{{count}} 件' }, 'zh-CN').find('c', { count: 1 })).toBe('1 件')
    expect(words.find('b', { name: '$&' })).toBe('for $&')
  })

  it('says nothing rather than a sentence with a hole', () => {
    expect(words.find('b')).toBeUndefined()
    expect(words.find('none')).toBeUndefined()
  })
})

describe('Speech', () => {
  const at = Date.parse('2026-11-29T23:30:00Z')
  const speak = (lang: 'en' | 'zh-CN', zone = 'Europe/London') =>
    speechOf(new Words(lang === 'en' ? english : chinese, lang), lang, lang === 'en' ? 'en-GB' : lang, zone)

  it('says dates in the merchant’s zone, and local dates as they are', () => {
    expect(speak('en').day(at)).toBe('29 Nov')
    expect(speak('zh-CN', 'Asia/Shanghai').day(at)).toBe('11月30日')
    expect(speak('zh-CN', 'Asia/Shanghai').day('2026-11-29')).toBe('11月29日')
    expect(speak('en').span('2026-11-27', '2026-12-01')).toBe('27 Nov to 1 Dec')
    expect(speak('zh-CN').span('2026-11-27', '2026-12-01')).toBe('11月27日至12月1日')
    expect(speak('en').span('2026-11-27', '2026-11-27')).toBe('27 Nov')
  })

  it('says a clause with its dates, the shop’s own words first, and something for one it does not know', () => {
    const { say } = speak('en')
    expect(say({ key: 'because.window_passed', params: { days: 14, endsAt: at } })).toBe(
      'The 14-day return window closed on 29 Nov',
    )
    expect(say({ key: 'because.window_passed' })).toBe(english['because.policy'])
    expect(say({ key: 'because.own', text: { en: 'Hand-made', 'zh-CN': '手工' } })).toBe('Hand-made')
    expect(say({ key: 'because.made_up' })).toBe(english['because.policy'])
  })

  it('picks the shopper’s language of the shop’s words, else English, else any', () => {
    const { pick } = speak('zh-CN')
    expect(pick({ en: 'a', 'zh-Hans': 'b' })).toBe('b')
    expect(pick({ en: 'a', de: 'b' })).toBe('a')
    expect(pick({ de: 'b' })).toBe('b')
  })
})

describe('language', () => {
  it.each([
    ['zh', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['EN-us', 'en'],
    ['de', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s is served in %s', (tag, language) => {
    expect(languageFor(tag)).toBe(language)
  })

  it('takes the first candidate it has words for, and keeps its region for dates', () => {
    expect(chooseLanguage([undefined, 'de', 'en-US', 'zh'])).toEqual({ words: 'en', format: 'en-US' })
    expect(chooseLanguage(['zh'])).toEqual({ words: 'zh-CN', format: 'zh-CN' })
    expect(chooseLanguage(['en'])).toEqual({ words: 'en', format: 'en-GB' })
    expect(chooseLanguage([])).toEqual({ words: languages[0], format: 'en-GB' })
  })
})
