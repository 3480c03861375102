import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measureWidget } from './size.mjs'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'amends-size-'))
  mkdirSync(join(directory, 'locales'))
  writeFileSync(join(directory, 'widget.js'), 'load()')
  writeFileSync(join(directory, 'amends.js'), 'export const amends = 1')
  writeFileSync(join(directory, 'amends.js.map'), '{ "mappings": "never downloaded" }')
  writeFileSync(join(directory, 'locales/en.json'), '{"a":"refund"}')
  writeFileSync(join(directory, 'locales/zh-CN.json'), '{"a":"退款申请已经提交","b":"请等待审核"}')
})

afterEach(() => rmSync(directory, { recursive: true }))

describe('measureWidget', () => {
  it('adds the loader, all code and the largest language, without maps', () => {
    const { firstLoad, whole, parts } = measureWidget(directory)
    expect(Object.keys(parts).sort()).toEqual(['amends.js', join('locales', 'zh-CN.json'), 'widget.js'])
    expect(firstLoad).toBe(parts['widget.js'])
    expect(whole).toBe(Object.values(parts).reduce((sum, bytes) => sum + bytes, 0))
  })
})
