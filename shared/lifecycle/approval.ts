import { endOfDayAfter } from '../time/deadline.ts'
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

/** The shopper's last day for sending goods back: the longest of the items', never shortened by a later approval. */
export function returnByOf(
  state: RequestState,
  items: readonly RequestItem[],
  context: DecideContext,
): number | undefined {
  const days = items
    .filter((item) => item.subject.kind === 'line' && item.terms.returnItem && item.resolution !== 'keep_item')
    .map((item) => item.terms.deadlines.return)
  if (days.length === 0) return state.returnBy
  return Math.max(state.returnBy ?? 0, endOfDayAfter(context.now, Math.max(...days), context.timezone))
}
