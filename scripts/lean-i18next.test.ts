import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { leanSource } from './lean-i18next.mjs'

const root = join(import.meta.dirname, '..')
const user = readFileSync(join(root, 'widget/i18n/words.ts'), 'utf8')
const source = await leanSource(user)
const lean: { createInstance: typeof createInstance } = await import(
  /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`
)

type Texts = Record<string, string>
const read = (folder: string, language: string) =>
  readdirSync(join(root, folder))
    .filter((file) => file.startsWith(`${language}.`))
    .map((file): Texts => JSON.parse(readFileSync(join(root, folder, file), 'utf8')))
const textsOf = (language: string): Texts =>
  Object.assign({}, ...read('shared/locales', language), ...read('widget/i18n/locales', language))

/** As widget/i18n/words.ts sets it up. */
function instance(create: typeof createInstance, language: string, texts: Texts) {
  const holes: string[] = []
  const i18next = create()
  void i18next.init({
    lng: language,
    load: 'currentOnly',
    fallbackLng: false,
    ns: ['first'],
    resources: { [language]: { first: texts } },
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    ignoreJSONStructure: false,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: () => '',
    missingInterpolationHandler: (_, match) => {
      holes.push(match[1])
      return ''
    },
  })
  const say = (key: string, params: Record<string, string | number>, namespaces = ['first']) =>
    i18next.t(key, { count: params.count as number, replace: params, nest: false, ns: namespaces })
  return { say, holes, i18next }
}

describe('the i18next of the bundle says what the package says', () => {
  it.each(['en', 'zh-CN'])('for every key of %s, with every count and without its values', (language) => {
    const texts = textsOf(language)
    const [ours, theirs] = [lean.createInstance, createInstance].map((create) => instance(create, language, texts))
    const keys = [...new Set(Object.keys(texts).map((key) => key.replace(/_(one|other)$/, '')))]
    expect(keys.length).toBeGreaterThan(250)
    for (const key of keys) {
      const all = [texts[key], texts[`${key}_one`], texts[`${key}_other`]].join(' ')
      const names = [...all.matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name)
      const filled = Object.fromEntries(names.map((name) => [name, `<${name}> $t(back) {{x}} / "`]))
      for (const count of [0, 1, 2, 5, 21]) {
        const said = theirs!.say(key, { ...filled, count })
        expect(ours!.say(key, { ...filled, count }), key).toBe(said)
        expect(said.length, key).toBeGreaterThan(0)
      }
      expect(ours!.say(key, {}), key).toBe(theirs!.say(key, {}))
    }
    expect(ours!.holes).toEqual(theirs!.holes)
    expect(ours!.holes.length).toBeGreaterThan(20)
  })

  it('for a key that nobody has, a part that came later, and a language that has many plurals', () => {
    const texts = { a_one: '{{count}} a', a_few: '{{count}} b', a_many: '{{count}} c', a_other: '{{count}} d' }
    const [ours, theirs] = [lean.createInstance, createInstance].map((create) => instance(create, 'pl', texts))
    for (const each of [ours!, theirs!]) {
      each.i18next.addResourceBundle('pl', 'later', { b: 'B {{who}}', a_other: 'later' })
      expect(each.say('none', {})).toBe('')
      expect(each.say('b', { who: 'x' })).toBe('')
      expect(each.say('b', { who: 'x' }, ['first', 'later'])).toBe('B x')
      expect([1, 2, 5, 1.5].map((count) => each.say('a', { count }, ['first', 'later']))).toEqual([
        '1 a',
        '2 b',
        '5 c',
        '1.5 d',
      ])
    }
  })

  it('refuses a user that gives what the build takes for absent, or gives other constants', async () => {
    await expect(leanSource(`${user}\n// returnObjects: true`)).rejects.toThrow('returnObjects')
    await expect(leanSource(user.replace('nsSeparator: false', "nsSeparator: ':'"))).rejects.toThrow('nsSeparator')
  })

  it('is less than half of the package', () => {
    const whole = readFileSync(join(root, 'node_modules/i18next/dist/esm/i18next.js'), 'utf8')
    expect(source.length).toBeLessThan(whole.length / 2)
  })
})
