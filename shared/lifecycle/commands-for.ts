import type { CommandType } from './commands.ts'
import type { ActorKind, RequestState } from './request.ts'
import { appealable, askedPayouts, currentPayouts, openQuestion, statusOf } from './status.ts'
import { transitions } from './transitions.ts'

/** What this actor can do now with a chance of success: what a screen offers. The verb decides again. */
export function commandsFor(state: RequestState, actor: ActorKind, nowMs: number): CommandType[] {
  const status = statusOf(state)
  return transitions
    .filter((row) => row.actors.includes(actor) && row.from.includes(status))
    .map((row) => row.command)
    .filter((command) => isOpenFor(command, state, nowMs))
}

function isOpenFor(command: CommandType, state: RequestState, nowMs: number): boolean {
  switch (command) {
    case 'edit':
      return state.items.every((item) => item.decision === 'pending' && !item.approvedBy.length && !item.appealed)
    case 'cancel':
      return state.items.every((item) => item.dueAt === undefined && ['none', 'awaited', 'lapsed'].includes(item.goods))
    case 'answer':
      return openQuestion(state) !== undefined
    case 'appeal':
      return appealable(state, nowMs).length > 0
    case 'accept_offer':
      return state.offer !== undefined
    case 'rate':
      return state.rating === undefined
    case 'approve':
    case 'decline':
    case 'offer':
      return state.items.some((item) => item.decision === 'pending')
    case 'mark_received':
      return hasGoods(state, ['awaited', 'in_transit'])
    case 'inspect':
      return hasGoods(state, ['awaited', 'in_transit', 'received'])
    case 'fix_account':
      return askedPayouts(state).length > 0
    case 'ask_account':
      return currentPayouts(state).some(
        ({ status, failure, askedBy }) => status === 'failed' && failure?.final === true && askedBy === undefined,
      )
    case 'retry_payout':
    case 'change_method':
      return state.payouts.some((payout) => payout.status === 'failed' && payout.replacedBy === undefined)
    default:
      return true
  }
}

function hasGoods(state: RequestState, at: readonly string[]): boolean {
  return state.items.some((item) => item.decision === 'approved' && at.includes(item.goods))
}
