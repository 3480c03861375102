import { chinaDays } from './china-time.ts'

const hourMs = 3_600_000
/** Bills are made in the morning after. */
const readyAfterMs = 10 * hourMs
/** Who asks for a day asks for an hour or two of the next one too, for what was booked about midnight. */
const beyondMs = 3 * hourMs

/**
 * The days whose bills together have [from, until). The first hours of a day that has no bill yet are left out, so that the
 * day before need not wait for it. @throws while a bill is to come that is needed
 */
export function daysBilled(from: number, until: number, nowMs: number): string[] {
  return chinaDays(from, until).flatMap(({ day, from: begins, until: ends }) => {
    if (nowMs >= ends + readyAfterMs) return [day]
    if (begins > from && until - begins <= beyondMs) return []
    throw new Error(`no bill of ${day} yet`)
  })
}
