import { expect, test } from 'vitest'
import { cnNoReason } from '../policy/statutes/cn.ts'
import { euWithdrawal } from '../policy/statutes/eu.ts'
import { dutyOf } from '../policy/statutes/statute.ts'
import { ukCancel } from '../policy/statutes/uk.ts'
import { deadlineAt, type RefundClock, statutoryDeadlineAt } from './deadline.ts'

const deadlines = { decide: 9, return: 14, inspect: 18, pay: 9, whole: 24 }
const calendar = { hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 540, to: 1080 })) }
const start = Date.parse('2026-06-19T12:00:00Z')

test.each([
  ['decide', '2026-06-22T12:00:00.000Z'],
  ['inspect', '2026-06-23T12:00:00.000Z'],
  ['pay', '2026-06-22T12:00:00.000Z'],
  ['return', '2026-07-03T23:59:59.999Z'],
  ['whole', '2026-06-20T12:00:00.000Z'],
] as const)('%s is due at %s', (stage, due) => {
  expect(new Date(deadlineAt(stage, start, deadlines, 'UTC', calendar)).toISOString()).toBe(due)
})

test('CRD 13(1), (3): fourteen days from the statement, or the goods or the proof of sending where both take longer', () => {
  const due = (clock: Partial<RefundClock>) => {
    const at = statutoryDeadlineAt(dutyOf(euWithdrawal), { statementAt: start, ...clock }, 'UTC')
    return at === undefined ? undefined : new Date(at).toISOString()
  }
  expect(due({})).toBeUndefined()
  expect(due({ dispatchedAt: Date.parse('2026-06-20T08:00:00Z') })).toBe('2026-07-03T23:59:59.999Z')
  const late = { dispatchedAt: Date.parse('2026-07-08T08:00:00Z'), receivedAt: Date.parse('2026-07-06T23:30:00Z') }
  expect(due(late)).toBe('2026-07-06T23:59:59.999Z')
  expect(due({ nothingComesBack: true })).toBe('2026-07-03T23:59:59.999Z')
})

test('SI 2013/3134 reg. 34(4)-(6): fourteen days from the goods or the proof of sending, whichever is earlier', () => {
  const duty = dutyOf(ukCancel)
  const clock = {
    statementAt: start,
    dispatchedAt: Date.parse('2026-06-20T08:00:00Z'),
    receivedAt: Date.parse('2026-06-24T08:00:00Z'),
  }
  expect(statutoryDeadlineAt(duty, clock, 'UTC')).toBe(Date.parse('2026-07-04T23:59:59.999Z'))
})

test('办法 13: seven days from receiving the goods', () => {
  const clock = { statementAt: start, dispatchedAt: start, receivedAt: Date.parse('2026-06-24T08:00:00Z') }
  expect(statutoryDeadlineAt(dutyOf(cnNoReason), clock, 'Asia/Shanghai')).toBe(Date.parse('2026-07-01T15:59:59.999Z'))
})
