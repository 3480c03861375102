import { expect, it } from 'vitest'
import type { ReconciliationDay } from '../../data/payouts.ts'
import { askable, comparedRows, dayBeside } from './reconcile-model.ts'

const row = (provider: string, ours: number, theirs: number, source = 'list', currency = 'CNY') => ({
  provider,
  currency,
  ours: { count: 1, amount: ours },
  theirs: { count: 1, amount: theirs },
  source,
  ranAt: 0,
})

const day: ReconciliationDay = {
  day: '2026-11-25',
  rows: [
    row('alipay', 100, 120, 'file:bill.csv'),
    row('stripe', 50, 50, 'list', 'EUR'),
    row('stripe', 9, 9, 'list', 'USD'),
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
  expect(comparedRows(day).map(({ difference, differences }) => [difference, differences.map(({ id }) => id)])).toEqual(
    [
      [20, ['d1']],
      [0, []],
      [0, ['d2']],
    ],
  )
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
