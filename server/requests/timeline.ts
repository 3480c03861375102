import type { TimelineEntry } from '../../shared/api/request-view.schema.ts'
import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import type { Actor, PinnedQuote, RequestState } from '../../shared/lifecycle/request.ts'

/** An entry as staff see it; shoppers see those that are not `staffOnly`, without numbers and item ids. */
export interface StaffTimelineEntry extends TimelineEntry {
  seq: number
  staffOnly: boolean
  items?: string[]
}

/** Everything that happened, oldest first. */
export function timelineOf(events: readonly RequestEvent[], state: RequestState): StaffTimelineEntry[] {
  return events.map((event) => {
    const { text, amount, params } = detailsOf(event, state)
    return {
      seq: event.seq,
      at: event.at,
      kind: event.type === 'payout_changed' ? `payout_${event.status}` : event.type,
      by: byOf(event),
      // what follows by itself is nobody's deed
      ...(byOf(event) === 'system' ? {} : nameOf(event.actor)),
      ...(text ? { text } : {}),
      ...(amount === undefined ? {} : { amount }),
      ...(params && Object.keys(params).length > 0 ? { params } : {}),
      staffOnly: isStaffOnly(event),
      ...('items' in event && event.type !== 'edited' && event.type !== 'submitted' ? { items: event.items } : {}),
    }
  })
}

export function shopperTimeline(events: readonly RequestEvent[], state: RequestState): TimelineEntry[] {
  return timelineOf(events, state)
    .filter(({ staffOnly }) => !staffOnly)
    .map(({ seq: _, staffOnly: __, items: ___, ...entry }) => entry)
}

/** What concerns the work of the house, not the shopper: notes, assignment, and failures that are tried again by themselves. */
function isStaffOnly(event: RequestEvent): boolean {
  switch (event.type) {
    case 'noted':
    case 'assigned':
    case 'escalated':
    case 'approval_given':
    case 'money_due':
    case 'reminded':
    case 'question_lapsed':
    case 'account_lapsed':
    case 'payout_requeued':
      return true
    case 'payout_changed':
      return !['succeeded', 'pending'].includes(event.status) && !event.failure?.final
    default:
      return false
  }
}

function byOf(event: RequestEvent): TimelineEntry['by'] {
  const isAutomatic = 'automatic' in event && event.automatic === true
  const isConsequence = event.type === 'money_due' || event.type === 'payout_requested'
  return isAutomatic || isConsequence ? 'system' : event.actor.kind
}

/** Shoppers read a first name; a name without spaces is whole. */
function nameOf(actor: Actor): { name?: string } {
  return actor.kind === 'staff' ? { name: actor.name.trim().split(/\s+/)[0] } : {}
}

interface Details {
  text?: string
  amount?: number
  params?: Record<string, string | number>
}

function detailsOf(event: RequestEvent, state: RequestState): Details {
  switch (event.type) {
    case 'submitted':
    case 'edited':
      return {}
    case 'asked':
    case 'account_asked':
    case 'answered':
    case 'appealed':
    case 'messaged':
    case 'noted':
      return { text: event.text }
    case 'offered':
      return { text: event.offer.text, amount: event.offer.quote.total }
    case 'approved':
      return { text: event.reason, amount: approvedAmount(event.items, event.quote ?? state.quote) }
    case 'offer_accepted':
      return { amount: event.quote.total }
    case 'declined':
      return { text: event.message }
    case 'shipped':
      return { params: given({ carrier: event.carrier, trackingNumber: event.trackingNumber }) }
    case 'inspected':
      return { text: event.note, params: { result: event.result } }
    case 'payout_requested':
      return { amount: event.amount, params: given({ destination: event.destination, label: event.account?.label }) }
    case 'payout_changed': {
      const payout = state.payouts.find(({ id }) => id === event.payout)
      return {
        amount: payout?.amount,
        params: given({
          destination: payout?.destination,
          label: payout?.account?.label,
          status: event.status,
          code: event.failure?.code,
        }),
      }
    }
    case 'account_fixed':
      return { params: { label: event.account.label } }
    case 'cancelled':
    case 'reopened':
      return { text: event.reason }
    case 'expired':
      return { params: { why: event.why } }
    case 'reminded':
      return { params: { what: event.what.split(':')[0] ?? event.what } }
    case 'assigned':
      return { params: given({ to: event.to }) }
    case 'rated':
      return { text: event.comment, params: { stars: event.stars } }
    default:
      return {}
  }
}

/** Of the whole when all of it was approved, else of these items. */
function approvedAmount(items: readonly string[], quote: PinnedQuote): number {
  if (quote.for.every((id) => items.includes(id))) return quote.total
  return quote.items.reduce(
    (sum, { amount }, index) => (items.includes(quote.for[index] ?? '') ? sum + amount : sum),
    0,
  )
}

function given(params: Record<string, string | number | undefined>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  )
}
