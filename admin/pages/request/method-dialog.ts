import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { orderBalances } from '../../../shared/order/remaining.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import type { AdminRequest, CommandBody } from '../../data/requests.ts'
import { money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { paymentGlyph, paymentLabel } from './request-words.ts'

type Payout = AdminRequest['payouts'][number]

/**
 * Sends a payout that failed for good another way: another payment of the order, store credit, or by hand with proof.
 * @fires change-method - detail: the command's body
 * @fires closed
 */
@customElement('amends-method-dialog')
export class MethodDialog extends AdminElement {
  @property({ attribute: false }) request!: AdminRequest
  @property({ attribute: false }) payout!: Payout
  @property({ type: Boolean }) busy = false
  @property() problem = ''
  @state() private destination = 'store_credit'
  @state() private proof = ''
  @state() private missing = false

  private submit(event: Event): void {
    event.preventDefault()
    const proof = this.proof.trim()
    this.missing = this.destination === 'manual' && !proof
    if (this.missing || this.busy) return
    const detail: CommandBody<'change_method'> = {
      payout: this.payout.id,
      destination: this.destination,
      ...(this.destination === 'manual' ? { proof } : {}),
    }
    this.dispatchEvent(new CustomEvent('change-method', { detail }))
  }

  protected override render() {
    const { request, payout } = this
    const amount = money(payout.amount, request.state.currency)
    const { byKey } = orderBalances(request.order, request.holdings)
    const others = request.order.payments.filter(({ id }) => id !== payout.destination)
    return dialogView({
      hook: 'method-dialog',
      label: t('method.title', { amount }),
      body: html`<form novalidate id="method-form" class="dialog-fields" @submit=${this.submit}>
        <fieldset class="choices">
          <legend class="label">${t('method.where')}</legend>
          ${others.map((payment) => {
            const left = byKey.get(`payment:${payment.id}`)?.remaining ?? 0
            return this.choice(
              payment.id,
              payment.method,
              paymentLabel(payment, payment.id),
              t('method.left', { amount: money(left, request.state.currency) }),
              left < payout.amount,
            )
          })}
          ${this.choice('store_credit', 'store_credit', t('method.store_credit'), t('method.creditHint'))}
          ${this.choice('manual', 'bank_transfer', t('method.manual'), t('method.manualHint'))}
        </fieldset>
        ${
          this.destination === 'manual'
            ? html`<div class="field">
                <label for="method-proof">${t('method.proof')}</label>
                <input
                  class="input"
                  id="method-proof"
                  maxlength="200"
                  required
                  aria-invalid=${this.missing ? 'true' : 'false'}
                  .value=${this.proof}
                  @input=${(event: InputEvent) => (this.proof = (event.target as HTMLInputElement).value)}
                  data-t="method-proof"
                />
                ${this.missing ? html`<p class="field-error" role="alert">${icon('circle-alert', 'sm')}${t('method.proofMissing')}</p>` : nothing}
              </div>`
            : nothing
        }
        ${this.problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="method-form" aria-disabled=${this.busy ? 'true' : 'false'} data-t="method-confirm">
          ${this.destination === 'manual' ? t('method.confirmManual', { amount }) : t('method.confirm', { amount })}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private choice(id: string, method: string, label: string, hint: string, disabled = false) {
    return html`<label class="choice ${disabled ? 'is-off' : ''}"
      ><input
        type="radio"
        name="destination"
        value=${id}
        ?disabled=${disabled}
        .checked=${id === this.destination}
        @change=${() => (this.destination = id)}
        data-t="method-${id}"
      />${icon(paymentGlyph(method))}<span><b>${label}</b><span class="muted small">${hint}</span></span></label
    >`
  }
}
