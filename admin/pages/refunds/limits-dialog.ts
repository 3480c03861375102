import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { currencies } from '../../../shared/money/currencies.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { Attempt } from '../../components/attempt.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { type PayoutControls, saveControls } from '../../data/payouts.ts'
import { readDesk } from '../../data/refund-desk.ts'
import { t } from '../../i18n/i18n.ts'
import { isUnreadable, type LimitRow, limitRows, limitsOf } from './limits-model.ts'

/**
 * Above what two people approve, and what may go out in a day; each currency on its own.
 * @fires changed
 * @fires closed
 */
@customElement('amends-limits-dialog')
export class LimitsDialog extends AdminElement {
  @property({ attribute: false }) controls!: PayoutControls
  /** Currencies that the shop pays in. */
  @property({ attribute: false }) usual: readonly string[] = []
  @state() private rows: LimitRow[] = []
  @state() private marked = false
  private readonly attempt = new Attempt(this)
  private revision = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.take(this.controls)
  }

  private take(controls: PayoutControls): void {
    this.revision = controls.revision
    this.rows = limitRows(controls, this.usual)
  }

  private readonly submit = async (event: Event) => {
    event.preventDefault()
    const limits = limitsOf(this.rows)
    this.marked = !limits
    if (!limits) await this.showWrong()
    if (!limits) return
    const save = async () => {
      await saveControls({ ...limits, revision: this.revision })
      toast({ tone: 'positive', text: t('limits.saved') })
      this.dispatchEvent(new CustomEvent('changed'))
      closeDialog(this)
    }
    await this.attempt.run(save, (error) => (error.code === 'stale' ? this.takeTheirs() : errorWords(error)))
  }

  private async showWrong(): Promise<void> {
    await this.updateComplete
    this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  private async takeTheirs(): Promise<string> {
    try {
      this.take((await readDesk()).controls)
      return t('limits.stale')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return errorWords(error)
    }
  }

  private change(currency: string, more: Partial<LimitRow>): void {
    this.rows = this.rows.map((row) => (row.currency === currency ? { ...row, ...more } : row))
  }

  protected override render() {
    return dialogView({
      hook: 'limits-dialog',
      size: 'md',
      label: t('limits.title'),
      body: html`<form novalidate id="limits-form" class="dialog-fields" @submit=${this.submit}>
        <p class="muted">${t('limits.hint')}</p>
        <div class="limits" role="group" aria-label=${t('limits.title')}>
          <p class="limits-head label" aria-hidden="true">
            <span>${t('limits.currency')}</span><span>${t('limits.above')}</span><span>${t('limits.cap')}</span>
          </p>
          ${this.rows.map((row) => this.row(row))} ${this.adder()}
        </div>
        <ul class="bullets muted small">
          <li>${t('limits.aboveHint')}</li>
          <li>${t('limits.capHint')}</li>
        </ul>
        ${this.attempt.problem ? html`<p class="notice notice-negative" role="alert" data-t="limits-problem">${icon('circle-alert')}<span>${this.attempt.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="limits-form" aria-disabled=${this.attempt.isBusy ? 'true' : 'false'} data-t="limits-save">
          ${this.attempt.isBusy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${t('limits.save')}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private row(row: LimitRow) {
    return html`<div class="limits-row">
      <b>${row.currency}</b>
      ${this.field(row, 'above', t('limits.aboveIn', { currency: row.currency }))} ${this.field(row, 'cap', t('limits.capIn', { currency: row.currency }))}
    </div>`
  }

  private field(row: LimitRow, name: 'above' | 'cap', label: string) {
    const isWrong = this.marked && isUnreadable(row[name], row.currency)
    const id = `limit-${name}-${row.currency}`
    return html`<div>
      <input
        class="input"
        id=${id}
        inputmode="decimal"
        autocomplete="off"
        aria-label=${label}
        aria-invalid=${isWrong ? 'true' : 'false'}
        aria-describedby=${isWrong ? `${id}-wrong` : nothing}
        .value=${row[name]}
        @input=${(event: InputEvent) => this.change(row.currency, { [name]: (event.target as HTMLInputElement).value })}
        data-t=${id}
      />
      ${isWrong ? html`<p class="field-error" role="alert" id="${id}-wrong">${t('limits.unreadable')}</p>` : nothing}
    </div>`
  }

  private adder() {
    const known = new Set(this.rows.map(({ currency }) => currency))
    const add = (event: Event) => {
      const select = event.target as HTMLSelectElement
      if (select.value) this.rows = [...this.rows, { currency: select.value, above: '', cap: '' }]
      select.value = ''
    }
    return html`<label class="chip chip-select chip-square limits-add"
      >${icon('plus')}<span>${t('limits.add')}</span
      ><select @change=${add} data-t="limits-add">
        <option value=""></option>
        ${[...currencies].filter((code) => !known.has(code)).map((code) => html`<option value=${code}>${code}</option>`)}
      </select></label
    >`
  }
}
