import { type Refusal, refuse } from '../errors.ts'
import { failures } from '../payouts/failures.ts'
import type { PayoutFailure, PayoutStatus } from '../payouts/payout.ts'
import { endOfDayAfter } from '../time/deadline.ts'
import type { DecideContext } from './decide-context.ts'
import type { EventBody } from './events.ts'
import type { PayoutTarget, RequestState } from './request.ts'

/** Calendar days that a shopper has to name an account. */
export const accountDays = 7

/** Of those entered for this order, this one, or the latest. */
export function accountOf(
  id: string | undefined,
  { accounts, canPayTo }: Pick<DecideContext, 'accounts' | 'canPayTo'>,
): PayoutTarget | Refusal {
  const account = id === undefined ? accounts.at(-1) : accounts.find((candidate) => candidate.id === id)
  if (account && canPayTo.has('account')) return account
  return refuse(id === undefined ? 'account_required' : 'unknown_account', { pointer: '/account' })
}

/** Only the shopper can say where this money can go. */
export function needsShopper(
  state: RequestState,
  { status, failure }: { status: PayoutStatus; failure?: PayoutFailure },
): boolean {
  return !state.ended && status === 'failed' && failure?.final === true && failures[failure.code].who === 'shopper'
}

export function askedEvent(payout: string, { now, timezone }: DecideContext, text?: string): EventBody {
  const answerBy = endOfDayAfter(now, accountDays, timezone)
  return { type: 'account_asked', payout, answerBy, ...(text?.trim() ? { text } : {}) }
}
