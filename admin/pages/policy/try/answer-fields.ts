import type { TemplateResult } from 'lit'
import { assertNever } from '../../../../shared/assert-never.ts'
import type { Answer, Answers, Policy, PolicyQuestion } from '../../../../shared/policy/policy.ts'
import { ownWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { numberField, selectField, textField } from '../fields/fields.ts'

/** As many as a claim may hold for one question. */
const maxPhotos = 12

/** A field for each question. `id`: what the ids of the fields begin with. */
export function answerFields(
  id: string,
  questions: readonly PolicyQuestion[],
  answers: Answers,
  change: (answers: Answers) => void,
): TemplateResult[] {
  return questions.map((question) => {
    const { [question.code]: given, ...others } = answers
    const answered = (answer: Answer | undefined) =>
      change(answer === undefined ? others : { ...others, [question.code]: answer })
    return answerField(`${id}-${question.code}`, question, given, answered)
  })
}

function answerField(
  id: string,
  { code, kind, labels, options = [] }: PolicyQuestion,
  given: Answer | undefined,
  change: (answer: Answer | undefined) => void,
): TemplateResult {
  const label = ownWords(labels) || code
  switch (kind) {
    case 'number':
      return numberField({
        id,
        label,
        value: typeof given === 'number' ? given : undefined,
        min: -1_000_000_000,
        max: 1_000_000_000,
        step: 0.001,
        change,
      })
    case 'text':
      return textField({ id, label, value: typeof given === 'string' ? given : '', maxlength: 2000, change })
    case 'photo':
      return numberField({
        id,
        label,
        value: typeof given === 'object' ? given.length : 0,
        min: 0,
        max: maxPhotos,
        unit: t('editor.unit.photos'),
        change: (count = 0) => change(Array.from({ length: count }, (_, index) => `${code}_${index + 1}`)),
      })
    case 'choice':
      return selectField({
        id,
        label,
        value: typeof given === 'string' ? given : '',
        choices: [
          { value: '', words: t('editor.try.notSaid') },
          ...options.map((option) => ({ value: option.value, words: ownWords(option.labels) || option.value })),
        ],
        change: (value) => change(value === '' ? undefined : value),
      })
    default:
      return assertNever(kind)
  }
}

/** "Which side is torn? Left": each answer of a case, as its question puts it. */
export function answerWords(policies: readonly Policy[], answers: Answers = {}): string[] {
  return Object.entries(answers).map(([code, answer]) => {
    const question = policies.flatMap(({ questions = [] }) => questions).find((each) => each.code === code)
    const option = question?.options?.find(({ value }) => value === answer)
    const words = option ? ownWords(option.labels) : undefined
    const said = typeof answer === 'object' ? t('policyCases.photosSent', { count: answer.length }) : String(answer)
    return t('policyCases.answer', {
      question: question ? ownWords(question.labels) || code : code,
      answer: words ?? said,
    })
  })
}
