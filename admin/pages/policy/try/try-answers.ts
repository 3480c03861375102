import { html, nothing, type TemplateResult } from 'lit'
import type { Answers, Policy, PolicyQuestion } from '../../../../shared/policy/policy.ts'
import { ownWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { numberField, selectField } from '../fields/fields.ts'

/** The questions whose answers can be tried: those of this reason that are chosen or counted. */
export function tryAnswers(
  policy: Policy,
  reason: string,
  answers: Answers,
  change: (answers: Answers) => void,
): TemplateResult | typeof nothing {
  const group = policy.reasons.find(({ code }) => code === reason)?.parent
  const asked = (policy.questions ?? []).filter(
    ({ kind, reasons }) =>
      (kind === 'choice' || kind === 'number') &&
      (reasons === undefined || reasons.includes(reason) || (group !== undefined && reasons.includes(group))),
  )
  if (asked.length === 0) return nothing
  return html`<div class="try-two">${asked.map((question) => answerField(question, answers, change))}</div>`
}

function answerField(
  { code, kind, labels, options = [] }: PolicyQuestion,
  answers: Answers,
  change: (answers: Answers) => void,
): TemplateResult {
  const { [code]: given, ...others } = answers
  const label = ownWords(labels) || code
  if (kind === 'number') {
    return numberField({
      id: `try-answer-${code}`,
      label,
      value: typeof given === 'number' ? given : undefined,
      min: -1_000_000_000,
      max: 1_000_000_000,
      step: 0.001,
      change: (value) => change(value === undefined ? others : { ...others, [code]: value }),
    })
  }
  return selectField({
    id: `try-answer-${code}`,
    label,
    value: typeof given === 'string' ? given : '',
    choices: [
      { value: '', words: t('editor.try.notSaid') },
      ...options.map((option) => ({ value: option.value, words: ownWords(option.labels) || option.value })),
    ],
    change: (value) => change(value === '' ? others : { ...others, [code]: value }),
  })
}
