import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { t } from '../../i18n/i18n.ts'

/**
 * Ends a request, or takes it up again: both need a reason that stays readable.
 * @fires reasoned - detail: the reason
 * @fires closed
 */
@customElement('amends-reason-dialog')
export class ReasonDialog extends AdminElement {
  @property() what: 'cancel' | 'reopen' = 'cancel'
  /** What the step frees or takes, as words. */
  @property() amount = ''
  @property({ type: Boolean }) busy = false
  @property() problem = ''
  @state() private reason = ''
  @state() private missing = false

  private submit(event: Event): void {
    event.preventDefault()
    const reason = this.reason.trim()
    this.missing = !reason
    if (this.missing || this.busy) return
    this.dispatchEvent(new CustomEvent<string>('reasoned', { detail: reason }))
  }

  protected override render() {
    const { what, amount } = this
    return dialogView({
      hook: `${what}-dialog`,
      label: t(`${what}.title`),
      body: html`<form novalidate id="reason-form" class="dialog-fields" @submit=${this.submit}>
        <p>${t(`${what}.hint`)}</p>
        <div class="field">
          <label for="reason-text">${t(`${what}.reason`)}</label>
          <textarea
            class="input textarea"
            id="reason-text"
            rows="3"
            required
            maxlength="2000"
            aria-invalid=${this.missing ? 'true' : 'false'}
            .value=${this.reason}
            @input=${(event: InputEvent) => (this.reason = (event.target as HTMLTextAreaElement).value)}
            data-t="reason-text"
            autofocus
          ></textarea>
          ${this.missing ? html`<p class="field-error" role="alert">${icon('circle-alert', 'sm')}${t('reason.missing')}</p>` : nothing}
        </div>
        ${this.problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button
          class="btn ${what === 'cancel' ? 'btn-danger' : 'btn-primary'}"
          type="submit"
          form="reason-form"
          aria-disabled=${this.busy ? 'true' : 'false'}
          data-t="reason-confirm"
        >
          ${t(`${what}.confirm`, { amount })}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }
}
