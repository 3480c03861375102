import { describe, expect, test } from 'vitest'
import en from '../../locales/policy.en.json'
import zh from '../../locales/policy.zh-CN.json'
import { becauseKeys } from '../because-keys.ts'
import { defaultPolicy } from '../default-policy.ts'
import { factsTable } from '../facts-table.ts'
import { statutes } from '../statutes/statute-for.ts'
import type { WordTree } from './translator.ts'
import { policyWords } from './words-of.ts'

function leaves(tree: WordTree, path = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(path + key, value)
    else for (const [below, words] of leaves(value, `${path}${key}.`)) all.set(below, words)
  }
  return all
}

const base = (key: string) => key.replace(/_(one|other)$/, '')
const english = leaves(en)
const chinese = leaves(zh)
/** Facts and what is said to shoppers need verbs in one language that the other does without. */
const isGrammar = (key: string) => /^(you\.)?fact\.\w+\.(noun|verb|not|thing)$/.test(key)
const keysOf = (words: ReadonlyMap<string, string>) =>
  [...new Set([...words.keys()].map(base))].filter((key) => !isGrammar(key)).sort()

test('both languages say the same things', () => {
  expect(keysOf(chinese)).toEqual(keysOf(english))
})

test('both languages have the same holes to fill', () => {
  const holes = (words: string | undefined) =>
    [...new Set([...(words ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))]
      .filter((name) => name !== 'total')
      .sort()
  // a plural or an operator may be said without the word that the other language needs
  const free = /^(amountAndMore|leafOfOwn)/
  for (const [key, words] of chinese) {
    const other = english.get(key) ?? english.get(`${base(key)}_other`)
    if (other !== undefined && !free.test(key)) expect([key, holes(words)]).toEqual([key, holes(other)])
  }
})

test('no language has a word of the other, markup or white space too much', () => {
  for (const [key, words] of chinese)
    expect([key, words]).not.toEqual([key, expect.stringMatching(/[a-z]{4,}(?![^{]*\}\})(?<!PayPal)/)])
  for (const [key, words] of english) expect([key, words]).not.toEqual([key, expect.stringMatching(/\p{Script=Han}/u)])
  for (const words of [...english.values(), ...chinese.values()]) expect(words).not.toMatch(/<|>| {2}|\.\.\./)
})

describe.each(['en', 'zh-CN'] as const)('%s', (language) => {
  const t = policyWords(language)
  const known = (key: string) => t(key, { count: 2 }) !== key

  test('has words for every fact, term, clause, lane of the starter policy and statute that needs its own', () => {
    const terms = Object.keys(defaultPolicy().terms)
    const lanes = ['standard', ...defaultPolicy().rules.flatMap(({ set }) => set.lane ?? [])]
    const missing = [
      ...factsTable.flatMap(({ name, type }) => {
        const key = `fact.${name.replaceAll('.', '_')}`
        const list = ['some', 'none', 'starts_with', 'not_starts_with']
        const parts = ['label', 'noun', ...(type === 'boolean' ? ['yes', 'no'] : type === 'list' ? list : [])]
        return parts.map((part) => `${key}.${part}`)
      }),
      ...terms.map((term) => `term.${term}`),
      ...becauseKeys.map((key) => `because.${key}`),
      ...lanes.map((lane) => `lane.${lane}`),
      ...statutes.filter(({ covers }) => covers === 'no_reason').map(({ id }) => `law.${id}.right`),
    ].filter((key) => !known(key))
    expect(missing).toEqual([])
  })

  test('counts as its grammar does, and leaves an unknown key alone', () => {
    expect([0, 1, 2].map((count) => t('unit.days', { count }))).toEqual(
      language === 'en' ? ['0 days', '1 day', '2 days'] : ['0 天', '1 天', '2 天'],
    )
    expect(t('no.such.key')).toBe('no.such.key')
  })
})
