import { expect, test } from 'vitest'
import { maxFilesPerItem } from '../lifecycle/evidence-limits.ts'
import { answers } from './commands.schema.ts'
import { policyCaseBody } from './policy-cases.schema.ts'

const ofPhotos = (photos: number) =>
  policyCaseBody.safeParse({
    name: 'A chipped mug',
    order: '1001',
    line: 'l1',
    reason: 'defective',
    photos,
    expect: { decision: 'approve' },
  }).success
const ofFiles = (count: number) =>
  answers.safeParse({ label: Array.from({ length: count }, (_, index) => `ev_${index}`) }).success

test.each([
  ['a case', ofPhotos],
  ['an answer', ofFiles],
] as const)('%s holds as many files as an item does, and no more', (_what, isAccepted) => {
  expect(isAccepted(maxFilesPerItem)).toBe(true)
  expect(isAccepted(maxFilesPerItem + 1)).toBe(false)
})
