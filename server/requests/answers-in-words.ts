import type { RequestItemView } from '../../shared/api/request-view.schema.ts'
import { answeredFiles } from '../../shared/lifecycle/claim-answers.ts'
import type { RequestItem } from '../../shared/lifecycle/request.ts'
import type { JudgingPolicies } from './judge-claim.ts'

/** What the shopper answered, with the merchant's words for it, in the order of the questions. */
export function answersInWords(
  { answers }: Pick<RequestItem, 'answers'>,
  { inForce, live }: JudgingPolicies,
): RequestItemView['answers'] {
  if (!answers) return undefined
  const questions = [...(inForce.policy.questions ?? []), ...(live?.policy.questions ?? [])]
  const asked = questions.filter(
    ({ code }, index) =>
      Object.hasOwn(answers, code) && questions.findIndex((question) => question.code === code) === index,
  )
  return asked.flatMap(({ code, kind, labels, options }) => {
    const answer = answers[code]
    if (answer === undefined) return []
    const value = typeof answer === 'object' ? [...answer] : answer
    return [{ code, kind, labels, value, option: options?.find((option) => option.value === value)?.labels }]
  })
}

/** The files of an item: its own, and those that answer a question. */
export function filesOf({ evidence, answers }: Pick<RequestItem, 'evidence' | 'answers'>): string[] {
  return [...new Set([...evidence, ...answeredFiles(answers)])]
}
