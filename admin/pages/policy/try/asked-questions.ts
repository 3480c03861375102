import type { OrderLine } from '../../../../shared/order/order.ts'
import type { Answer, Answers, Policy, PolicyQuestion } from '../../../../shared/policy/policy.ts'
import { isOpen, questionsFor } from '../../../../shared/policy/questions.ts'

/** The questions that a claim for this reason is asked on any of these lines; without lines, on a payment. */
export function questionsOn(
  policy: Policy,
  reason: string,
  lines: readonly Pick<OrderLine, 'categories'>[],
): PolicyQuestion[] {
  const found = policy.reasons.find(({ code }) => code === reason)
  if (!found) return []
  const asked = new Set((lines.length > 0 ? lines : [undefined]).flatMap((line) => questionsFor(policy, found, line)))
  return (policy.questions ?? []).filter((question) => asked.has(question))
}

/** What was said to questions that are asked; what was left open is not said. */
export function answersTo(questions: readonly PolicyQuestion[], answers: Answers): Answers | undefined {
  const said = questions.flatMap(({ code }): [string, Answer][] => {
    const answer = answers[code]
    return answer === undefined || isOpen(answer) ? [] : [[code, answer]]
  })
  return said.length > 0 ? Object.fromEntries(said) : undefined
}
