import type { PaymentMethod } from '../order/order.ts'
import { dateOfDay, weekdayOfDay, zonedClock } from './zoned.ts'

/** Business days until sent money is on the account, [earliest, latest], where the merchant has not said otherwise. */
const usualDays: Readonly<Record<PaymentMethod, readonly [number, number]>> = {
  card: [3, 10],
  alipay: [0, 3],
  wechat_pay: [0, 3],
  paypal: [0, 5],
  bank_transfer: [1, 3],
  store_credit: [0, 0],
  gift_card: [0, 1],
  cash: [0, 0],
  other: [1, 10],
}

/**
 * The first and the last local day (YYYY-MM-DD) on which money sent at `sentAtMs` arrives. Saturdays and Sundays do not
 * count; bank holidays differ by bank and are not known.
 */
export function arrivalDates(
  method: PaymentMethod,
  sentAtMs: number,
  zone: string,
  own: Readonly<Partial<Record<PaymentMethod, readonly [number, number]>>> = {},
): { earliest: string; latest: string } {
  const [fewest, most] = own[method] ?? usualDays[method]
  const sent = zonedClock(zone).dayOf(sentAtMs)
  return { earliest: dateOfDay(afterBusinessDays(sent, fewest)), latest: dateOfDay(afterBusinessDays(sent, most)) }
}

function afterBusinessDays(day: number, count: number): number {
  let at = day
  for (let left = count; left > 0; ) {
    at += 1
    if (weekdayOfDay(at) <= 5) left -= 1
  }
  return at
}
