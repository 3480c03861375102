import { expect, it } from 'vitest'
import { entryOf } from './table-entry.ts'

it('has only what was written into it', () => {
  const table = { RJCT: 'failed' }
  expect(entryOf(table, 'RJCT')).toBe('failed')
  for (const word of [undefined, '', 'rjct', 'constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(entryOf(table, word)).toBeUndefined()
  }
})
