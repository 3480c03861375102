import { html, type TemplateResult } from 'lit'
import type { PolicyText } from '../../../../shared/policy/policy.ts'
import { icon } from '../../../components/icon.ts'
import { t } from '../../../i18n/i18n.ts'
import { wordsField } from './words-field.ts'

/** A list of sentences, each in the policy's languages. */
export function textsField(field: {
  id: string
  label: string
  value: readonly PolicyText[]
  languages: readonly string[]
  change: (value: PolicyText[]) => void
}): TemplateResult {
  const { id, label, value, languages, change } = field
  return html`<fieldset class="texts-field" data-t=${id}>
    <legend class="label">${label}</legend>
    ${value.map(
      (text, index) => html`<div class="texts-row">
        ${wordsField({
          id: `${id}-${index}`,
          label: t('editor.numbered', { what: label, number: index + 1 }),
          value: text,
          languages,
          maxlength: 300,
          change: (words) => change(value.with(index, words)),
        })}
        <button
          class="btn btn-quiet btn-sm btn-icon"
          type="button"
          aria-label=${t('editor.removeNamed', { what: t('editor.numbered', { what: label, number: index + 1 }) })}
          @click=${() => change(value.toSpliced(index, 1))}
        >
          ${icon('trash-2', 'sm')}
        </button>
      </div>`,
    )}
    <p>
      <button
        class="btn btn-quiet btn-sm"
        type="button"
        data-t="${id}-add"
        aria-label="${t('editor.addPoint')}: ${label}"
        @click=${() => change([...value, Object.fromEntries(languages.map((tag) => [tag, '']))])}
      >
        ${icon('plus', 'sm')}${t('editor.addPoint')}
      </button>
    </p>
  </fieldset>`
}
