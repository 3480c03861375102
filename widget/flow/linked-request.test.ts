import { expect, it } from 'vitest'
import { linkedRequest } from './linked-request.ts'

it.each([
  ['#amends=R-7K2M-9QXD', 'R-7K2M-9QXD'],
  ['', undefined],
  ['#refunds', undefined],
  ['#amends=', undefined],
  ['#amends=R-7K2M-9QXD/../..', undefined],
  ['#amends=LH-581418', undefined],
])('%s names %s', (fragment, request) => {
  expect(linkedRequest(fragment)).toBe(request)
})
