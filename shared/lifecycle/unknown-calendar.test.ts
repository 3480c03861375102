import { expect, test } from 'vitest'
import type { BusinessCalendar, StatutoryDuty } from '../policy/policy.ts'
import { euWithdrawal } from '../policy/statutes/eu.ts'
import { dutyOf } from '../policy/statutes/statute.ts'
import { aContext, anEvaluation, anOrder, claimOf, mei, Stream, submitOf } from './lifecycle-fixtures.ts'
import { nextStepOf } from './next-step.ts'
import { isCalendarUnknown } from './unknown-calendar.ts'

const office: BusinessCalendar = { hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 540, to: 1080 })) }
const withdrawal = dutyOf(euWithdrawal)

interface Asked {
  at: string
  calendar?: BusinessCalendar
  duty?: StatutoryDuty
  country?: string
}

function streamOf({ at, calendar = office, duty, country = 'DE' }: Asked): Stream {
  const stream = new Stream(
    aContext({
      now: Date.parse(at),
      calendar,
      order: anOrder({ customer: { country } }),
      evaluate: () => anEvaluation({}, duty),
    }),
  )
  stream.run(submitOf([claimOf('l1')]))
  return stream
}

const unknown = ({ state, context }: Stream) => isCalendarUnknown(nextStepOf(state, context.now), state, context)

test.each([
  ['with all days in a year that is known', '2026-12-10T10:00:00Z', 'CN', false],
  ['over a turn of the year that nobody knows', '2026-12-30T10:00:00Z', 'CN', true],
  ['where both years are known', '2026-12-30T10:00:00Z', 'DE', false],
] as const)('staff decide in business hours: %s', (_what, at, holidays, expected) => {
  const stream = streamOf({ at, calendar: { ...office, holidays } })
  expect(nextStepOf(stream.state, stream.context.now).action).toBe('decide')
  expect(unknown(stream)).toBe(expected)
})

test('a merchant without holidays has none that could be unknown', () => {
  expect(unknown(streamOf({ at: '2030-12-30T10:00:00Z' }))).toBe(false)
})

test.each([
  ['by law it runs on: a year without data is unknown', withdrawal, '2028-12-20T10:00:00Z', true],
  ['by law, in a year that is known', withdrawal, '2027-12-20T10:00:00Z', false],
  ['by the policy alone it does not run on', undefined, '2028-12-20T10:00:00Z', false],
] as const)('the way back: %s', (_what, duty, at, expected) => {
  const stream = streamOf({ at, ...(duty ? { duty } : {}) })
  stream.run({ type: 'approve' }, { actor: mei })
  expect(nextStepOf(stream.state, stream.context.now).action).toBe('ship')
  expect(unknown(stream)).toBe(expected)
})

test('CRD 13(1), (3): what the shopper keeps is paid back by fourteen days from the statement', () => {
  const by = (resolution: 'refund' | 'keep_item') => {
    const stream = new Stream(aContext({ evaluate: () => anEvaluation({}, withdrawal) }))
    stream.run(submitOf([claimOf('l1', 1, { resolution })]))
    return stream.state.statutory
  }
  expect(by('keep_item')?.by).toBe(Date.parse('2026-03-16T22:59:59.999Z'))
  expect(by('refund')).toMatchObject({ statute: 'eu-withdrawal' })
  expect(by('refund')?.by).toBeUndefined()
})

test('CRD 13(1), (3): goods on their way start no new fourteen days', () => {
  const stream = streamOf({ at: '2026-03-02T10:00:00Z', duty: withdrawal })
  stream.run({ type: 'approve' }, { actor: mei })
  stream.run({ type: 'mark_shipped', trackingNumber: 'T1' }, { now: Date.parse('2026-03-09T10:00:00Z') })
  expect(stream.state.statutory?.by).toBe(Date.parse('2026-03-16T22:59:59.999Z'))
})
