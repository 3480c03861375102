import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { md5Hex } from './md5.ts'

it('is what the platform makes of it, for texts of every length', () => {
  const theirs = (text: string) => createHash('md5').update(text, 'utf8').digest('hex')
  for (let length = 0; length < 200; length += 3) {
    const text = '退a'.repeat(length).slice(0, length)
    expect(md5Hex(text)).toBe(theirs(text))
  }
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => md5Hex(text) === theirs(text)))
})
