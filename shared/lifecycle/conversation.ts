import { type Refusal, refuse } from '../errors.ts'
import { endOfDayAfter } from '../time/deadline.ts'
import type { DecideContext } from './decide-context.ts'
import type { EventBody } from './events.ts'
import type { RequestState } from './request.ts'
import { openQuestion } from './status.ts'

/** Calendar days the shopper has to answer a question. */
export const answerDays = 7

export function ask(
  _state: RequestState,
  command: { text: string; wantsPhotos: boolean },
  context: DecideContext,
): EventBody[] | Refusal {
  if (command.text.trim() === '') return refuse('message_required', { pointer: '/text' })
  return [
    {
      type: 'asked',
      question: context.newId('qu'),
      text: command.text,
      wantsPhotos: command.wantsPhotos,
      answerBy: endOfDayAfter(context.now, answerDays, context.timezone),
    },
  ]
}

/** The staff's clock stood still while the shopper was asked: what was left of it is given back. */
export function answer(
  state: RequestState,
  command: { question?: string; text: string; evidence: string[] },
  context: DecideContext,
): EventBody[] | Refusal {
  if (command.text.trim() === '' && command.evidence.length === 0)
    return refuse('message_required', { pointer: '/text' })
  const question = command.question
    ? state.questions.find((asked) => asked.id === command.question && asked.answeredAt === undefined)
    : openQuestion(state)
  if (!question) return refuse('unknown_item', { pointer: '/question' })
  const resumed = state.decideBy === undefined ? undefined : state.decideBy + (context.now - question.askedAt)
  return [
    { type: 'answered', question: question.id, text: command.text, evidence: command.evidence, decideBy: resumed },
  ]
}

export function message(text: string): EventBody[] | Refusal {
  return text.trim() === '' ? refuse('message_required', { pointer: '/text' }) : [{ type: 'messaged', text }]
}
