import { html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { setLive } from '../../components/live.ts'
import { errorView, loadingView } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import type { RefundDesk } from '../../data/payouts.ts'
import { readDesk } from '../../data/refund-desk.ts'
import { dayAndClock } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link, place } from '../../router.ts'
import type { ActWork } from './act-run.ts'
import { approvalsCard } from './approvals-card.ts'
import './bank-batches.ts'
import './batch-dialog.ts'
import { causesSection } from './causes.ts'
import { deskFigures } from './desk-figures.ts'
import './limits-dialog.ts'
import './payouts-list.ts'
import { PayoutWork } from './payout-work.ts'
import './reconciliation.ts'
import './reasoned-work.ts'
import { stopping } from './stopping.ts'

const pollMs = 15_000

type Open = 'stop' | 'resume' | 'limits' | 'batch'

/** Where every cent of a refund stands: what failed and why, who acts, and whether the providers say the same. */
@customElement('amends-refunds-page')
export class RefundsPage extends AdminElement {
  @state() private desk: RefundDesk | undefined
  @state() private failure: ApiError | undefined
  @state() private open: Open | undefined
  /** Counts up whenever the parts of the page should look again. */
  @state() private stamp = 0
  private readonly work = new PayoutWork(this, () => this.refresh())

  override connectedCallback(): void {
    super.connectedCallback()
    this.every(pollMs, () => void this.refresh())
    void this.load()
  }

  private async load(): Promise<void> {
    this.failure = undefined
    try {
      this.desk = await readDesk()
      if (place().search.get('show') === 'reconciliation') await this.showReconciliation()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  private async refresh(): Promise<void> {
    if (document.visibilityState === 'hidden' || !this.desk) return
    try {
      this.desk = await readDesk(true)
      this.stamp++
      setLive('live')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'offline') setLive('offline')
    }
  }

  private readonly showReconciliation = async () => {
    await this.updateComplete
    const heading = this.querySelector<HTMLElement>('#reconcile-heading')
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="refunds-page">
      <div class="page">
        <header class="page-head">
          <h1 tabindex="-1">${t('desk.title')}</h1>
          <div class="page-actions">${this.actions()}</div>
        </header>
        ${this.content()}
      </div>
      ${this.dialog()} ${this.work.dialog()}
    </main>`
  }

  private actions() {
    const { desk } = this
    const show = (dialog: Open) => () => (this.open = dialog)
    return html`<a class="btn btn-quiet" href=${link('/refunds/ledger')} data-t="to-ledger">${icon('book-open-check')}${t('desk.ledger')}</a>
      ${
        desk?.may.setLimits
          ? html`<button class="btn btn-quiet" type="button" data-t="open-limits" @click=${show('limits')}>${icon('settings-2')}${t('desk.limits')}</button>`
          : nothing
      }
      ${
        desk?.may.act
          ? html`<button class="btn" type="button" data-t="open-batch" @click=${show('batch')}>${icon('landmark')}${t('desk.newBatch')}</button>`
          : nothing
      }
      ${desk?.may.control ? this.switchButton(desk) : nothing}`
  }

  /** One button for both ways, so that whoever pressed it by the keyboard is still at it afterwards. */
  private switchButton({ controls }: RefundDesk) {
    const to = controls.stopped ? 'resume' : 'stop'
    return html`<button
      class=${to === 'stop' ? 'btn btn-danger' : 'btn'}
      type="button"
      data-t="open-${to}"
      @click=${() => (this.open = to)}
    >
      ${icon(to === 'stop' ? 'octagon-pause' : 'play')}${t(`desk.${to}`)}
    </button>`
  }

  private content(): TemplateResult {
    if (this.failure) return errorView(this.failure, () => void this.load())
    const { desk } = this
    if (!desk) return loadingView()
    const changed = () => void this.refresh()
    return html`${this.notices(desk)} ${deskFigures(desk)}
      ${causesSection({
        desk,
        work: this.work,
        reconcile: () => void this.showReconciliation(),
      })}
      <div class="desk-grid">
        <amends-payouts-list
          .desk=${desk}
          .stamp=${this.stamp}
          @act=${({ detail }: CustomEvent<ActWork>) => this.work.act(detail)}
        ></amends-payouts-list>
        ${approvalsCard({ desk, work: this.work })}
      </div>
      <amends-bank-batches .desk=${desk} @changed=${changed}></amends-bank-batches>
      <amends-reconciliation .mayAct=${desk.may.act} @changed=${changed}></amends-reconciliation>`
  }

  private notices({ controls: { stopped }, may }: RefundDesk) {
    return html`${
      stopped
        ? html`<p class="notice notice-negative" role="alert" data-t="stopped">
            ${icon('octagon-pause')}<span
              ><strong>${t('desk.stopped')}</strong> ${t('desk.stoppedBy', { name: stopped.by, time: dayAndClock(stopped.at), reason: stopped.reason })}
              ${t('desk.stoppedHint')}</span
            >
          </p>`
        : nothing
    }
    ${may.act ? nothing : html`<p class="notice notice-info" data-t="read-only">${icon('lock')}<span>${t('desk.readOnly')}</span></p>`}`
  }

  private dialog() {
    const { open, desk } = this
    if (!open || !desk) return nothing
    const closed = () => (this.open = undefined)
    const changed = () => void this.refresh()
    switch (open) {
      case 'stop':
      case 'resume':
        return html`<amends-reasoned-work .reasoned=${stopping(open)} @changed=${changed} @closed=${closed}></amends-reasoned-work>`
      case 'limits':
        return html`<amends-limits-dialog
          .controls=${desk.controls}
          .usual=${[...desk.paidToday, ...desk.forBatch].map(({ currency }) => currency)}
          @changed=${changed}
          @closed=${closed}
        ></amends-limits-dialog>`
      case 'batch':
        return html`<amends-batch-dialog .desk=${desk} @changed=${changed} @closed=${closed}></amends-batch-dialog>`
    }
  }
}
