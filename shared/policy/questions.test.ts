import { expect, test } from 'vitest'
import type { PolicyQuestion } from './policy.ts'
import { isOpen, questionsFor } from './questions.ts'

const question = (code: string, more: Partial<PolicyQuestion> = {}): PolicyQuestion => ({
  code,
  kind: 'text',
  labels: { en: code },
  required: false,
  ...more,
})
const questions = [
  question('always'),
  question('of_group', { reasons: ['damaged'] }),
  question('of_reason', { reasons: ['defective', 'wrong_item'] }),
  question('of_shoes', { categories: ['shoes', 'boots'] }),
  question('of_both', { reasons: ['damaged'], categories: ['shoes'] }),
]
const asked = (code: string, parent: string | undefined, categories?: string[]) =>
  questionsFor({ questions }, { code, parent }, categories && { categories }).map((each) => each.code)

test('a question is asked for its reasons, their groups and its categories, in the order of the policy', () => {
  expect(asked('not_needed', 'changed_mind', ['mugs'])).toEqual(['always'])
  expect(asked('defective', 'damaged', ['mugs'])).toEqual(['always', 'of_group', 'of_reason'])
  expect(asked('damaged', undefined, ['shoes'])).toEqual(['always', 'of_group', 'of_shoes', 'of_both'])
  expect(asked('wrong_item', 'not_as_described', ['summer', 'boots'])).toEqual(['always', 'of_reason', 'of_shoes'])
  expect(asked('charged_twice', undefined)).toEqual(['always'])
  expect(questionsFor({}, { code: 'damaged' }, undefined)).toEqual([])
})

test('0 is an answer, white space and no file are none', () => {
  expect([undefined, '', ' \n', []].map(isOpen)).toEqual([true, true, true, true])
  expect([0, 'x', ['f1']].map(isOpen)).toEqual([false, false, false])
})
