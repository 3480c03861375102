import { describe, expect, it } from 'vitest'
import type { PayoutRow } from '../../data/payouts.ts'
import { actionsInCommon, isNarrowed, openingView, payoutFilterOf, payoutSearch } from './payouts-filter.ts'

const filter = (search: string) => payoutFilterOf(new URLSearchParams(search), 'today')

describe('the filter in the address', () => {
  it.each([
    ['', { view: 'today' }],
    ['view=failed&provider=alipay', { view: 'failed', provider: 'alipay' }],
    ['view=all&status=unknown&q=po_1', { view: 'all', status: 'unknown', q: 'po_1' }],
    [
      'view=all&currency=eur&minAmount=100&maxAmount=5000',
      { view: 'all', currency: 'EUR', minAmount: 100, maxAmount: 5000 },
    ],
    ['olderThanHours=24', { view: 'today', olderThanHours: 24 }],
  ])('%s', (search, expected) => {
    expect(filter(search)).toEqual(expected)
    expect(filter(payoutSearch(filter(search)))).toEqual(expected)
  })

  it.each([
    'view=nonsense',
    'status=nonsense',
    'code=nonsense',
    'minAmount=100',
    'olderThanHours=5',
    'minAmount=-1&q=',
  ])('takes no %s', (search) => {
    expect(filter(search)).toEqual({ view: 'today' })
  })

  it('names its view, so that it stays the same when another is opened with', () => {
    expect(payoutFilterOf(new URLSearchParams(payoutSearch({ view: 'today' })), 'failed')).toEqual({ view: 'today' })
    expect(payoutFilterOf(new URLSearchParams('provider=alipay'), 'held')).toEqual({ view: 'held', provider: 'alipay' })
  })

  it('a view alone narrows nothing', () => {
    expect(isNarrowed(filter('view=failed'))).toBe(false)
    expect(isNarrowed(filter('view=failed&q=LH-1'))).toBe(true)
  })
})

const none = { today: 0, on_the_way: 0, failed: 0, asked: 0, returned: 0, held: 0, with_person: 0, all: 0 }

it.each([
  ['today', { today: 1, failed: 2, all: 9 }],
  ['failed', { on_the_way: 3, failed: 2, held: 1, all: 9 }],
  ['with_person', { on_the_way: 3, with_person: 1, held: 1, all: 9 }],
  ['held', { on_the_way: 3, held: 1, asked: 1, all: 9 }],
  ['on_the_way', { on_the_way: 3, all: 9 }],
  ['all', { all: 9 }],
  ['today', {}],
] as const)('the list opens with %s of %j', (view, counts) => {
  expect(openingView({ ...none, ...counts })).toBe(view)
})

const row = (id: string, more: Partial<PayoutRow> = {}): PayoutRow => ({
  id,
  request: 'R-7K4M-Q2XD',
  order: 'LH-1',
  destination: 'p1',
  provider: 'alipay',
  method: 'alipay',
  currency: 'CNY',
  amount: 100,
  status: 'failed',
  attempts: 1,
  approvals: [],
  requestedAt: 0,
  changedAt: 0,
  actions: [],
  ...more,
})

describe('what can be done for several at once', () => {
  it.each([
    [[], []],
    [[['retry', 'other_method']], ['retry', 'other_method']],
    [[['retry', 'other_method'], ['other_method']], ['other_method']],
    [[['retry'], ['ask_shopper']], []],
  ] as [PayoutRow['actions'][], string[]][])('%j', (each, common) => {
    expect(actionsInCommon(each.map((actions, index) => row(`p${index}`, { actions })))).toEqual(common)
  })
})
