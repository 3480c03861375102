import { describe, expect, it } from 'vitest'
import { parsedOnce } from './parsed-once.ts'

const parse = () => parsedOnce(['state', 'seq'], (row) => ({ said: JSON.parse(String(row.state)), seq: row.seq }))

describe('parsedOnce', () => {
  it('parses again when anything that is read differs, and only then', () => {
    const read = parse()
    const first = read('m R-1', { state: '[1]', seq: 1, other: 'a' })
    expect(first).toEqual({ said: [1], seq: 1 })
    expect(read('m R-1', { state: '[1]', seq: 1, other: 'b' })).toBe(first)
    expect(read('m R-1', { state: '[2]', seq: 1 })).toEqual({ said: [2], seq: 1 })
    expect(read('m R-1', { state: '[2]', seq: 2 })).toEqual({ said: [2], seq: 2 })
    expect(read('m R-1', { state: '[1]', seq: 1 })).toEqual({ said: [1], seq: 1 })
  })

  it('answers by what the row says, whatever the key', () => {
    const read = parse()
    read('m R-1', { state: '[1]', seq: 1 })
    expect(read('m R-1', { state: '[9]', seq: 9 })).toEqual({ said: [9], seq: 9 })
  })

  it('keeps neither long rows nor more than a thousand', () => {
    const read = parse()
    const long = { state: JSON.stringify('x'.repeat(20_000)), seq: 1 }
    expect(read('long', long)).not.toBe(read('long', long))
    const first = read('m R-1', { state: '[1]', seq: 1 })
    for (let n = 0; n < 1_000; n++) read(`m R-1${n}`, { state: '[1]', seq: 1 })
    expect(read('m R-1', { state: '[1]', seq: 1 })).not.toBe(first)
  })
})
