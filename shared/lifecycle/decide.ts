import { assertNever } from '../assert-never.ts'
import { isRefusal, type Refusal, refuse } from '../errors.ts'
import type { Command } from './commands.ts'
import { answer, ask, message } from './conversation.ts'
import type { DecideContext } from './decide-context.ts'
import { acceptOffer, appeal, approve, decline, offer, reopen } from './decisions.ts'
import type { EventBody } from './events.ts'
import { askAccount, fixAccount } from './fix-account.ts'
import { fold } from './fold.ts'
import { inspect, markReceived, markShipped } from './goods.ts'
import { changeMethod, payoutsNowDue, payoutUpdate, retryPayout } from './payouts.ts'
import type { RequestState } from './request.ts'
import { statusOf } from './status.ts'
import { edit, submit } from './submit.ts'
import { tick } from './tick.ts'
import { transitionRefusal } from './transitions.ts'

/**
 * May this happen, and what follows? Events to append (none: nothing changes), or why not. Pure and total: the same
 * state, command and context give the same answer.
 */
export function decide(
  state: RequestState | undefined,
  command: Command,
  context: DecideContext,
): EventBody[] | Refusal {
  const from = state ? statusOf(state) : 'new'
  const refusal = transitionRefusal(command.type, context.actor.kind, from)
  if (refusal) return refuse(refusal, { detail: { command: command.type, status: from } })
  const events = react(state, command, context)
  if (isRefusal(events)) return events
  // money whose time has come is asked for in the same breath
  return [...events, ...payoutsNowDue(fold(state, events, context), context)]
}

function react(state: RequestState | undefined, command: Command, context: DecideContext): EventBody[] | Refusal {
  if (command.type === 'submit') return submit(command, context)
  if (!state) return refuse('not_found')
  switch (command.type) {
    case 'edit':
      return edit(state, command, context)
    case 'cancel':
      return cancel(state, command.reason, context)
    case 'answer':
      return answer(state, command, context)
    case 'appeal':
      return appeal(state, command, context)
    case 'mark_shipped':
      return markShipped(state, command, context)
    case 'accept_offer':
      return acceptOffer(state, context)
    case 'rate':
      return rate(state, command)
    case 'fix_account':
      return fixAccount(state, command, context)
    case 'message':
      return message(command.text)
    case 'approve':
      return approve(state, command, context)
    case 'decline':
      return decline(state, command, context)
    case 'ask':
      return ask(state, command, context)
    case 'offer':
      return offer(state, command, context)
    case 'mark_received':
      return markReceived(state, command, context)
    case 'inspect':
      return inspect(state, command, context)
    case 'retry_payout':
      return retryPayout(state, command.payout, context)
    case 'change_method':
      return changeMethod(state, command, context)
    case 'ask_account':
      return askAccount(state, command, context)
    case 'reopen':
      return reopen(state, command.reason, context)
    case 'note':
      return command.text.trim() === '' ? refuse('message_required') : [{ type: 'noted', text: command.text }]
    case 'assign':
      return state.assignee === command.to ? [] : [{ type: 'assigned', to: command.to }]
    case 'tick':
      return tick(state, context)
    case 'payout_update':
      return payoutUpdate(state, command, context)
    default:
      return assertNever(command)
  }
}

/** Ends the request while no money has been asked for and nothing is on its way back. */
function cancel(state: RequestState, reason: string | undefined, context: DecideContext): EventBody[] | Refusal {
  const isUnderWay = state.items.some(
    (item) => item.dueAt !== undefined || !['none', 'awaited', 'lapsed'].includes(item.goods),
  )
  if (isUnderWay) return refuse('illegal_state', { detail: { command: 'cancel', status: statusOf(state) } })
  if (context.actor.kind !== 'shopper' && !reason?.trim()) return refuse('reason_required', { pointer: '/reason' })
  return [{ type: 'cancelled', reason }]
}

function rate(
  state: RequestState,
  command: { stars: number; tags: string[]; comment?: string },
): EventBody[] | Refusal {
  if (state.rating) return refuse('illegal_state', { detail: { command: 'rate', status: 'rated' } })
  if (!Number.isInteger(command.stars) || command.stars < 1 || command.stars > 5) {
    return refuse('validation_failed', { pointer: '/stars' })
  }
  return [{ type: 'rated', stars: command.stars, tags: command.tags, comment: command.comment }]
}
