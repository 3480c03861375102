import { html, nothing, type TemplateResult } from 'lit'
import type { Policy, Reason, ReasonAsk } from '../../../../shared/policy/policy.ts'
import { icon } from '../../../components/icon.ts'
import { ownWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { checkField, checkListField, selectField, textField } from '../fields/fields.ts'
import { textsField } from '../fields/texts-field.ts'
import { wordsField } from '../fields/words-field.ts'
import { pointerOf, withoutValue, withValue } from '../model/pointer.ts'
import { renameReason } from '../model/reasons.ts'

export interface ReasonForm {
  reason: Reason
  index: number
  policy: Policy
  languages: readonly string[]
  /** Its code may still be chosen. */
  isNew: boolean
  /** What stands in the field of its code while it cannot be one. */
  codeTyped: string | undefined
  typedCode: (code: string | undefined) => void
  edit: (change: (policy: Policy) => Policy, joins?: string) => void
  renamed: (code: string) => void
  done: () => void
}

const asks = ['details', 'photos', 'videos', 'documents', 'condition'] as const satisfies readonly ReasonAsk[]
const codePattern = /^[a-z0-9_]{1,60}$/

/** Everything about one reason: how it is named, whose fault it is, what it is about, what it asks for and shows. */
export function reasonForm(form: ReasonForm): TemplateResult {
  const { reason, policy, languages } = form
  const { code } = reason
  const set = (field: keyof Reason, value: unknown, joins?: string) => setField(form, field, value, joins)
  const groups = policy.reasons.filter(({ parent, code: other }) => parent === undefined && other !== code)
  const hasBelow = policy.reasons.some(({ parent }) => parent === code)
  return html`<div class="item-form" data-t="reason-form-${code}">
    ${wordsField({
      id: `label-${code}`,
      label: t('editor.reason.label'),
      value: reason.labels,
      languages,
      change: (labels) => set('labels', labels, 'labels'),
    })}
    <div class="form-columns">
      ${selectField({
        id: `fault-${code}`,
        label: t('editor.reason.fault'),
        value: reason.fault,
        choices: (['shopper', 'merchant', 'carrier'] as const).map((each) => ({
          value: each,
          words: t(`editor.reason.fault_${each}`),
        })),
        change: (fault) => set('fault', fault),
      })}
      ${selectField({
        id: `subject-${code}`,
        label: t('editor.reason.subject'),
        value: reason.subject,
        choices: (['line', 'payment', 'shipping'] as const).map((each) => ({
          value: each,
          words: t(`editor.reason.subject_${each}`),
        })),
        change: (subject) => set('subject', subject),
      })}
      ${
        hasBelow
          ? nothing
          : selectField({
              id: `parent-${code}`,
              label: t('editor.reason.group'),
              value: reason.parent ?? '',
              choices: [
                { value: '', words: t('editor.reason.noGroup') },
                ...groups.map((group) => ({ value: group.code, words: ownWords(group.labels) || group.code })),
              ],
              change: (parent) => set('parent', parent || undefined),
            })
      }
      ${
        form.isNew
          ? textField({
              id: `code-${code}`,
              label: t('editor.reason.code'),
              hint: t('editor.reason.codeHint'),
              value: form.codeTyped ?? code,
              maxlength: 60,
              problem: codeProblem(form),
              change: (next) => rename(form, next),
            })
          : nothing
      }
    </div>
    ${checkListField({
      id: `asks-${code}`,
      label: t('editor.reason.asks'),
      value: reason.asks,
      choices: asks.map((each) => ({ value: each, words: t(`editor.reason.ask_${each}`) })),
      change: (value) => set('asks', value),
    })}
    <div class="option-list">
      ${checkField({
        id: `noReason-${code}`,
        label: t('editor.reason.noReason'),
        hint: t('editor.reason.noReasonHint'),
        value: reason.noReason ?? false,
        change: (value) => set('noReason', value || undefined),
      })}
      ${checkField({
        id: `notReceived-${code}`,
        label: t('editor.reason.notReceived'),
        value: reason.notReceived ?? false,
        change: (value) => set('notReceived', value || undefined),
      })}
      ${
        reason.subject === 'line' && !reason.notReceived
          ? nothing
          : checkField({
              id: `countsWindow-${code}`,
              label: t('editor.reason.countsWindow'),
              value: reason.countsWindow ?? false,
              change: (value) => set('countsWindow', value || undefined),
            })
      }
    </div>
    ${textsField({
      id: `materials-${code}`,
      label: t('editor.reason.materials'),
      value: reason.materials ?? [],
      languages,
      change: (value) => set('materials', value.length ? value : undefined, 'materials'),
    })}
    ${wordsField({
      id: `help-${code}`,
      label: t('editor.reason.help'),
      value: reason.help,
      languages,
      rows: 3,
      maxlength: 2000,
      change: (value) => set('help', Object.keys(value).length ? value : undefined, 'help'),
    })}
    ${examples(form, set)}
    <p class="form-end">
      <button class="btn btn-sm" type="button" data-t="reason-done" @click=${form.done}>${t('editor.done')}</button>
    </p>
  </div>`
}

function setField({ reason, index, edit }: ReasonForm, field: keyof Reason, value: unknown, joins?: string): void {
  const at = pointerOf('reasons', index, field)
  const name = joins && `${reason.code} ${joins}`
  edit((policy) => (value === undefined ? withoutValue(policy, at) : withValue(policy, at, value)), name)
}

/** What cannot be a code, or is another's, waits until it is one. */
function rename(form: ReasonForm, next: string): void {
  const { reason, policy, edit, renamed } = form
  const fits = codePattern.test(next) && (next === reason.code || !isTaken(policy, next))
  form.typedCode(fits ? undefined : next)
  if (!fits || next === reason.code) return
  renamed(next)
  edit((now) => renameReason(now, reason.code, next), `code ${reason.labels['en'] ?? ''}`)
}

function isTaken({ reasons }: Policy, wanted: string): boolean {
  return reasons.some(({ code }) => code === wanted)
}

function codeProblem({ codeTyped, reason, policy }: ReasonForm): string | undefined {
  if (codeTyped === undefined) return undefined
  const { code } = reason
  return t(isTaken(policy, codeTyped) ? 'editor.reason.codeTaken' : 'editor.reason.codeUnfit', { code })
}

function examples(
  { reason, languages }: ReasonForm,
  set: (field: keyof Reason, value: unknown, joins?: string) => void,
): TemplateResult {
  const { code, examples: list = [] } = reason
  return html`<fieldset class="texts-field">
    <legend class="label">${t('editor.reason.examples')}</legend>
    ${list.map(
      ({ image, alt }, index) => html`<div class="texts-row">
        <div class="example-fields">
          ${textField({
            id: `example-${code}-${index}`,
            label: t('editor.reason.image'),
            value: image,
            maxlength: 2000,
            placeholder: 'https://',
            problem: image === '' || image.startsWith('https://') ? undefined : t('editor.reason.imageHttps'),
            change: (next) => set('examples', list.with(index, { image: next, alt }), 'examples'),
          })}
          ${wordsField({
            id: `alt-${code}-${index}`,
            label: t('editor.reason.alt'),
            value: alt,
            languages,
            maxlength: 300,
            change: (next) => set('examples', list.with(index, { image, alt: next }), 'examples'),
          })}
        </div>
        <button
          class="btn btn-quiet btn-sm btn-icon"
          type="button"
          aria-label=${t('editor.removeNamed', { what: t('editor.reason.image') })}
          @click=${() => set('examples', list.length > 1 ? list.toSpliced(index, 1) : undefined)}
        >
          ${icon('trash-2', 'sm')}
        </button>
      </div>`,
    )}
    <p>
      <button
        class="btn btn-quiet btn-sm"
        type="button"
        data-t="add-example-${code}"
        @click=${() => set('examples', [...list, { image: '', alt: Object.fromEntries(languages.map((tag) => [tag, ''])) }])}
      >
        ${icon('plus', 'sm')}${t('editor.reason.addExample')}
      </button>
    </p>
  </fieldset>`
}
