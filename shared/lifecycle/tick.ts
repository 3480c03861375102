import { isRefusal, type Refusal } from '../errors.ts'
import { stageDueAt } from './deadlines.ts'
import type { DecideContext } from './decide-context.ts'
import type { EventBody } from './events.ts'
import { reminderLeadMs, reminderOf } from './next-step.ts'
import type { Question, RequestState } from './request.ts'
import { requoteLeft } from './requote.ts'
import { askedPayouts, liveItems, openQuestion, statusOf } from './status.ts'

/** What silence does: reminders, escalation, and the end of what nobody answered or sent back. */
export function tick(state: RequestState, context: DecideContext): EventBody[] | Refusal {
  const status = statusOf(state)
  const question = openQuestion(state)
  if (status === 'needs_info' && question) return silenceAfter(question, state, context)
  if (status === 'in_review') return escalation(state, state.decideBy, context)
  if (status === 'to_inspect') return escalation(state, state.inspectBy, context)
  if (status === 'awaiting_return' && state.returnBy !== undefined) {
    if (context.now > state.returnBy) return lapse(state, context)
    return reminder(state, 'ship', state.returnBy, context)
  }
  if (status === 'payout_failed') return silenceAboutAccounts(state, context)
  return []
}

/** No account was named in time: the money is with finance again. */
function silenceAboutAccounts(state: RequestState, context: DecideContext): EventBody[] {
  const asked = askedPayouts(state)
  const lapsed = asked.filter(({ askedBy }) => context.now > askedBy)
  if (lapsed.length > 0) return lapsed.map(({ id }) => ({ type: 'account_lapsed', payout: id }))
  return asked.length === 0 ? [] : reminder(state, 'account', Math.min(...asked.map(({ askedBy }) => askedBy)), context)
}

/** A right without a reason never ends by silence: it goes back to a person; so does a case that is decided in part. */
function silenceAfter(question: Question, state: RequestState, context: DecideContext): EventBody[] {
  if (context.now <= question.answerBy) return reminder(state, 'answer', question.answerBy, context)
  const mayExpire = state.items.every((item) => item.decision === 'pending' && !item.duty?.noReason)
  if (mayExpire) return [{ type: 'expired', why: 'unanswered' }]
  const pending = state.items.filter((item) => item.decision === 'pending')
  return [
    {
      type: 'question_lapsed',
      question: question.id,
      decideBy: pending.length > 0 ? stageDueAt('decide', pending, context) : context.now,
    },
  ]
}

function escalation(state: RequestState, by: number | undefined, context: DecideContext): EventBody[] {
  return by !== undefined && context.now > by && !state.escalated ? [{ type: 'escalated' }] : []
}

function reminder(
  state: RequestState,
  action: 'answer' | 'ship' | 'account',
  by: number,
  context: DecideContext,
): EventBody[] {
  const what = reminderOf(action, by)
  const isTime = context.now >= by - reminderLeadMs && !state.reminded.includes(what)
  return isTime ? [{ type: 'reminded', what }] : []
}

/** The return never came: unpaid money is freed, paid money is flagged for the merchant. */
function lapse(state: RequestState, context: DecideContext): EventBody[] | Refusal {
  const lapsed = state.items.filter((item) => item.decision === 'approved' && item.goods === 'awaited')
  const unpaid = lapsed.filter((item) => item.dueAt === undefined)
  const left = liveItems(state).filter((item) => !unpaid.includes(item))
  const quote = unpaid.length > 0 ? requoteLeft(state, left, context) : undefined
  if (isRefusal(quote)) return quote
  const events: EventBody[] = [{ type: 'return_lapsed', items: lapsed.map((item) => item.id), quote }]
  if (left.length === 0) events.push({ type: 'expired', why: 'not_returned' })
  return events
}
