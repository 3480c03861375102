import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { emptyView, errorView } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import {
  listPayouts,
  type PayoutFilter,
  type PayoutPage,
  type PayoutRow,
  payoutViewNames,
  type RefundDesk,
} from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'
import { link, navigate, onNavigate, place } from '../../router.ts'
import { figure } from '../policies/simulate/figures.ts'
import type { ActWork } from './act-run.ts'
import { actionButtons } from './action-buttons.ts'
import { sumsOf, sumsWords } from './payout-words.ts'
import {
  actionsInCommon,
  canAct,
  isDoing,
  isNarrowed,
  payoutFilterOf,
  payoutSearch,
  refreshPayouts,
} from './payouts-filter.ts'
import { payoutFilters } from './payouts-filters.ts'
import { payoutsSkeleton, payoutsTable } from './payouts-table.ts'

const pageSize = 25
const usualCurrencies = ['CNY', 'EUR', 'GBP', 'JPY', 'USD']

/**
 * Every payout, by view and filter, page by page; several can be chosen and solved together.
 * @fires act - detail: what to do for those that are chosen
 */
@customElement('amends-payouts-list')
export class PayoutsList extends AdminElement {
  @property({ attribute: false }) desk!: RefundDesk
  /** Changes whenever the list should look again. */
  @property({ type: Number }) stamp = 0
  @state() private filter: PayoutFilter = payoutFilterOf(place().search)
  @state() private page: PayoutPage | undefined
  @state() private failure: ApiError | undefined
  @state() private arrived = 0
  @state() private gone: ReadonlySet<string> = new Set()
  @state() private chosen: ReadonlySet<string> = new Set()
  /** The cursors of the pages before this one; "" is the first. */
  @state() private trail: string[] = ['']
  private load = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.whileConnected(onNavigate(() => this.followAddress()))
    void this.open()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('stamp') && changed.get('stamp') !== undefined) void this.refresh()
  }

  private followAddress(): void {
    if (place().path !== '/refunds') return
    const next = payoutFilterOf(place().search)
    if (payoutSearch(next) === payoutSearch(this.filter)) return
    this.filter = next
    this.trail = ['']
    this.chosen = new Set()
    void this.open()
  }

  private async open(): Promise<void> {
    const load = ++this.load
    this.failure = undefined
    this.arrived = 0
    this.gone = new Set()
    try {
      const page = await listPayouts(this.filter, this.trail.at(-1) || undefined, pageSize)
      if (load === this.load) this.page = page
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (load !== this.load) return
      this.failure = error
      this.page = undefined
    }
  }

  /** Keeps rows true without moving one under the pointer. */
  private async refresh(): Promise<void> {
    const before = this.page
    if (!before) return void this.open()
    const { load } = this
    try {
      const fresh = await listPayouts(this.filter, this.trail.at(-1) || undefined, pageSize, true)
      if (load !== this.load || this.page !== before) return
      const { rows, arrived, gone } = refreshPayouts(before.payouts, fresh.payouts)
      this.page = { ...before, payouts: rows, total: fresh.total }
      this.arrived = arrived
      this.gone = gone
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  private readonly set = (change: { [K in keyof PayoutFilter]?: PayoutFilter[K] | undefined }) => {
    const next = { ...this.filter, ...change } as PayoutFilter
    navigate(`/refunds${payoutSearch(next)}`, 'replace')
  }

  private turn(to: 'next' | 'previous'): void {
    const cursor = this.page?.nextCursor
    if (to === 'previous') this.trail = this.trail.slice(0, -1)
    else if (cursor) this.trail = [...this.trail, cursor]
    this.chosen = new Set()
    void this.open()
  }

  private showFresh(): void {
    this.trail = ['']
    void this.open()
  }

  private get rows(): readonly PayoutRow[] {
    return this.page?.payouts ?? []
  }

  private get chosenRows(): PayoutRow[] {
    return this.rows.filter((row) => this.chosen.has(row.id) && canAct(row))
  }

  private choose(ids: readonly string[], on: boolean): void {
    const chosen = new Set(this.chosen)
    for (const id of ids) {
      if (on) chosen.add(id)
      else chosen.delete(id)
    }
    this.chosen = chosen
  }

  protected override render() {
    return html`<section class="card pay-card" aria-labelledby="payouts-heading" data-t="payouts-list">
      <div class="card-head pay-head">
        <h2 id="payouts-heading">${t('payoutList.heading')}</h2>
        <nav class="tabs tabs-in" aria-label=${t('payoutList.views')}>
          ${payoutViewNames.map(
            (view) => html`<a
              class="tab"
              href=${link(`/refunds${payoutSearch({ ...this.filter, view })}`)}
              aria-current=${view === this.filter.view ? 'page' : nothing}
              data-t="view-${view}"
              >${t(`payoutList.view.${view}`)}
              <span class="tab-count" data-t="count-${view}">${totalWords(this.desk.views[view])}</span></a
            >`,
          )}
        </nav>
      </div>
      ${payoutFilters({ filter: this.filter, currencies: this.currencies, set: this.set })} ${this.body()} ${this.chosenBar()}
      ${this.foot()}
    </section>`
  }

  private get currencies(): string[] {
    const shown = [...this.rows.map(({ currency }) => currency), ...this.desk.paidToday.map(({ currency }) => currency)]
    return [...new Set([...usualCurrencies, ...shown, ...(this.filter.currency ? [this.filter.currency] : [])])].sort()
  }

  private body(): TemplateResult {
    if (this.failure) return errorView(this.failure, () => void this.open())
    if (!this.page) return payoutsSkeleton()
    if (this.rows.length === 0) return this.empty()
    const { chosen } = this
    return payoutsTable({
      rows: this.rows,
      gone: this.gone,
      selection:
        this.desk.may.act && this.rows.some(canAct)
          ? {
              chosen,
              choose: (id, on) => this.choose([id], on),
              chooseAll: (on) =>
                this.choose(
                  this.rows.filter(canAct).map(({ id }) => id),
                  on,
                ),
            }
          : undefined,
    })
  }

  private empty(): TemplateResult {
    if (!isNarrowed(this.filter))
      return emptyView('circle-check', t(`payoutList.empty.${this.filter.view}`), t('payoutList.emptyHint'))
    return emptyView(
      'search',
      t('payoutList.noMatch'),
      t('payoutList.noMatchHint'),
      html`<a class="btn" href=${link('/refunds?view=all')} data-t="clear-filters">${t('payoutList.clear')}</a>`,
    )
  }

  private chosenBar(): TemplateResult | typeof nothing {
    const rows = this.chosenRows
    if (rows.length === 0) return nothing
    const [first] = rows
    const sums = sumsOf(rows)
    const place = {
      provider: new Set(rows.map(({ provider }) => provider)).size === 1 ? (first?.provider ?? '') : '',
      payouts: rows.map(({ id }) => id),
      sums,
      ...(rows.length === 1 && first ? { request: first.request } : {}),
      busy: undefined,
      act: (work: ActWork) => this.dispatchEvent(new CustomEvent<ActWork>('act', { detail: work })),
    }
    const actions = actionsInCommon(rows).filter((action) => rows.length === 1 || isDoing(action))
    return html`<div class="chosen-bar" role="region" aria-label=${t('payoutList.column.select')} data-t="chosen-bar">
      <p class="strong" role="status">${t('payoutList.selected', { count: rows.length, amount: sumsWords(sums) })}</p>
      ${actions.length ? actionButtons(actions, place, 'plain') : html`<p class="muted">${t('payoutList.nothingInCommon')}</p>`}
      <button class="btn btn-quiet btn-sm chosen-none" type="button" @click=${() => (this.chosen = new Set())}>
        ${t('payoutList.unselect')}
      </button>
    </div>`
  }

  private foot(): TemplateResult | typeof nothing {
    const { page } = this
    if (!page || this.rows.length === 0) return nothing
    const from = (this.trail.length - 1) * pageSize + 1
    const to = from + this.rows.length - 1
    return html`<div class="card-foot foot-row">
      <span role="status" data-t="payout-range">${t('payoutList.range', { from, to, total: totalWords(Math.max(page.total, to)) })}</span>
      <span class="foot-end">
        ${
          this.arrived > 0 || this.gone.size > 0
            ? html`<button class="chip chip-on" type="button" data-t="show-fresh" @click=${this.showFresh}>
                ${icon('refresh-cw')}<b>${this.arrived > 0 ? t('payoutList.arrived', { count: this.arrived }) : t('payoutList.changed')}</b>
              </button>`
            : nothing
        }
        ${
          this.trail.length > 1
            ? html`<button class="btn btn-quiet btn-sm" type="button" data-t="previous-page" @click=${() => this.turn('previous')}>
                ${icon('chevron-left', 'sm')} ${t('queue.previous')}
              </button>`
            : nothing
        }
        ${
          page.nextCursor
            ? html`<button class="btn btn-quiet btn-sm" type="button" data-t="next-page" @click=${() => this.turn('next')}>
                ${t('queue.next')} ${icon('chevron-right', 'sm')}
              </button>`
            : nothing
        }
      </span>
    </div>`
  }
}

/** The server counts up to 10,000. */
function totalWords(total: number): string {
  return total >= 10_000 ? `${figure(total)}+` : figure(total)
}
