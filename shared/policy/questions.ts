import type { OrderLine } from '../order/order.ts'
import type { Answer, Policy, PolicyQuestion, Reason } from './policy.ts'

/** The merchant's questions about one claim, in the order they are asked. A claim without a line has no category. */
export function questionsFor(
  { questions = [] }: Pick<Policy, 'questions'>,
  { code, parent }: Pick<Reason, 'code' | 'parent'>,
  line: Pick<OrderLine, 'categories'> | undefined,
): PolicyQuestion[] {
  return questions.filter(
    ({ reasons, categories }) =>
      (!reasons || reasons.includes(code) || (parent !== undefined && reasons.includes(parent))) &&
      (!categories || line?.categories.some((category) => categories.includes(category)) === true),
  )
}

/** Of the type that the question asks for, and one of its options. */
export function isAnswerTo({ kind, options = [] }: PolicyQuestion, answer: Answer): boolean {
  if (kind === 'choice') return options.some(({ value }) => value === answer)
  if (kind === 'number') return typeof answer === 'number' && Math.abs(answer) <= Number.MAX_SAFE_INTEGER
  return kind === 'text' ? typeof answer === 'string' : Array.isArray(answer)
}

/** Nothing was said: no answer, only white space, or no file. */
export function isOpen(answer: Answer | undefined): boolean {
  if (typeof answer === 'string') return answer.trim() === ''
  return answer === undefined || (typeof answer !== 'number' && answer.length === 0)
}
