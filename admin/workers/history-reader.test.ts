import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HistoryReader } from './history-reader.ts'

test('requests are the same however the bytes are cut, within a line and within a letter', () => {
  const requests = ['Ann', '林小姐', '🙂 "x"\\'].map((customer, index) => ({ number: `R-${index}`, customer }))
  const text = [{ total: 7 }, ...requests, { sent: 3 }].map((line) => `${JSON.stringify(line)}\n`).join('')
  const bytes = new TextEncoder().encode(text)
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 30 }), (drawn) => {
      const cuts = [0, ...drawn.sort((a, b) => a - b), bytes.length]
      const reader = new HistoryReader()
      const read = cuts.flatMap((cut, index) => reader.read(bytes.slice(cut, cuts[index + 1])))
      expect(read).toEqual(requests)
      expect([reader.total, reader.sent]).toEqual([7, 3])
    }),
  )
})

test('what was cut short says nothing of how many came', () => {
  const reader = new HistoryReader()
  expect(reader.read(new TextEncoder().encode('{"total":2}\n{"number":"R-1"}\n{"number'))).toHaveLength(1)
  expect([reader.total, reader.sent]).toEqual([2, undefined])
})
