import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { shortKeys } from '../../scripts/short-keys.mjs'
import { type PackedWords, unpacked } from './packed-words.ts'

const locales = join(import.meta.dirname, 'locales')
const { pack, rename } = shortKeys(join(import.meta.dirname, '..'), locales)
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(path, 'utf8'))
const shared = (file: string) =>
  /^[\w-]+\.json$/.test(file) ? read(join(import.meta.dirname, '../../shared/locales', file)) : {}

it.each(readdirSync(locales))('%s reads the same after it was packed', (file) => {
  const words = { ...shared(file), ...read(join(locales, file)) }
  const packed = JSON.parse(JSON.stringify(pack(words)))
  expect(unpacked(packed)).toEqual(rename(words))
  expect(JSON.stringify(packed).length).toBeLessThan(JSON.stringify(rename(words)).length)
})

it('gives a name without a dot the group of the one before', () => {
  const packed: PackedWords = [4, 'a_other b.c.d e f.g', 'A', 'D', 'E', 'G', 'nine', 'ten']
  const words = { a_other: 'A', 'b.c.d': 'D', 'b.c.e': 'E', 'f.g': 'G', '8': 'nine', '9': 'ten' }
  expect(unpacked(packed)).toEqual(words)
})

it('leaves words alone that came as they are written', () => {
  expect(unpacked({ 'ui.back': 'Back' })).toEqual({ 'ui.back': 'Back' })
})
