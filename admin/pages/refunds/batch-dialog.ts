import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import { type BankBatch, type BatchPreview, makeBatch, previewBatch, type RefundDesk } from '../../data/payouts.ts'
import { merchantZone } from '../../data/session.ts'
import { localDate } from '../../format/dates.ts'
import { money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { batchFiles } from './batch-files.ts'
import { batchPreview } from './batch-preview.ts'

const dayMs = 86_400_000

/**
 * Makes a file for the bank: which payouts, of what total, from which account, on what day; seen before it is made.
 * @fires changed
 * @fires closed
 */
@customElement('amends-batch-dialog')
export class BatchDialog extends AdminElement {
  @property({ attribute: false }) desk!: RefundDesk
  @state() private currency = ''
  @state() private preview: BatchPreview | undefined
  @state() private left: ReadonlySet<string> = new Set()
  @state() private executeOn = localDate(Date.now() + dayMs, merchantZone())
  @state() private isPast = false
  @state() private busy = false
  @state() private problem = ''
  @state() private made: BankBatch | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.currency = this.desk.forBatch[0]?.currency ?? ''
    if (this.currency) void this.look()
  }

  private async look(): Promise<void> {
    const { currency } = this
    this.preview = undefined
    this.left = new Set()
    try {
      const preview = await previewBatch(currency)
      if (currency === this.currency) this.preview = preview
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.problem = errorWords(error)
    }
  }

  private get taken() {
    return this.preview?.payouts.filter(({ id }) => !this.left.has(id)) ?? []
  }

  private get total(): number {
    return this.taken.reduce((sum, { amount }) => sum + amount, 0)
  }

  private readonly submit = async (event: Event) => {
    event.preventDefault()
    const { taken, total, currency, executeOn } = this
    this.isPast = executeOn < localDate(Date.now(), merchantZone())
    if (this.busy || this.isPast || taken.length === 0 || !this.preview?.debtor) return
    this.busy = true
    this.problem = ''
    try {
      this.made = await makeBatch({ currency, executeOn, payouts: taken.map(({ id }) => id), total })
      this.dispatchEvent(new CustomEvent('changed'))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.problem = error.code === 'stale' ? t('batches.make.stale') : errorWords(error)
      if (error.code === 'stale' || error.code === 'illegal_state') await this.look()
    } finally {
      this.busy = false
    }
  }

  protected override render() {
    const { made } = this
    return dialogView({
      hook: 'batch-dialog',
      size: 'lg',
      label: made ? t('batches.make.done', { number: made.number }) : t('batches.make.title'),
      body: made ? this.done(made) : this.form(),
      footer: made ? undefined : this.foot(),
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private done(made: BankBatch): TemplateResult {
    return html`<div class="dialog-fields" data-t="batch-made">
      <p class="state state-positive" role="status">
        ${icon('circle-check')}${t('batches.make.total', { count: made.count })}, ${money(made.total, made.currency)}
      </p>
      <p>${t('batches.make.doneHint')}</p>
      <p class="dialog-row">
        ${batchFiles(made, '')}<button class="btn btn-quiet" type="button" data-dialog="close">${t('batches.make.close')}</button>
      </p>
    </div>`
  }

  private form(): TemplateResult {
    const { desk, preview } = this
    if (!this.currency) return html`<p class="muted" data-t="batch-empty">${t('batches.make.emptyAll')}</p>`
    return html`<form novalidate id="batch-form" class="dialog-fields" @submit=${this.submit}>
      <div class="batch-choices">
        <div class="field">
          <label for="batch-currency">${t('batches.make.currency')}</label>
          <select
            class="input"
            id="batch-currency"
            data-t="batch-currency"
            @change=${(event: Event) => {
              this.currency = (event.target as HTMLSelectElement).value
              void this.look()
            }}
          >
            ${desk.forBatch.map(({ currency }) => html`<option value=${currency} ?selected=${currency === this.currency}>${currency}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="batch-day">${t('batches.make.executeOn')}</label>
          <input
            class="input"
            id="batch-day"
            type="date"
            required
            aria-invalid=${this.isPast ? 'true' : 'false'}
            .value=${this.executeOn}
            @change=${(event: Event) => (this.executeOn = (event.target as HTMLInputElement).value)}
            data-t="batch-day"
          />
          ${this.isPast ? html`<p class="field-error" role="alert">${icon('circle-alert', 'sm')}${t('batches.make.past')}</p>` : nothing}
        </div>
        ${preview?.debtor ? html`<p class="batch-debtor"><span class="label">${t('batches.make.from')}</span><b>${preview.debtor.name}</b><span class="muted">${preview.debtor.account}</span></p>` : nothing}
      </div>
      ${this.problem ? html`<p class="notice notice-negative" role="alert" data-t="batch-problem">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      ${
        preview && !preview.debtor
          ? html`<p class="notice notice-caution" data-t="batch-no-debtor">
              ${icon('landmark')}<span
                >${t('batches.make.noDebtor')} <a class="link" href=${link('/settings/connections')}>${t('batches.make.toConnection')}</a></span
              >
            </p>`
          : nothing
      }
      ${
        preview
          ? batchPreview({
              preview,
              left: this.left,
              take: (id, on) => {
                const left = new Set(this.left)
                if (on) left.delete(id)
                else left.add(id)
                this.left = left
              },
              count: this.taken.length,
              total: this.total,
            })
          : this.problem
            ? nothing
            : loadingView()
      }
    </form>`
  }

  private foot() {
    const { taken, preview } = this
    const isReady = taken.length > 0 && preview?.debtor !== undefined && !this.busy
    return html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
      ${
        this.currency
          ? html`<button class="btn btn-primary" type="submit" form="batch-form" aria-disabled=${isReady ? 'false' : 'true'} data-t="batch-make">
              ${this.busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${t('batches.make.confirm', { count: taken.length, amount: money(this.total, this.currency) })}
            </button>`
          : nothing
      }`
  }
}
