import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { dialogView } from '../../components/dialog.ts'
import { confirmFooter, dialogProblem, fieldError } from '../../components/dialog-parts.ts'
import type { DifferenceDecision, ReconciliationDifference } from '../../data/payouts.ts'
import { merchantZone } from '../../data/session.ts'
import { localDate } from '../../format/dates.ts'
import { t } from '../../i18n/i18n.ts'
import { providerName } from './payout-words.ts'
import { dayBeside } from './reconcile-model.ts'
import { differenceAmount, type Resolution } from './reconcile-table.ts'

/**
 * What has to be known before a difference is settled: the order it belongs to, until when one waits, or why it is
 * written off.
 * @fires decided - detail: how it is settled
 * @fires closed
 */
@customElement('amends-difference-dialog')
export class DifferenceDialog extends AdminElement {
  @property({ attribute: false }) difference!: ReconciliationDifference
  @property() how: Resolution = 'write_off'
  @property({ type: Boolean }) busy = false
  @property() problem = ''
  @state() private order = ''
  @state() private waitUntil = ''
  @state() private note = ''
  @state() private missing = false

  override connectedCallback(): void {
    super.connectedCallback()
    this.order = this.difference.order ?? ''
    this.waitUntil = this.difference.settlesBy ?? dayBeside(localDate(Date.now(), merchantZone()), 1)
  }

  private get isMissing(): boolean {
    switch (this.how) {
      case 'book':
        return !this.order.trim()
      case 'wait':
        return this.waitUntil <= localDate(Date.now(), merchantZone())
      case 'write_off':
        return !this.note.trim()
    }
  }

  private submit(event: Event): void {
    event.preventDefault()
    this.missing = this.isMissing
    if (this.missing) this.querySelector<HTMLElement>('.input')?.focus()
    if (this.missing || this.busy) return
    const note = this.note.trim()
    const detail: DifferenceDecision = {
      resolution: this.how,
      ...(this.how === 'book' ? { order: this.order.trim() } : {}),
      ...(this.how === 'wait' ? { waitUntil: this.waitUntil } : {}),
      ...(note ? { note } : {}),
    }
    this.dispatchEvent(new CustomEvent<DifferenceDecision>('decided', { detail }))
  }

  protected override render() {
    const { difference, how } = this
    const params = { amount: differenceAmount(difference), provider: providerName(difference.provider) }
    const hint = how === 'book' ? 'bookHint' : how === 'wait' ? 'waitHint' : 'writeOffHint'
    return dialogView({
      hook: 'difference-dialog',
      label: t(`reconcile.dialog.${how}`, params),
      body: html`<form novalidate id="difference-form" class="dialog-fields" @submit=${this.submit}>
        <p class="muted">${t(`reconcile.dialog.${hint}`, params)}</p>
        ${how === 'book' ? this.field('order', 'text', t('reconcile.dialog.order'), t('reconcile.dialog.orderMissing')) : nothing}
        ${how === 'wait' ? this.field('waitUntil', 'date', t('reconcile.dialog.until'), t('reconcile.dialog.untilMissing')) : nothing}
        ${how === 'write_off' ? this.field('note', 'text', t('reconcile.dialog.note'), t('reconcile.dialog.noteMissing')) : nothing}
        ${dialogProblem(this.problem)}
      </form>`,
      footer: confirmFooter({
        hook: 'difference-confirm',
        form: 'difference-form',
        words: t(`reconcile.dialog.confirm.${how}`, params),
        tone: how === 'write_off' ? 'danger' : 'plain',
        busy: this.busy,
      }),
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private field(name: 'order' | 'waitUntil' | 'note', type: 'text' | 'date', label: string, missing: string) {
    return html`<div class="field">
      <label for="difference-${name}">${label}</label>
      <input
        class="input"
        id="difference-${name}"
        type=${type}
        required
        maxlength="500"
        autocomplete="off"
        autofocus
        aria-invalid=${this.missing ? 'true' : 'false'}
        aria-describedby=${this.missing ? `difference-${name}-wrong` : nothing}
        .value=${this[name]}
        @input=${(event: InputEvent) => (this[name] = (event.target as HTMLInputElement).value)}
        data-t="difference-${name}"
      />
      ${fieldError(this.missing && missing, `difference-${name}-wrong`)}
    </div>`
  }
}
