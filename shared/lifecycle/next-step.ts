import { assertNever } from '../assert-never.ts'
import type { RequestState } from './request.ts'
import { appealable, askedPayouts, currentPayouts, openQuestion, statusOf } from './status.ts'

export interface NextStep {
  who: 'shopper' | 'staff' | 'provider' | 'nobody'
  action:
    | 'answer'
    | 'ship'
    | 'decide'
    | 'receive'
    | 'inspect'
    | 'pay'
    | 'fix_payout'
    | 'fix_account'
    | 'appeal'
    | 'rate'
    | 'accept_offer'
    | 'none'
  /** Epoch ms. */
  by?: number
  /** `by` hangs on holidays of a year that nobody knows yet: it may be early. */
  isCalendarUnknown?: true
}

/** Who acts next, what, and by when: the same sentence for shopper, staff and e-mails. */
export function nextStepOf(state: RequestState, nowMs: number): NextStep {
  const status = statusOf(state)
  switch (status) {
    case 'needs_info':
      return { who: 'shopper', action: 'answer', by: openQuestion(state)?.answerBy }
    case 'in_review':
      if (state.offer) return { who: 'shopper', action: 'accept_offer', by: state.decideBy }
      return { who: 'staff', action: 'decide', by: state.decideBy }
    case 'declined': {
      const open = appealable(state, nowMs)
      if (open.length === 0) return { who: 'nobody', action: 'none' }
      return { who: 'shopper', action: 'appeal', by: Math.min(...open.map((item) => item.appealBy ?? 0)) }
    }
    case 'payout_failed':
      return payoutStep(state)
    case 'awaiting_return':
      return { who: 'shopper', action: 'ship', by: state.returnBy }
    case 'in_transit':
      return { who: 'staff', action: 'receive', by: state.statutory?.by }
    case 'to_inspect':
      return { who: 'staff', action: 'inspect', by: state.inspectBy }
    case 'paying':
      return { who: 'provider', action: 'pay', by: state.statutory?.by }
    case 'completed':
      return state.rating ? { who: 'nobody', action: 'none' } : { who: 'shopper', action: 'rate' }
    case 'cancelled':
    case 'expired':
      return { who: 'nobody', action: 'none' }
    default:
      return assertNever(status)
  }
}

/** The shopper's turn only where every payout that failed waits for their account. */
function payoutStep(state: RequestState): NextStep {
  const failed = currentPayouts(state).filter(({ status }) => status === 'failed')
  const asked = askedPayouts(state)
  if (asked.length < failed.length) return { who: 'staff', action: 'fix_payout', by: state.statutory?.by }
  return { who: 'shopper', action: 'fix_account', by: Math.min(...asked.map(({ askedBy }) => askedBy)) }
}

/** When `tick` would next change something, epoch ms; undefined: never. */
export function tickAt(state: RequestState): number | undefined {
  const status = statusOf(state)
  if (status === 'needs_info') {
    const by = openQuestion(state)?.answerBy
    return by === undefined || state.reminded.includes(reminderOf('answer', by)) ? by : by - reminderLeadMs
  }
  if (status === 'in_review') return state.escalated ? undefined : state.decideBy
  if (status === 'awaiting_return' && state.returnBy !== undefined) {
    return state.reminded.includes(reminderOf('ship', state.returnBy))
      ? state.returnBy
      : state.returnBy - reminderLeadMs
  }
  if (status === 'to_inspect') return state.escalated ? undefined : state.inspectBy
  if (status === 'payout_failed') {
    const asked = askedPayouts(state).map(({ askedBy }) => askedBy)
    if (asked.length === 0) return undefined
    const by = Math.min(...asked)
    return state.reminded.includes(reminderOf('account', by)) ? by : by - reminderLeadMs
  }
  return undefined
}

/** Shoppers are reminded two days before something lapses. */
export const reminderLeadMs = 2 * 86_400_000

/** Names one reminder, so that each is sent once. */
export function reminderOf(action: 'answer' | 'ship' | 'account', by: number): string {
  return `${action}:${by}`
}
