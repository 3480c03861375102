import type { PaymentMethod } from '../../shared/order/order.ts'
import { dateOfDay, weekdayOfDay, zonedClock } from '../../shared/time/zoned.ts'
import type { MerchantSettings } from './merchant.ts'

/** Business days until the money is there, as the providers state them; a merchant may know better (settings.arrival). */
const usual: Record<PaymentMethod, [number, number]> = {
  card: [5, 10],
  alipay: [0, 3],
  wechat_pay: [0, 3],
  paypal: [0, 5],
  bank_transfer: [1, 3],
  store_credit: [0, 0],
  gift_card: [0, 0],
  cash: [0, 0],
  other: [3, 10],
}

export interface Arrival {
  payment: string
  /** Local dates in the merchant's zone, YYYY-MM-DD. */
  earliest: string
  latest: string
}

/** When money sent at `fromMs` arrives. Monday to Friday count: banks do not keep the shop's hours. */
export function arrivalOf(
  settings: Pick<MerchantSettings, 'arrival' | 'timezone'>,
  payment: string,
  method: PaymentMethod,
  fromMs: number,
): Arrival {
  const [earliest, latest] = settings.arrival[method] ?? usual[method]
  const from = zonedClock(settings.timezone).dayOf(fromMs)
  return { payment, earliest: afterBusinessDays(from, earliest), latest: afterBusinessDays(from, latest) }
}

function afterBusinessDays(from: number, days: number): string {
  let day = from
  for (let left = days; left > 0; ) {
    day += 1
    if (weekdayOfDay(day) <= 5) left -= 1
  }
  return dateOfDay(day)
}
