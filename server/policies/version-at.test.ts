import { expect, it } from 'vitest'
import { versionAt } from './version-at.ts'

const times = [
  { version: 2, effectiveAt: 100 },
  { version: 3, effectiveAt: 200 },
  { version: 5, effectiveAt: 200 },
  { version: 6, effectiveAt: 900 },
]

it.each([
  ['before the first, the first', 99, 2],
  ['from its moment on', 100, 2],
  ['to the last moment before the next', 199, 2],
  ['of two that begin at once, the higher', 200, 5],
  ['long after', 5000, 6],
])('%s', (_, atMs, version) => {
  expect(versionAt(times, atMs)).toBe(version)
})

it('none, where there is none', () => {
  expect(versionAt([], 5)).toBeUndefined()
})
