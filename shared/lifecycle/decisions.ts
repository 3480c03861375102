import { isRefusal, type Refusal, refuse } from '../errors.ts'
import { endOfDayAfter } from '../time/deadline.ts'
import { approvalEvent, returnByOf } from './approval.ts'
import type { CommandOf } from './commands.ts'
import { stageDueAt } from './deadlines.ts'
import type { DecideContext } from './decide-context.ts'
import type { EventBody } from './events.ts'
import type { PinnedQuote, RequestItem, RequestState } from './request.ts'
import { requoteLeft } from './requote.ts'
import { appealable, isLapsedUnpaid, liveItems } from './status.ts'

/** Calendar days within which a refusal may be appealed, once. */
export const appealDays = 14

/** Approves the named pending items, or all; an amount other than the computed one needs a reason and stays inside the ceilings. */
export function approve(
  state: RequestState,
  command: CommandOf<'approve'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const items = pendingItems(state, command.items)
  if (isRefusal(items)) return items
  const reviewer = reviewerRefusal(items, context)
  if (reviewer) return reviewer
  const { amounts = {}, shipping, goodwill } = command
  const stranger = Object.keys(amounts).find((id) => !items.some((item) => item.id === id))
  if (stranger !== undefined) return refuse('unknown_item', { pointer: `/amounts/${stranger}` })
  const isChanged = Object.keys(amounts).length > 0 || shipping !== undefined || goodwill !== undefined
  if (isChanged && !command.reason?.trim()) return refuse('reason_required', { pointer: '/reason' })

  const quote = requoteLeft(
    {
      ...state,
      staffShipping: shipping ?? state.staffShipping,
      staffGoodwill: goodwill ?? state.staffGoodwill,
    },
    liveItems(state).map((item) => ({ ...item, staffAmount: amounts[item.id] ?? item.staffAmount })),
    context,
  )
  if (isRefusal(quote)) return quote

  const waiting = items.filter((item) => item.approvedBy.length + 1 < item.terms.approvals)
  const complete = items.filter((item) => !waiting.includes(item))
  const events: EventBody[] = []
  if (waiting.length > 0) events.push({ type: 'approval_given', items: waiting.map((item) => item.id) })
  if (complete.length > 0) {
    events.push(
      approvalEvent(state, complete, context, {
        reason: command.reason,
        ...(isChanged ? { amounts, shipping, goodwill, quote, because: 'staff_amount' as const } : {}),
      }),
    )
  }
  return events
}

/** Declines with the words the shopper reads. What a statute gives without a reason is not declined. */
export function decline(
  state: RequestState,
  command: CommandOf<'decline'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const items = pendingItems(state, command.items)
  if (isRefusal(items)) return items
  const reviewer = reviewerRefusal(items, context)
  if (reviewer) return reviewer
  if (command.reason.trim() === '') return refuse('reason_required', { pointer: '/reason' })
  if (command.message.trim() === '') return refuse('message_required', { pointer: '/message' })
  const right = items.find((item) => item.duty?.noReason && item.inspection?.result !== 'mismatch')
  if (right?.duty) {
    return refuse('statute_forbids', {
      detail: { article: right.duty.article, statute: right.duty.statute, item: right.id },
    })
  }
  const quote = requoteLeft(
    state,
    liveItems(state).filter((item) => !items.includes(item)),
    context,
  )
  if (isRefusal(quote)) return quote
  return [
    {
      type: 'declined',
      items: items.map((item) => item.id),
      reason: command.reason,
      message: command.message,
      appealBy: endOfDayAfter(context.now, appealDays, context.timezone),
      quote,
    },
  ]
}

/** Once, within its deadline; reserves again, so it is refused when the money or the units have gone elsewhere. */
export function appeal(
  state: RequestState,
  command: CommandOf<'appeal'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const open = appealable(state, context.now)
  if (open.length === 0) return refuse('appeal_closed')
  if (command.text.trim() === '') return refuse('message_required', { pointer: '/text' })
  const stranger = command.items?.find((id) => !open.some((item) => item.id === id))
  if (stranger !== undefined) return refuse('unknown_item', { pointer: '/items', detail: { item: stranger } })
  const items = command.items ? open.filter((item) => command.items?.includes(item.id)) : open
  const quote = requoteLeft(state, inOrderOf(state, [...liveItems(state), ...items]), context)
  if (isRefusal(quote)) return quote
  return [
    {
      type: 'appealed',
      items: items.map((item) => item.id),
      text: command.text,
      evidence: command.evidence,
      quote,
      decideBy: stageDueAt('decide', items, context),
    },
  ]
}

/** Another resolution or amount for pending items; the shopper's yes approves it. */
export function offer(state: RequestState, command: CommandOf<'offer'>, context: DecideContext): EventBody[] | Refusal {
  const items = pendingItems(state, command.items)
  if (isRefusal(items)) return items
  if (command.text.trim() === '') return refuse('message_required', { pointer: '/text' })
  if (command.resolution === 'other_account' && !state.account)
    return refuse('account_required', { pointer: '/resolution' })
  const amounts = command.amounts ?? {}
  const stranger = Object.keys(amounts).find((id) => !items.some((item) => item.id === id))
  if (stranger !== undefined) return refuse('unknown_item', { pointer: `/amounts/${stranger}` })
  const ids = items.map((item) => item.id)
  const quote = offeredQuote(state, ids, command.resolution, amounts, context)
  if (isRefusal(quote)) return quote
  const by = context.actor.kind === 'staff' ? context.actor.id : context.actor.kind
  return [
    {
      type: 'offered',
      offer: {
        id: context.newId('of'),
        items: ids,
        resolution: command.resolution,
        amounts,
        text: command.text,
        by,
        quote,
      },
    },
  ]
}

export function acceptOffer(state: RequestState, context: DecideContext): EventBody[] | Refusal {
  const { offer } = state
  if (!offer) return refuse('illegal_state', { detail: { command: 'accept_offer', status: 'no_offer' } })
  const quote = offeredQuote(state, offer.items, offer.resolution, offer.amounts, context)
  if (isRefusal(quote)) return quote
  if (quote.total !== offer.quote.total) return refuse('quote_changed', { limit: quote.total })
  const items = state.items
    .filter((item) => offer.items.includes(item.id))
    .map((item) => ({ ...item, resolution: offer.resolution }))
  return [
    {
      type: 'offer_accepted',
      offer: offer.id,
      items: offer.items,
      quote,
      returnBy: returnByOf(state, items, context),
    },
  ]
}

function offeredQuote(
  state: RequestState,
  ids: readonly string[],
  resolution: RequestItem['resolution'],
  amounts: Record<string, number>,
  context: DecideContext,
): PinnedQuote | Refusal {
  const items = liveItems(state).map((item) =>
    ids.includes(item.id) ? { ...item, resolution, staffAmount: amounts[item.id] ?? item.staffAmount } : item,
  )
  return requoteLeft(state, items, context)
}

/** Staff take up again what was declined, cancelled or expired; reserves again. */
export function reopen(state: RequestState, reason: string, context: DecideContext): EventBody[] | Refusal {
  if (reason.trim() === '') return refuse('reason_required', { pointer: '/reason' })
  const items = state.ended
    ? state.items.filter((item) => item.decision !== 'declined' && item.dueAt === undefined)
    : state.items.filter((item) => item.decision === 'declined')
  if (items.length === 0) return refuse('illegal_state', { detail: { command: 'reopen', status: 'nothing_open' } })
  const kept = state.items.filter(
    (item) => items.includes(item) || (item.decision !== 'declined' && !isLapsedUnpaid(item)),
  )
  const quote = requoteLeft(state, kept, context)
  if (isRefusal(quote)) return quote
  return [
    {
      type: 'reopened',
      items: items.map((item) => item.id),
      reason,
      quote,
      decideBy: stageDueAt('decide', items, context),
    },
  ]
}

function pendingItems(state: RequestState, ids: readonly string[] | undefined): RequestItem[] | Refusal {
  const pending = state.items.filter((item) => item.decision === 'pending')
  const stranger = ids?.find((id) => !pending.some((item) => item.id === id))
  if (stranger !== undefined) return refuse('unknown_item', { pointer: '/items', detail: { item: stranger } })
  const items = ids ? pending.filter((item) => ids.includes(item.id)) : pending
  return items.length === 0 ? refuse('nothing_selected', { pointer: '/items' }) : items
}

/** An appeal goes to another reviewer, and nobody approves twice. */
function reviewerRefusal(items: readonly RequestItem[], context: DecideContext): Refusal | undefined {
  const { actor } = context
  if (actor.kind !== 'staff') return undefined
  const own = items.find(
    (item) => (item.appealed && item.declinedBy === actor.id) || item.approvedBy.includes(actor.id),
  )
  return own ? refuse('same_reviewer', { detail: { item: own.id } }) : undefined
}

function inOrderOf(state: RequestState, items: readonly RequestItem[]): RequestItem[] {
  return state.items.filter((item) => items.includes(item))
}
