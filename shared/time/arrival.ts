import type { PaymentMethod } from '../order/order.ts'
import { afterWorkingDays, isYearKnown } from './holidays/working-days.ts'
import { dateOfDay, yearOfDay, zonedClock } from './zoned.ts'

/** Working days until the money is there, [earliest, latest]. */
export type ArrivalTimes = Partial<Record<PaymentMethod, readonly [number, number]>>

/** Where the merchant knows nothing better. Wallet balances are there within minutes, the cards behind them are not. */
export const usualArrival: Readonly<Record<PaymentMethod, readonly [number, number]>> = {
  card: [3, 7],
  alipay: [1, 3],
  wechat_pay: [1, 3],
  paypal: [0, 0],
  bank_transfer: [1, 5],
  store_credit: [0, 0],
  gift_card: [0, 0],
  cash: [0, 0],
  other: [3, 7],
}

export interface Arrival {
  /** A payment's id, or "store_credit". */
  payment: string
  /** Local dates in the merchant's zone, YYYY-MM-DD. */
  earliest: string
  latest: string
  /** From when it is sent to these dates: what stays true when it is sent on another day. */
  workingDays: readonly [earliest: number, latest: number]
  /** The bank holidays of a year in between are not known: it may take longer. */
  isCalendarUnknown?: true
}

export interface ArrivalCalendar {
  /** What the merchant measured, where it differs from the usual. */
  arrival: ArrivalTimes
  /** IANA zone. */
  timezone: string
  /** Whose bank holidays count; absent: weekends only. */
  country?: string
}

/** When money that is sent at `fromMs` arrives. Banks do not keep the shop's hours: working days of their country count. */
export function arrivalOf(
  { arrival, timezone, country }: ArrivalCalendar,
  payment: string,
  method: PaymentMethod,
  fromMs: number,
): Arrival {
  const [earliest, latest] = arrival[method] ?? usualArrival[method]
  const from = zonedClock(timezone).dayOf(fromMs)
  const last = afterWorkingDays(from, latest, country)
  return {
    payment,
    earliest: dateOfDay(afterWorkingDays(from, earliest, country)),
    latest: dateOfDay(last),
    workingDays: [earliest, latest],
    ...(country !== undefined && latest > 0 && !isYearKnown(country, yearOfDay(last))
      ? { isCalendarUnknown: true }
      : {}),
  }
}
