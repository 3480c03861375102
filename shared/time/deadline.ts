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
  /** The shopper keeps what there is: nobody can wait for goods. */
  nothingComesBack?: boolean
}

/**
 * By when a statute wants the money back; undefined while its clock has not started, or the merchant may wait. In the EU
 * the days count from the statement, and a merchant who may wait for the goods or the proof of sending pays on the day
 * of the earlier of the two, if that is later (Directive 2011/83/EU art. 13(1), (3)). In the UK the days themselves count
 * from the earlier of the two, from the statement where nothing comes back (SI 2013/3134 reg. 34(4)-(6)).
 */
export function statutoryDeadlineAt(duty: StatutoryDuty, clock: RefundClock, zone: string): number | undefined {
  const { refundDays, refundFrom } = duty
  const { statementAt, receivedAt, nothingComesBack } = clock
  const daysFrom = (startMs: number | undefined) =>
    startMs === undefined ? undefined : endOfDayAfter(startMs, refundDays, zone)
  switch (refundFrom) {
    case 'statement':
      return daysFrom(statementAt)
    case 'goods_received':
      return daysFrom(receivedAt)
    case 'goods_received_or_proof_of_dispatch':
      return daysFrom(nothingComesBack ? statementAt : goodsOrProofAt(clock))
    case 'statement_held_for_goods': {
      const heldUntil = nothingComesBack ? statementAt : goodsOrProofAt(clock)
      if (heldUntil === undefined) return undefined
      return Math.max(endOfDayAfter(statementAt, refundDays, zone), endOfDayAfter(heldUntil, 0, zone))
    }
    default:
      return assertNever(refundFrom)
  }
}

function goodsOrProofAt({ receivedAt, dispatchedAt }: RefundClock): number | undefined {
  const known = [receivedAt, dispatchedAt].filter((at) => at !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}
