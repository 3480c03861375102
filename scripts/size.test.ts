import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measureWidget } from './size.mjs'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'amends-size-'))
  mkdirSync(join(directory, 'locales'))
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text)
  write('widget.js', 'load()')
  write('amends.js', 'import{a}from`./shared-1.js`;export const b=()=>import(`./later-2.js`)')
  write('shared-1.js', 'import "./deep-3.js";export const a=1')
  write('deep-3.js', 'globalThis.deep=1')
  write('later-2.js', 'import{b}from"./amends.js";export const c=b')
  write('amends.js.map', '{ "mappings": "never downloaded" }')
  write('locales/en.json', '{"a":"refund"}')
  write('locales/zh-CN.json', '{"a":"退款申请已经提交","b":"请等待审核"}')
  write('locales/en.later.json', '{"c":"later"}')
  write('locales/zh-CN.later.json', '{"c":"以后"}')
})

afterEach(() => rmSync(directory, { recursive: true }))

const sum = (bytes: Record<string, number>) => Object.values(bytes).reduce((all, each) => all + each, 0)

describe('measureWidget', () => {
  it('adds the loader, the module with all it imports, and the largest language', () => {
    const { firstLoad, whole, parts } = measureWidget(directory)
    expect(Object.keys(parts).sort()).toEqual([
      'amends.js',
      'deep-3.js',
      join('locales', 'zh-CN.json'),
      'shared-1.js',
      'widget.js',
    ])
    expect(firstLoad).toBe(parts['widget.js'])
    expect(whole).toBe(sum(parts))
  })

  it('counts what comes later on its own, in the same language, without maps', () => {
    const { later, laterParts } = measureWidget(directory)
    expect(Object.keys(laterParts).sort()).toEqual(['later-2.js', join('locales', 'zh-CN.later.json')])
    expect(later).toBe(sum(laterParts))
  })
})
