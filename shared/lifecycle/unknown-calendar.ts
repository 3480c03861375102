import { assertNever } from '../assert-never.ts'
import { isCalendarKnown } from '../time/business-hours.ts'
import { isYearKnown } from '../time/holidays/working-days.ts'
import { yearOfDay, zonedClock } from '../time/zoned.ts'
import { runsOnToWorkingDay } from './deadlines.ts'
import type { DecideContext } from './decide-context.ts'
import type { NextStep } from './next-step.ts'
import type { RequestState } from './request.ts'

/**
 * Whether the day of this step hangs on holidays of a year that nobody knows yet: the merchant's, whose business hours
 * staff decide and inspect in, or those of the shopper's country, where the law lets the way back run on. The day that
 * is said may then be early.
 */
export function isCalendarUnknown(
  { action, by }: Pick<NextStep, 'action' | 'by'>,
  { items }: Pick<RequestState, 'items'>,
  { now, timezone, calendar, order }: Pick<DecideContext, 'now' | 'timezone' | 'calendar' | 'order'>,
): boolean {
  if (by === undefined) return false
  switch (action) {
    case 'decide':
    case 'inspect':
    case 'accept_offer':
      return !isCalendarKnown(Math.min(now, by), by, timezone, calendar)
    case 'ship':
      return items.some(runsOnToWorkingDay) && !isYearKnown(order.customer.country, yearOf(by, timezone))
    case 'answer':
    case 'receive':
    case 'pay':
    case 'fix_payout':
    case 'fix_account':
    case 'appeal':
    case 'rate':
    case 'none':
      return false
    default:
      return assertNever(action)
  }
}

function yearOf(instantMs: number, timezone: string): number {
  return yearOfDay(zonedClock(timezone).dayOf(instantMs))
}
