import { expect, test } from 'vitest'
import type { PaymentMethod } from '../order/order.ts'
import { type ArrivalCalendar, arrivalOf } from './arrival.ts'

const usual = { arrival: {}, timezone: 'Europe/London' }
const at = Date.parse('2026-12-23T23:30:00Z')

test.each([
  ['card', usual, '2026-12-28', '2027-01-01', 'weekends are no working days'],
  [
    'card',
    { ...usual, country: 'GB' },
    '2026-12-30',
    '2027-01-06',
    'nor are bank holidays, where the country is known',
  ],
  ['alipay', usual, '2026-12-24', '2026-12-28', 'one to three'],
  ['wechat_pay', usual, '2026-12-24', '2026-12-28', 'one to three'],
  ['paypal', usual, '2026-12-23', '2026-12-23', 'at once'],
  ['store_credit', usual, '2026-12-23', '2026-12-23', 'at once'],
  ['bank_transfer', usual, '2026-12-24', '2026-12-30', 'one to five'],
  ['card', { ...usual, arrival: { card: [0, 1] as const } }, '2026-12-23', '2026-12-24', 'as the merchant measured'],
  ['card', { ...usual, timezone: 'Asia/Shanghai' }, '2026-12-29', '2027-01-04', "the merchant's day has begun already"],
] as [PaymentMethod, ArrivalCalendar, string, string, string][])(
  '%s of %o: %s to %s, %s',
  (method, calendar, earliest, latest) => {
    expect(arrivalOf(calendar, 'p', method, at)).toMatchObject({ payment: 'p', earliest, latest })
  },
)

test('holidays of a year without data are said to be unknown', () => {
  const china = { arrival: {}, timezone: 'Asia/Shanghai', country: 'CN' }
  expect(arrivalOf(china, 'p', 'card', Date.parse('2026-12-30T02:00:00Z')).isCalendarUnknown).toBe(true)
  expect(arrivalOf(china, 'p', 'card', Date.parse('2026-06-30T02:00:00Z')).isCalendarUnknown).toBeUndefined()
})
