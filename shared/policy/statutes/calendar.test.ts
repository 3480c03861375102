import { describe, expect, test } from 'vitest'
import type { Order, OrderLine } from '../../order/order.ts'
import { judge, orderWith, policyWith } from '../policy.fixtures.ts'
import type { Terms } from '../policy.ts'

/** Where the calendar decides: days of rest, clock changes, leap days, what is still on its way. */
const harsh: Partial<Terms> = { eligible: false, because: 'not_covered', window: { days: 0, from: 'delivered' } }

interface Sent {
  /** Local noon unless it says a time. */
  delivered?: string
  zone?: string
  reason?: string
  lines?: Partial<OrderLine>[]
  order?: Partial<Order>
}

function judged(country: string, at: string, { delivered, zone = 'UTC', reason, lines, order }: Sent) {
  const first = delivered === undefined ? [] : [{ deliveredAt: instant(delivered) }]
  return judge(
    policyWith(harsh, [], { timezone: zone }),
    orderWith({ customer: { country }, ...order, lines: lines ?? first }),
    at,
    { reason: reason ?? 'not_needed' },
  )
}

const instant = (day: string) => (day.includes('T') ? day : `${day}T10:00:00Z`)

/** The last instant on which the law still gives the right, as the evaluation of the day after delivery says. */
function endOf(country: string, sent: Sent & { delivered: string }): string | undefined {
  const after = new Date(Date.parse(instant(sent.delivered)) + 86_400_000).toISOString()
  const { windowEndsAt } = judged(country, after, sent)
  if (windowEndsAt === undefined) return undefined
  const [last, next] = [windowEndsAt, windowEndsAt + 1].map((ms) => judged(country, new Date(ms).toISOString(), sent))
  expect([last?.eligible, next?.eligible]).toEqual([true, false])
  return new Date(windowEndsAt).toISOString()
}

const shanghai = { zone: 'Asia/Shanghai' }
const berlin = { zone: 'Europe/Berlin' }
const london = { zone: 'Europe/London' }

type Row = [article: string, what: string, country: string, sent: Sent & { delivered: string }, end: string]

const ends: Row[] = [
  [
    '民法典 203',
    'the first day of Golden Week: the day after the week',
    'CN',
    { delivered: '2026-09-24', ...shanghai },
    '2026-10-08T15:59:59.999Z',
  ],
  [
    '民法典 203',
    'delivered on the eve of Golden Week',
    'CN',
    { delivered: '2026-09-30', ...shanghai },
    '2026-10-08T15:59:59.999Z',
  ],
  [
    '民法典 203',
    'a Saturday that is worked instead is no holiday',
    'CN',
    { delivered: '2026-10-03', ...shanghai },
    '2026-10-10T15:59:59.999Z',
  ],
  [
    '民法典 203',
    'the weekend in Golden Week',
    'CN',
    { delivered: '2026-09-27', ...shanghai },
    '2026-10-08T15:59:59.999Z',
  ],
  [
    '民法典 203',
    'the Sunday after it is none',
    'CN',
    { delivered: '2026-10-04', ...shanghai },
    '2026-10-11T15:59:59.999Z',
  ],
  [
    '民法典 203',
    'nor an ordinary Saturday',
    'CN',
    { delivered: '2026-06-06', ...shanghai },
    '2026-06-13T15:59:59.999Z',
  ],
  [
    '民法典 203',
    'Dragon Boat on a Friday, with the weekend after it',
    'CN',
    { delivered: '2026-06-12', ...shanghai },
    '2026-06-22T15:59:59.999Z',
  ],
  ['民法典 203', 'Spring Festival', 'CN', { delivered: '2026-02-10', ...shanghai }, '2026-02-24T15:59:59.999Z'],
  [
    '民法典 203',
    'faulty goods too',
    'CN',
    { delivered: '2026-09-24', reason: 'defective', ...shanghai },
    '2026-10-08T15:59:59.999Z',
  ],
  [
    '办法 10',
    'a holiday inside the seven days is a day like any other',
    'CN',
    { delivered: '2026-04-30', ...shanghai },
    '2026-05-07T15:59:59.999Z',
  ],
  ['办法 10', 'the leap day is a day', 'CN', { delivered: '2028-02-22', ...shanghai }, '2028-02-29T15:59:59.999Z'],
  [
    'Regulation 1182/71 art. 3(4)',
    'Good Friday',
    'DE',
    { delivered: '2026-03-20', ...berlin },
    '2026-04-07T21:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'Good Friday is a working day in the Netherlands',
    'NL',
    { delivered: '2026-03-20', zone: 'Europe/Amsterdam' },
    '2026-04-03T21:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'Easter Saturday',
    'DE',
    { delivered: '2026-03-21', ...berlin },
    '2026-04-07T21:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'Easter Sunday',
    'DE',
    { delivered: '2026-03-22', ...berlin },
    '2026-04-07T21:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'Easter Monday',
    'DE',
    { delivered: '2026-03-23', ...berlin },
    '2026-04-07T21:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    '1 January on a Friday',
    'DE',
    { delivered: '2026-12-18', ...berlin },
    '2027-01-04T22:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'whose holidays: the shopper’s country’s, not the shop’s',
    'FR',
    { delivered: '2026-06-30', ...berlin },
    '2026-07-15T21:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'kindly, the early May bank holiday',
    'GB',
    { delivered: '2026-04-20', ...london },
    '2026-05-05T22:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'kindly, the late August bank holiday',
    'GB',
    { delivered: '2026-08-17', ...london },
    '2026-09-01T22:59:59.999Z',
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'kindly, Christmas Day with Boxing Day and its substitute',
    'GB',
    { delivered: '2026-12-11', ...london },
    '2026-12-29T23:59:59.999Z',
  ],
  [
    'reg. 30',
    'clocks go back within the period: until midnight of winter time',
    'GB',
    { delivered: '2026-10-14', ...london },
    '2026-10-28T23:59:59.999Z',
  ],
  [
    'reg. 30',
    'clocks go forward within the period: until midnight of summer time',
    'GB',
    { delivered: '2026-03-17', ...london },
    '2026-03-31T22:59:59.999Z',
  ],
  [
    'reg. 30',
    'a last day on the Sunday of the clock change',
    'GB',
    { delivered: '2026-10-11', ...london },
    '2026-10-26T23:59:59.999Z',
  ],
  [
    'reg. 30',
    'delivered in the hour that there is twice',
    'GB',
    { delivered: '2026-10-25T01:30:00Z', ...london },
    '2026-11-09T23:59:59.999Z',
  ],
  ['reg. 30', 'the leap day is a day', 'GB', { delivered: '2028-02-15', ...london }, '2028-02-29T23:59:59.999Z'],
  [
    'CRD 9(2)',
    'days are the merchant’s: in New York it was still the evening before',
    'DE',
    { delivered: '2026-02-26T01:00:00Z', zone: 'America/New_York' },
    '2026-03-12T03:59:59.999Z',
  ],
  [
    'CRD 9(2)',
    'clocks go back in New York',
    'DE',
    { delivered: '2026-10-27T12:00:00Z', zone: 'America/New_York' },
    '2026-11-11T04:59:59.999Z',
  ],
]

test.each(ends)('%s: %s', (_article, _what, country, sent, end) => {
  expect(endOf(country, sent)).toBe(end)
})

describe('what the trace says of a period', () => {
  const periodOf = (country: string, delivered: string, at = `${delivered}T12:00:00Z`) =>
    judged(country, at, { delivered }).trace().period

  test('民法典 203: its article only where the period ran on, and that it was not re-read', () => {
    expect(periodOf('CN', '2026-09-24')).toEqual({
      article: '消保法 25; 办法 10; 电子商务法 51; 民法典 203',
      unverified: true,
    })
    expect(periodOf('CN', '2026-06-01')).toEqual({ article: '消保法 25; 办法 10; 电子商务法 51' })
  })

  test('a last day in a year without holidays that are known says so', () => {
    expect(periodOf('CN', '2026-12-23')?.isCalendarUnknown).toBeUndefined()
    expect(periodOf('CN', '2026-12-28')?.isCalendarUnknown).toBe(true)
    expect(periodOf('DE', '2026-12-28')?.isCalendarUnknown).toBeUndefined()
    expect(periodOf('DE', '2028-12-20')?.isCalendarUnknown).toBe(true)
  })

  test('a policy with as much time or more needs no law for it', () => {
    const kind = (days: number) =>
      judge(
        policyWith({ window: { days, from: 'delivered' } }),
        orderWith({ customer: { country: 'DE' } }),
        '2026-06-05T10:00:00Z',
      ).trace()
    expect(kind(30).period).toBeUndefined()
    expect(kind(14).period).toBeUndefined()
    expect(kind(13)).toMatchObject({
      period: { article: 'CRD 9(1), 9(2)(b)' },
      windowEndsAt: '2026-06-15T22:59:59.999Z',
    })
  })
})

test('what only the law gives ends with the law: the policy’s own window is not promised', () => {
  const order = orderWith({ customer: { country: 'DE' } })
  for (const days of [30, 'none'] as const) {
    const policy = policyWith({ eligible: false, because: 'not_covered', window: { days, from: 'delivered' } })
    expect(judge(policy, order, '2026-06-05T10:00:00Z')).toMatchObject({
      eligible: true,
      because: 'statutory_right',
      windowEndsAt: Date.parse('2026-06-15T22:59:59.999Z'),
      daysLeft: 10,
    })
    expect(judge(policy, order, '2026-06-16T10:00:00Z')).toMatchObject({ eligible: false, because: 'not_covered' })
  }
})

describe('several goods, lots and pieces', () => {
  const parcel = (id: string, deliveredAt: string, lines: { line: string; quantity: number }[]) => ({
    id,
    shippedAt: '2026-06-01T10:00:00Z',
    deliveredAt,
    lines,
  })
  const two = [{ quantity: 2, deliveredAt: undefined }] as Partial<OrderLine>[]
  const half = { fulfillments: [parcel('f1', '2026-06-01T10:00:00Z', [{ line: 'l1', quantity: 1 }])] }
  const both = {
    fulfillments: [...half.fulfillments, parcel('f2', '2026-06-10T10:00:00Z', [{ line: 'l1', quantity: 1 }])],
  }
  const eligible = (country: string, at: string, order: Partial<Order>, lines = two) =>
    judged(country, `${at}T10:00:00Z`, { lines, order }).eligible

  test.each([
    ['CRD 9(2)(b)(ii)', 'DE', '2026-06-24', '2026-06-25'],
    ['reg. 30', 'GB', '2026-06-24', '2026-06-25'],
    ['电子商务法 51', 'CN', '2026-06-17', '2026-06-18'],
  ] as const)('%s: the last piece starts the period', (_article, country, last, next) => {
    expect([last, next].map((at) => eligible(country, at, both))).toEqual([true, false])
  })

  test('CRD 9(2)(b)(ii): while a piece is still to be sent the period has not begun', () => {
    expect(eligible('DE', '2026-08-01', half)).toBe(true)
    expect(judged('DE', '2026-08-01T10:00:00Z', { lines: two, order: half })).toMatchObject({ daysLeft: 16 })
  })

  test('CRD 9, rec. 40: nor where the source says that nothing was sent yet', () => {
    const unsent: Partial<OrderLine>[] = [{ deliveredAt: undefined, fulfilledQuantity: 0 }]
    expect(eligible('DE', '2026-08-01', {}, unsent)).toBe(true)
    expect(eligible('GB', '2026-08-01', {}, unsent)).toBe(true)
  })

  test('a piece that was refunded instead is not waited for', () => {
    const refunded = {
      ...half,
      refunds: [{ id: 'r1', at: '2026-06-02T10:00:00Z', lines: [{ line: 'l1', quantity: 1 }] }],
    }
    expect(['2026-06-15', '2026-06-16'].map((at) => eligible('DE', at, refunded))).toEqual([true, false])
  })

  test('a line of which nobody says anything counts as sent, as the policy assumes', () => {
    const silent: Partial<OrderLine>[] = [{ deliveredAt: undefined }]
    // placed on 28 May, 5 days on the way
    expect(['2026-06-16', '2026-06-17'].map((at) => eligible('DE', at, {}, silent))).toEqual([true, false])
  })
})

test('a window that counts from the order: its day is the merchant’s, wherever the shopper is', () => {
  const policy = policyWith({ window: { days: 7, from: 'placed' } }, [], { timezone: 'Asia/Shanghai' })
  const end = (placedAt: string) =>
    new Date(
      judge(policy, orderWith({ placedAt, customer: { country: 'US' } }), '2026-06-02T10:00:00Z').windowEndsAt ?? 0,
    ).toISOString()
  expect(end('2026-05-31T15:59:59Z')).toBe('2026-06-07T15:59:59.999Z')
  expect(end('2026-05-31T16:00:00Z')).toBe('2026-06-08T15:59:59.999Z')
})
