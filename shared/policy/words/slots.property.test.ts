import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policies } from '../arbitrary-policies.fixtures.ts'
import { describePolicy } from './describe.ts'
import { diffPolicies } from './diff.ts'
import { ruleSentences } from './rule-sentence.ts'
import { type Sentence, sentenceText } from './sentence.ts'
import { termSentences } from './term-sentence.ts'
import { wordsIn } from './words.fixtures.ts'

const languages = fc.constantFrom('en' as const, 'zh-CN' as const)

function resolve(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/')],
      document,
    )
}

const hole = /\{\{|undefined|\[object|NaN|[\uE000-\uF8FF]/

test('every part that can be changed leads to what it says, and no sentence has holes', () => {
  fc.assert(
    fc.property(policies, languages, (policy, language) => {
      const context = wordsIn(language, policy)
      const sentences: Sentence[] = [
        ...termSentences(policy.terms, '/terms', context).map(({ sentence }) => sentence),
        ...policy.rules.map((rule, index) => ruleSentences(rule, index, context).whole),
      ]
      for (const sentence of sentences) {
        expect(sentenceText(sentence)).not.toMatch(hole)
        expect(sentenceText(sentence)).toMatch(/[.。]”?$/)
        for (const { slot } of sentence)
          if (slot) expect([slot.pointer, resolve(policy, slot.pointer)]).not.toContain(undefined)
      }
    }),
    { numRuns: 25 },
  )
})

test('a policy is described whatever it says, and differs from itself in nothing', () => {
  fc.assert(
    fc.property(policies, languages, fc.constantFrom('DE', 'CN', 'GB', 'US', 'JP'), (policy, language, country) => {
      const { t } = wordsIn(language, policy)
      const text = JSON.stringify(describePolicy(policy, { country, language, t }))
      expect(text).not.toMatch(hole)
      expect(diffPolicies(policy, structuredClone(policy), wordsIn(language, policy))).toEqual([])
    }),
    { numRuns: 25 },
  )
})

test('a change has a place, and what is changed reads differently', () => {
  fc.assert(
    fc.property(policies, policies, (live, draft) => {
      for (const change of diffPolicies(live, draft, wordsIn('en', draft))) {
        const side = change.kind === 'removed' ? live : draft
        expect([change, resolve(side, change.pointer)]).not.toContain(undefined)
        expect(JSON.stringify(change)).not.toMatch(hole)
        if (change.before !== undefined) expect(change.before).not.toBe(change.after)
      }
    }),
    { numRuns: 25 },
  )
})
