import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../i18n/i18n.ts'
import type { GlyphName } from './glyphs.ts'
import { icon } from './icon.ts'

/** What is wrong with a field, below it; with an id the field can name it as its description. */
export function fieldError(words: string | false, id?: string): TemplateResult | typeof nothing {
  return words
    ? html`<p class="field-error" role="alert" id=${id ?? nothing}>${icon('circle-alert', 'sm')}${words}</p>`
    : nothing
}

/** Why it was not done, in the dialog that asked for it. */
export function dialogProblem(words: string): TemplateResult | typeof nothing {
  return words
    ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${words}</span></p>`
    : nothing
}

export interface DialogConfirm {
  /** data-t of the button. */
  hook: string
  /** The form's id, which stands in the dialog's body. */
  form: string
  words: string
  tone: 'plain' | 'danger'
  busy: boolean
  glyph?: GlyphName
}

/** Out again, or send the form. */
export function confirmFooter({ hook, form, words, tone, busy, glyph }: DialogConfirm): TemplateResult {
  return html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
    <button
      class="btn ${tone === 'danger' ? 'btn-danger' : 'btn-primary'}"
      type="submit"
      form=${form}
      aria-disabled=${busy ? 'true' : 'false'}
      data-t=${hook}
    >
      ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : glyph ? icon(glyph, 'sm') : nothing}${words}
    </button>`
}
