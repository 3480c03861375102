import { expect, test } from 'vitest'
import { defaultPolicy } from './default-policy.ts'
import { textIn } from './policy-text.ts'

const words = { fr: 'Retours', en: 'Returns', 'zh-CN': '退货', 'zh-TW': '退貨', pt: 'Devoluções' }

test.each([
  ['zh-CN', '退货'],
  ['zh-tw', '退貨'],
  ['pt-BR', 'Devoluções'],
  ['zh', '退货'],
  ['zh-HK', '退货'],
  ['en-GB', 'Returns'],
  ['de', 'Returns'],
  ['constructor', 'Returns'],
])('a reader of %s reads %s', (tag, expected) => {
  expect(textIn(words, tag)).toBe(expected)
})

test('without English the first there is; one text is for everybody', () => {
  expect(textIn({ fr: 'Retours', ja: '返品' }, 'de')).toBe('Retours')
  expect(textIn('Returns', 'zh-CN')).toBe('Returns')
  expect(textIn({}, 'en')).toBe('')
})

test('the starter policy names everything in both languages', () => {
  const { title, rules } = defaultPolicy()
  for (const text of [title, ...rules.map(({ name }) => name)]) {
    expect(textIn(text, 'zh-CN')).toMatch(/\p{Script=Han}/u)
    expect(textIn(text, 'en')).not.toMatch(/\p{Script=Han}/u)
  }
})
