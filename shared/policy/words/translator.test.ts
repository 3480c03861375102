import { expect, test } from 'vitest'
import { policyWith } from '../policy.fixtures.ts'
import { termParts } from './term-parts.ts'
import { translator } from './translator.ts'
import { policyWords } from './words-of.ts'

test.each([
  ['en', 1, '1 day'],
  ['en', 999, '999 days'],
  ['en', 10_000, '10,000 days'],
  ['en', 36_500, '36,500 days'],
  ['zh-CN', 10_000, '10,000 天'],
  ['zh-CN', 1_234_567, '1,234,567 天'],
] as const)('%s: %d is written "%s"', (language, count, words) => {
  expect(policyWords(language)('unit.days', { count })).toBe(words)
})

test('parts of an hour keep their point; digits that came as words stay as they came', () => {
  const t = translator({ hours: '{{count}} h', year: 'in {{year}}' }, 'en')
  expect(t('hours', { count: 1_200.5 })).toBe('1,200.5 h')
  expect(t('year', { year: '2027' })).toBe('in 2027')
})

test('a description that is asked for is as long as it says', () => {
  const context = { language: 'en', t: policyWords('en'), policy: policyWith() }
  const asked = { photos: 0, videos: 0, documents: 0, detailLength: 2_000 }
  expect(termParts('/terms', context).evidence(asked).text).toContain('2,000')
})
