import { type Refusal, refuse } from '../errors.ts'
import type { Answer, Answers, PolicyQuestion } from '../policy/policy.ts'
import { isAnswerTo, isOpen } from '../policy/questions.ts'

/** Why these answers are not taken: one to another question, of another type, or with a file that is no photo. */
export function invalidAnswer(
  questions: readonly PolicyQuestion[],
  answers: Answers = {},
  isPhoto: (file: string) => boolean = () => true,
): Pick<Refusal, 'refused' | 'pointer'> | undefined {
  for (const [code, answer] of Object.entries(answers)) {
    const question = questions.find((asked) => asked.code === code)
    const isTaken = question && isAnswerTo(question, answer) && filesIn(answer).every(isPhoto)
    if (!isTaken) return refuse('invalid_answer', { pointer: pointerTo(code) })
  }
  return undefined
}

/** The first question that must be answered and is not. */
export function missingAnswer(
  questions: readonly PolicyQuestion[],
  answers: Answers = {},
): Pick<Refusal, 'refused' | 'pointer'> | undefined {
  const open = questions.find(({ code, required }) => required && isOpen(answers[code]))
  return open && refuse('answers_required', { pointer: pointerTo(open.code) })
}

/** Ids of the files that answer something. */
export function answeredFiles(answers: Answers = {}): string[] {
  return Object.values(answers).flatMap(filesIn)
}

/** What is worth keeping: nothing of a question that was left open. */
export function givenAnswers(answers: Answers = {}): Answers | undefined {
  const given = Object.entries(answers).filter(([, answer]) => !isOpen(answer))
  return given.length > 0 ? Object.fromEntries(given) : undefined
}

function filesIn(answer: Answer): string[] {
  return typeof answer === 'object' ? [...answer] : []
}

function pointerTo(code: string): string {
  return `/answers/${code.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
