import { expect, it } from 'vitest'
import type { TimelineEntry } from '../../shared/api/request-view.schema.ts'
import { requestsByState } from '../testing/requests-by-state.ts'
import { requestView } from '../testing/sample-request.ts'
import { comingStages, told } from './steps.ts'

it.each([
  ['in_review', ['ship', 'receive', 'inspect', 'pay', 'arrive']],
  ['needs_info', ['decide', 'ship', 'receive', 'inspect', 'pay', 'arrive']],
  ['awaiting_return', ['receive', 'inspect', 'pay', 'arrive']],
  ['in_transit', ['inspect', 'pay', 'arrive']],
  ['to_inspect', ['pay', 'arrive']],
  ['paying', ['arrive']],
  ['payout_failed', ['arrive']],
  ['completed', []],
  ['cancelled', []],
])('after %s come %j', (state, stages) => {
  expect(comingStages(requestsByState[state]!)).toEqual(stages)
})

it('names no parcel where the money leaves at the yes', () => {
  expect(comingStages(requestView({ refundTrigger: 'on_approval' }))).toEqual(['pay', 'arrive'])
})

it('pays nothing twice when the money came before the goods', () => {
  const paid = requestsByState.awaiting_return!
  const items = paid.items.map((item) => ({ ...item, money: 'paid' as const }))
  expect(comingStages({ ...paid, items })).toEqual(['receive', 'inspect'])
})

it('tells words and turns, not the machinery', () => {
  const entry = (kind: string, over: Partial<TimelineEntry> = {}): TimelineEntry => ({
    at: 1,
    kind,
    by: 'system',
    ...over,
  })
  const timeline = [entry('submitted'), entry('money_due'), entry('payout_requested'), entry('payout_requested')]
  expect(told(timeline, ({ kind }) => kind !== 'money_due').map(({ kind }) => kind)).toEqual([
    'submitted',
    'payout_requested',
  ])
})
