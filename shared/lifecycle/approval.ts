import { workingDayFrom } from '../time/holidays/working-days.ts'
import { zonedClock } from '../time/zoned.ts'
import { comesBack, runsOnToWorkingDay } from './deadlines.ts'
import type { DecideContext } from './decide-context.ts'
import type { EventOf } from './events.ts'
import type { RequestItem, RequestState } from './request.ts'

/** The approval of these items, with the day by which goods that must come back have to be sent. */
export function approvalEvent(
  state: RequestState,
  items: readonly RequestItem[],
  context: DecideContext,
  more: Partial<EventOf<'approved'>> = {},
): EventOf<'approved'> {
  return {
    type: 'approved',
    items: items.map((item) => item.id),
    returnBy: returnByOf(state, items, context),
    ...more,
  }
}

/**
 * The shopper's last day for sending goods back: the longest of the items', never shortened by a later approval. Where a
 * statute gives the days and runs on from days of rest, so does this (Regulation 1182/71 art. 3(4)).
 */
export function returnByOf(
  state: RequestState,
  items: readonly RequestItem[],
  context: DecideContext,
): number | undefined {
  const clock = zonedClock(context.timezone)
  const today = clock.dayOf(context.now)
  const { country } = context.order.customer
  const ends = items.filter(comesBack).map((item) => {
    const day = today + item.terms.deadlines.return
    return clock.endOfDay(runsOnToWorkingDay(item) ? workingDayFrom(day, country) : day)
  })
  return ends.length === 0 ? state.returnBy : Math.max(state.returnBy ?? 0, ...ends)
}
