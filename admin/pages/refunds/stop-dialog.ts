import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { switchPayouts } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'

/**
 * Stops every payout at once, or lets them go again; either way somebody says why.
 * @fires changed
 * @fires closed
 */
@customElement('amends-stop-dialog')
export class StopDialog extends AdminElement {
  @property() to: 'stop' | 'resume' = 'stop'
  @state() private reason = ''
  @state() private missing = false
  @state() private busy = false
  @state() private problem = ''

  private readonly submit = async (event: Event) => {
    event.preventDefault()
    const reason = this.reason.trim()
    this.missing = !reason
    if (this.missing || this.busy) return
    this.busy = true
    this.problem = ''
    try {
      await switchPayouts(this.to, reason)
      toast({ tone: 'positive', text: t(this.to === 'stop' ? 'stopping.stopped' : 'stopping.resumed') })
      this.dispatchEvent(new CustomEvent('changed'))
      closeDialog(this)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.problem = errorWords(error)
    } finally {
      this.busy = false
    }
  }

  protected override render() {
    const { to } = this
    return dialogView({
      hook: `${to}-dialog`,
      label: t(`stopping.${to}Title`),
      body: html`<form novalidate id="stop-form" class="dialog-fields" @submit=${this.submit}>
        <p>${t(`stopping.${to}Hint`)}</p>
        <div class="field">
          <label for="stop-reason">${t(`stopping.${to}Reason`)}</label>
          <textarea
            class="input textarea"
            id="stop-reason"
            rows="3"
            required
            maxlength="500"
            aria-invalid=${this.missing ? 'true' : 'false'}
            .value=${this.reason}
            @input=${(event: InputEvent) => (this.reason = (event.target as HTMLTextAreaElement).value)}
            data-t="stop-reason"
            autofocus
          ></textarea>
          ${this.missing ? html`<p class="field-error" role="alert">${icon('circle-alert', 'sm')}${t('reason.missing')}</p>` : nothing}
        </div>
        ${this.problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button
          class="btn ${to === 'stop' ? 'btn-danger' : 'btn-primary'}"
          type="submit"
          form="stop-form"
          aria-disabled=${this.busy ? 'true' : 'false'}
          data-t="stop-confirm"
        >
          ${this.busy ? html`<span class="spinner" aria-hidden="true"></span>` : icon(to === 'stop' ? 'octagon-pause' : 'play', 'sm')}${t(`stopping.${to}Confirm`)}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }
}
