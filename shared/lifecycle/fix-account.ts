import { isRefusal, type Refusal, refuse } from '../errors.ts'
import { accountOf, askedEvent } from './accounts.ts'
import type { CommandOf } from './commands.ts'
import type { DecideContext } from './decide-context.ts'
import type { EventBody } from './events.ts'
import { exceedingOrder, lostPayout, replacement } from './payouts.ts'
import type { RequestState } from './request.ts'

/** Staff ask the shopper for an account; once, until it is named or the time for it is over. */
export function askAccount(
  state: RequestState,
  command: CommandOf<'ask_account'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const payout = lostPayout(state, command)
  if (isRefusal(payout)) return payout
  const status = payout.askedBy !== undefined ? 'asked' : context.canPayTo.has('account') ? undefined : 'no_bank'
  if (status) return refuse('illegal_state', { detail: { command: command.type, status } })
  return [askedEvent(payout.id, context, command.message)]
}

/** The shopper names an account they were asked for; the money goes there under a new number. */
export function fixAccount(
  state: RequestState,
  command: CommandOf<'fix_account'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const payout = lostPayout(state, command)
  if (isRefusal(payout)) return payout
  if (payout.askedBy === undefined || context.now > payout.askedBy) {
    return refuse('illegal_state', { detail: { command: command.type, status: 'not_asked' } })
  }
  const account = accountOf(command.account, context)
  if (isRefusal(account)) return account
  const events: EventBody[] = [
    { type: 'account_fixed', payout: payout.id, account },
    replacement(payout, { destination: 'account', account }, context),
  ]
  return exceedingOrder(state, events, context) ?? events
}
