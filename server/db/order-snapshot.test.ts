import { describe, expect, it } from 'vitest'
import { orderOfSnapshot } from './order-snapshot.ts'

const snapshotOf = (number: string, more = '') =>
  JSON.stringify({ number, lines: [{ id: 'l1', quantity: 1 }], attributes: { more } })

describe('orderOfSnapshot', () => {
  it('says what the snapshot says, and parses it once', () => {
    const order = orderOfSnapshot(snapshotOf('A-1'))
    expect(order).toEqual({ number: 'A-1', lines: [{ id: 'l1', quantity: 1 }], attributes: { more: '' } })
    expect(orderOfSnapshot(snapshotOf('A-1'))).toBe(order)
    expect(orderOfSnapshot(snapshotOf('A-2'))).not.toBe(order)
  })

  it('gives what nobody can change for those who read it next', () => {
    const order = orderOfSnapshot(snapshotOf('A-1'))
    expect(() => Object.assign(order, { number: 'A-3' })).toThrow(TypeError)
    expect(() => order.lines.push(...order.lines)).toThrow(TypeError)
    expect(() => order.lines.forEach((line) => Object.assign(line, { quantity: 9 }))).toThrow(TypeError)
    expect(orderOfSnapshot(snapshotOf('A-1')).lines).toEqual([{ id: 'l1', quantity: 1 }])
  })

  it('lets go of what was read before when it would keep too much', () => {
    const order = orderOfSnapshot(snapshotOf('A-1'))
    for (let index = 0; index < 5; index++) orderOfSnapshot(snapshotOf(`B-${index}`, 'x'.repeat(900_000)))
    expect(orderOfSnapshot(snapshotOf('A-1'))).not.toBe(order)
  })
})
