import { expect, it } from 'vitest'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { orderView } from '../testing/sample-order-view.ts'
import { neverArrived } from './never-arrived.ts'
import { standingOf } from './standing.ts'

const line = (id: string): OrderView['lines'][number] => orderView.lines.find((each) => each.id === id)!

it.each([
  ['shirt', 'open'],
  ['lamp', 'requested'],
  ['notebook', 'limited'],
  ['gift', 'closed'],
])('%s is %s', (id, kind) => {
  expect(standingOf(orderView, line(id)).kind).toBe(kind)
})

it('says how long, or why not', () => {
  expect(standingOf(orderView, line('candle'))).toMatchObject({ kind: 'open', daysLeft: 1 })
  expect(standingOf(orderView, line('notebook'))).toMatchObject({ because: { key: 'because.cannot_be_resold' } })
  expect(standingOf(orderView, line('lamp'))).toMatchObject({ number: 'R-7K2M-9QXD' })
  expect(standingOf(orderView, { ...line('lamp'), requests: [] })).toEqual({ kind: 'refunded' })
})

it('units of the request being edited are free', () => {
  expect(standingOf(orderView, line('lamp'), 1).kind).toBe('open')
})

it('"never arrived" counts for nothing but itself', () => {
  expect(neverArrived(orderView, line('shirt'))?.reason).toBe('never')
  const late = line('shirt').answers.map((answer) => ({ ...answer, eligible: answer.reason === 'never' }))
  expect(standingOf(orderView, { ...line('shirt'), answers: late }).kind).toBe('closed')
})
