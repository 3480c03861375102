import type { WebhookEvent, WebhookMessage } from '../../shared/api/webhooks.schema.ts'
import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import type { RequestState } from '../../shared/lifecycle/request.ts'
import { statusOf } from '../../shared/lifecycle/status.ts'

/** What one append did. */
export interface Told {
  before: RequestState | undefined
  events: readonly RequestEvent[]
  state: RequestState
}

/**
 * The messages that the events of one append cause, in their order. `request.completed` belongs to no event: it is told
 * with the last one when the request's state, which is derived, has come to that.
 */
export function messagesFor({ before, events, state }: Told): WebhookMessage[] {
  const messages = events.flatMap((event) => {
    const type = typeOf(event)
    return type ? [messageOf(type, event, state)] : []
  })
  const wasCompleted = before !== undefined && statusOf(before) === 'completed'
  const last = events.at(-1)
  if (last && !wasCompleted && statusOf(state) === 'completed') {
    messages.push(messageOf('request.completed', last, state))
  }
  return messages
}

function messageOf(type: WebhookEvent, event: RequestEvent, state: RequestState): WebhookMessage {
  const payout = type.startsWith('payout.') ? payoutOf(event, state) : undefined
  return {
    type,
    timestamp: new Date(event.at).toISOString(),
    data: {
      request: state.number,
      order: state.order,
      status: statusOf(state),
      currency: state.currency,
      total: state.quote.total,
      seq: event.seq,
      ...(payout && { payout }),
    },
  }
}

function payoutOf(event: RequestEvent, state: RequestState): WebhookMessage['data']['payout'] {
  if (event.type !== 'payout_requested' && event.type !== 'payout_changed') return undefined
  const payout = state.payouts.find(({ id }) => id === event.payout)
  if (!payout) return undefined
  const { id, destination, amount } = payout
  const failure = event.type === 'payout_changed' ? event.failure : undefined
  return { id, destination, amount, ...(failure && { failure: { code: failure.code, final: failure.final } }) }
}

function typeOf(event: RequestEvent): WebhookEvent | undefined {
  switch (event.type) {
    case 'submitted':
      return 'request.submitted'
    case 'edited':
      return 'request.edited'
    case 'asked':
      return 'request.needs_info'
    case 'answered':
      return 'request.answered'
    case 'approved':
    case 'offer_accepted':
      return 'request.approved'
    case 'declined':
      return 'request.declined'
    case 'appealed':
      return 'request.appealed'
    case 'reopened':
      return 'request.reopened'
    case 'cancelled':
      return 'request.cancelled'
    case 'expired':
      return 'request.expired'
    case 'shipped':
      return 'return.shipped'
    case 'received':
      return 'return.received'
    case 'inspected':
      return 'return.inspected'
    case 'payout_requested':
      return 'payout.requested'
    case 'payout_changed':
      if (event.status === 'succeeded') return 'payout.succeeded'
      return event.status === 'failed' ? 'payout.failed' : undefined
    default:
      return undefined
  }
}
