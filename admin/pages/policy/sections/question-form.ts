import { html, nothing, type TemplateResult } from 'lit'
import { type Policy, type PolicyQuestion, questionKinds } from '../../../../shared/policy/policy.ts'
import { icon } from '../../../components/icon.ts'
import { ownWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { checkField, selectField } from '../fields/fields.ts'
import '../fields/token-field.ts'
import { startWords, wordsField } from '../fields/words-field.ts'
import { freeName } from '../model/lists.ts'
import { withKind } from '../model/reasons.ts'

export interface QuestionForm {
  question: PolicyQuestion
  policy: Policy
  languages: readonly string[]
  /** Categories that the shop's orders have. */
  categories: readonly string[]
  change: (question: PolicyQuestion, joins?: string) => void
  done: () => void
}

/** One question: its words, what kind of answer, and for which reasons and categories it is asked. */
export function questionForm(form: QuestionForm): TemplateResult {
  const { question, policy, languages, change } = form
  const { code, kind } = question
  const blank = () => startWords(languages, 'editor.question.option')
  return html`<div class="item-form" data-t="question-form-${code}">
    ${wordsField({
      id: `question-${code}`,
      label: t('editor.question.label'),
      value: question.labels,
      languages,
      change: (labels) => change({ ...question, labels }, 'labels'),
    })}
    ${wordsField({
      id: `hint-${code}`,
      label: t('editor.question.hintField'),
      value: question.hint,
      languages,
      change: (hint) => {
        const { hint: _, ...rest } = question
        change(Object.keys(hint).length ? { ...rest, hint } : rest, 'hint')
      },
    })}
    <div class="form-columns">
      ${selectField({
        id: `kind-${code}`,
        label: t('editor.question.kind'),
        value: kind,
        choices: questionKinds.map((each) => ({ value: each, words: t(`editor.question.kind_${each}`) })),
        change: (next) => change(withKind(question, next, blank())),
      })}
      ${checkField({
        id: `required-${code}`,
        label: t('editor.question.required'),
        value: question.required,
        change: (required) => change({ ...question, required }),
      })}
    </div>
    ${kind === 'choice' ? options(form, blank) : nothing}
    <amends-token-field
      .field="reasons-${code}"
      .label=${t('editor.question.reasons')}
      .value=${question.reasons ?? []}
      .choices=${policy.reasons.map((reason) => ({ value: reason.code, words: ownWords(reason.labels) || reason.code }))}
      .closed=${true}
      @taken=${({ detail }: CustomEvent<string[]>) => {
        const { reasons: _, ...rest } = question
        change(detail.length ? { ...rest, reasons: detail } : rest)
      }}
    ></amends-token-field>
    <amends-token-field
      .field="categories-${code}"
      .label=${t('editor.question.categories')}
      .value=${question.categories ?? []}
      .choices=${form.categories.map((each) => ({ value: each, words: each }))}
      .commas=${true}
      @taken=${({ detail }: CustomEvent<string[]>) => {
        const { categories: _, ...rest } = question
        change(detail.length ? { ...rest, categories: detail } : rest)
      }}
    ></amends-token-field>
    <p class="form-end">
      <button class="btn btn-sm" type="button" @click=${form.done}>${t('editor.done')}</button>
    </p>
  </div>`
}

function options({ question, languages, change }: QuestionForm, blank: () => Record<string, string>): TemplateResult {
  const { code, options: list = [] } = question
  return html`<fieldset class="texts-field">
    <legend class="label">${t('editor.question.options')}</legend>
    ${list.map(
      (option, index) => html`<div class="texts-row">
        ${wordsField({
          id: `option-${code}-${index}`,
          label: t('editor.numbered', { what: t('editor.question.option'), number: index + 1 }),
          value: option.labels,
          languages,
          change: (labels) =>
            change({ ...question, options: list.with(index, { ...option, labels }) }, `option ${index}`),
        })}
        <button
          class="btn btn-quiet btn-sm btn-icon"
          type="button"
          aria-label=${t('editor.removeNamed', { what: ownWords(option.labels) })}
          aria-disabled=${list.length > 2 ? 'false' : 'true'}
          @click=${() => {
            if (list.length > 2) change({ ...question, options: list.toSpliced(index, 1) })
          }}
        >
          ${icon('trash-2', 'sm')}
        </button>
      </div>`,
    )}
    <p>
      <button
        class="btn btn-quiet btn-sm"
        type="button"
        data-t="add-option-${code}"
        @click=${() => {
          const value = freeName(
            'option',
            list.map((each) => each.value),
          )
          change({ ...question, options: [...list, { value, labels: blank() }] })
        }}
      >
        ${icon('plus', 'sm')}${t('editor.question.addOption')}
      </button>
    </p>
  </fieldset>`
}
