import { assertNever } from '../assert-never.ts'
import type { BusinessCalendar, Deadlines, StatutoryDuty } from '../policy/policy.ts'
import { addBusinessHours } from './business-hours.ts'
import { zonedClock } from './zoned.ts'

const hourMs = 3_600_000

/**
 * When a stage that began at `startMs` is due, in ms. `decide`, `inspect` and `pay` count the merchant's business
 * hours, `return` counts calendar days and lasts until the end of the last, `whole` counts every hour.
 */
export function deadlineAt(
  stage: keyof Deadlines,
  startMs: number,
  deadlines: Deadlines,
  zone: string,
  calendar: BusinessCalendar,
): number {
  switch (stage) {
    case 'decide':
    case 'inspect':
    case 'pay':
      return addBusinessHours(startMs, deadlines[stage], zone, calendar)
    case 'return':
      return endOfDayAfter(startMs, deadlines.return, zone)
    case 'whole':
      return startMs + deadlines.whole * hourMs
    default:
      return assertNever(stage)
  }
}

/** The end of the local day `days` calendar days after the day of `startMs`. */
export function endOfDayAfter(startMs: number, days: number, zone: string): number {
  const clock = zonedClock(zone)
  return clock.endOfDay(clock.dayOf(startMs) + days)
}

/** What started a statutory refund clock, in ms; absent: has not happened. */
export interface RefundClock {
  statementAt: number
  receivedAt?: number | undefined
  /** Proof of sending, the shopper's tracking number included. */
  dispatchedAt?: number | undefined
}

/**
 * By when a statute wants the money back; undefined while its clock has not started. A merchant who may wait for the
 * goods or the proof of sending (Directive 2011/83/EU art. 13(3)) waits for the earlier of the two.
 */
export function statutoryDeadlineAt(duty: StatutoryDuty, clock: RefundClock, zone: string): number | undefined {
  const startMs = clockStart(duty.refundFrom, clock)
  return startMs === undefined ? undefined : endOfDayAfter(startMs, duty.refundDays, zone)
}

function clockStart(from: StatutoryDuty['refundFrom'], clock: RefundClock): number | undefined {
  switch (from) {
    case 'statement':
      return clock.statementAt
    case 'goods_received':
      return clock.receivedAt
    case 'goods_received_or_proof_of_dispatch': {
      const sent = [clock.receivedAt, clock.dispatchedAt].filter((at) => at !== undefined)
      return sent.length > 0 ? Math.min(...sent) : undefined
    }
    default:
      return assertNever(from)
  }
}
