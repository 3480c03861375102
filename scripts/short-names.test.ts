import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { shortNames } from './short-names.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amends-short-names-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What becomes of each file of a folder. */
function shorten(...codes: string[]): string[] {
  const ids = codes.map((_, index) => join(folder, `${index}.ts`))
  for (const [index, code] of codes.entries()) writeFileSync(ids[index] ?? '', code)
  const transform = shortNames(folder).transform as (code: string, id: string) => { code: string } | null
  return codes.map((code, index) => transform(code, ids[index] ?? '')?.code ?? code)
}

it('shortens what is private, each name everywhere in its file', () => {
  expect(
    shorten('class A { private readonly b = 1; private async a() { return this.b + this.b } c() { this.a() } }'),
  ).toEqual(['class A { private readonly $1 = 1; private async $0() { return this.$1 + this.$1 } c() { this.$0() } }'])
})

it('gives another name another short one, and the same the same, so that whoever inherits stays apart', () => {
  expect(shorten('class A { private one?: number }', 'class B { private one = 1; private two = 2 }')).toEqual([
    'class A { private $0?: number }',
    'class B { private $0 = 1; private $1 = 2 }',
  ])
})

it.each([
  ['class A { private send(): void { other.send() } }', 'a member of something else'],
  ['class A { private seen = 1; all() { const { seen } = this; return seen } }', 'read in pieces'],
  ['class A { private label = ""; static properties = { label: {} } }', 'told to somebody by name'],
  ['class A { private host; constructor(host) { this.host = host } }', 'the name of something else too'],
  ["class A { private find() { return this['find'] } }", 'read by a string'],
  ['class A { open() { this.open() } }', 'not private'],
])('leaves alone what is %s: %s', (code) => {
  expect(shorten(code)).toEqual([code])
})

it('leaves longer names alone that begin or end the same', () => {
  expect(shorten('class A { private watch = 1; go() { this.watch; this.watched; unwatch() } }')).toEqual([
    'class A { private $0 = 1; go() { this.$0; this.watched; unwatch() } }',
  ])
})

it('leaves other folders alone', () => {
  const transform = shortNames(folder).transform as (code: string, id: string) => unknown
  expect(transform('class A { private a = 1 }', '/elsewhere/some.ts')).toBeNull()
})
