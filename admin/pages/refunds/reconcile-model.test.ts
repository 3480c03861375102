import { expect, it } from 'vitest'
import type { ReconciliationDay } from '../../data/payouts.ts'
import { askable, comparedRows, countsOf, dayBeside, withDecided, withPage } from './reconcile-model.ts'

const row = (provider: string, ours: number, theirs: number, source = 'list', currency = 'CNY', count = 0) => ({
  provider,
  currency,
  ours: { count: 1, amount: ours },
  theirs: { count: 1, amount: theirs },
  source,
  ranAt: 0,
  differences: { count, open: count },
})

const day: ReconciliationDay = {
  day: '2026-11-25',
  rows: [
    { ...row('alipay', 100, 120, 'file:bill.csv', 'CNY', 3), nextCursor: 'c1' },
    row('stripe', 50, 50, 'list', 'EUR'),
    row('stripe', 9, 9, 'list', 'USD', 1),
  ],
  differences: [
    {
      id: 'd1',
      provider: 'alipay',
      currency: 'CNY',
      kind: 'only_theirs',
      ours: 0,
      theirs: 20,
      why: 'made_at_provider',
      offers: ['book'],
    },
    {
      id: 'd2',
      provider: 'stripe',
      currency: 'USD',
      kind: 'state',
      ours: 9,
      theirs: 9,
      why: 'failed_there',
      offers: [],
    },
  ],
  missing: [
    { provider: 'sandbox', by: 'list' },
    { provider: 'wechat_pay', by: 'file' },
  ],
}

it('puts each difference to its provider and currency, and says theirs less ours', () => {
  expect(comparedRows(day).map(({ difference, listed }) => [difference, listed.map(({ id }) => id)])).toEqual([
    [20, ['d1']],
    [0, []],
    [0, ['d2']],
  ])
})

it('asks only those that can be asked', () => {
  expect(askable(day)).toEqual(['sandbox', 'stripe'])
})

it.each([
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-10-25', 1, '2026-10-26'],
] as const)('beside %s, %i: %s', (from, by, expected) => {
  expect(dayBeside(from, by)).toBe(expected)
})

it('counts what differs, also what is not listed yet', () => {
  expect(countsOf(day)).toEqual({ count: 4, open: 4 })
})

it('takes in a page of a row, and what was decided in the meantime once', () => {
  const [alipay] = day.rows
  const [known] = day.differences
  if (!alipay || !known) throw new Error('nothing to begin with')
  const decided = { ...known, resolution: 'written_off' as const }
  const next = withPage(day, alipay, { differences: [{ ...known, id: 'd3' }, decided], nextCursor: 'c2' })
  const [row, other] = comparedRows(next)
  expect([row?.listed, row?.nextCursor, other?.nextCursor]).toEqual([
    [{ ...known, id: 'd3' }, decided],
    'c2',
    undefined,
  ])
  const last = withPage(next, alipay, { differences: [] })
  expect(last.rows[0]?.nextCursor).toBeUndefined()
})

it('has one open difference less when somebody decided, not when they decide again', () => {
  const [known] = day.differences
  if (!known) throw new Error('nothing to begin with')
  const waiting = withDecided(day, { ...known, resolution: 'waiting' })
  expect(countsOf(waiting)).toEqual({ count: 4, open: 3 })
  const booked = withDecided(waiting, { ...known, resolution: 'booked' })
  expect([countsOf(booked), booked.differences[0]?.resolution]).toEqual([{ count: 4, open: 3 }, 'booked'])
})
