import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { t } from '../i18n/i18n.ts'
import { AdminElement } from './admin-element.ts'
import { dialogView } from './dialog.ts'
import { confirmFooter, dialogProblem, fieldError } from './dialog-parts.ts'
import type { GlyphName } from './glyphs.ts'

/** What the dialog is about, in words. */
export interface ReasonWords {
  /** data-t of the dialog. */
  hook: string
  title: string
  hint: string
  label: string
  confirm: string
  tone: 'plain' | 'danger'
  glyph?: GlyphName
  maxlength: number
}

/**
 * Something that stays readable with its reason: nothing is done without one.
 * @fires reasoned - detail: the reason
 * @fires closed
 */
@customElement('amends-reason-dialog')
export class ReasonDialog extends AdminElement {
  @property({ attribute: false }) words!: ReasonWords
  @property({ type: Boolean }) busy = false
  @property() problem = ''
  @state() private reason = ''
  @state() private missing = false

  private submit(event: Event): void {
    event.preventDefault()
    const reason = this.reason.trim()
    this.missing = !reason
    if (this.missing) this.querySelector<HTMLElement>('#reason-text')?.focus()
    if (this.missing || this.busy) return
    this.dispatchEvent(new CustomEvent<string>('reasoned', { detail: reason }))
  }

  protected override render() {
    const { hook, title, hint, label, confirm, tone, glyph, maxlength } = this.words
    return dialogView({
      hook,
      label: title,
      body: html`<form novalidate id="reason-form" class="dialog-fields" @submit=${this.submit}>
        <p>${hint}</p>
        <div class="field">
          <label for="reason-text">${label}</label>
          <textarea
            class="input textarea"
            id="reason-text"
            rows="3"
            required
            maxlength=${maxlength}
            aria-invalid=${this.missing ? 'true' : 'false'}
            aria-describedby=${this.missing ? 'reason-wrong' : nothing}
            .value=${this.reason}
            @input=${(event: InputEvent) => (this.reason = (event.target as HTMLTextAreaElement).value)}
            data-t="reason-text"
            autofocus
          ></textarea>
          ${fieldError(this.missing && t('reason.missing'), 'reason-wrong')}
        </div>
        ${dialogProblem(this.problem)}
      </form>`,
      footer: confirmFooter({
        hook: 'reason-confirm',
        form: 'reason-form',
        words: confirm,
        tone,
        busy: this.busy,
        glyph,
      }),
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }
}
