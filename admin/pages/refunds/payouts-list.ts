import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { PagedRows } from '../../components/paged-rows.ts'
import { freshChip, pageTurns } from '../../components/paged-rows-view.ts'
import { emptyView, errorView } from '../../components/states-of-a-page.ts'
import { listPayouts, type PayoutFilter, type PayoutRow, payoutViewNames, type RefundDesk } from '../../data/payouts.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { link, navigate, onNavigate, place } from '../../router.ts'
import type { ActWork } from './act-run.ts'
import { actionButtons } from './action-buttons.ts'
import { sumsOf, sumsWords } from './payout-words.ts'
import {
  actionsInCommon,
  canAct,
  isDoing,
  isNarrowed,
  openingView,
  payoutFilterOf,
  payoutSearch,
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
  @state() private filter: PayoutFilter = { view: 'today' }
  @state() private chosen: ReadonlySet<string> = new Set()
  private readonly pages = new PagedRows<PayoutRow>(this, pageSize, {
    idOf: ({ id }) => id,
    read: async (cursor, how) => {
      const { payouts: rows, ...page } = await listPayouts(this.filter, cursor, pageSize, how === 'quiet')
      return { ...page, rows }
    },
  })

  override connectedCallback(): void {
    super.connectedCallback()
    this.filter = this.filterOfAddress()
    this.whileConnected(onNavigate(() => this.followAddress()))
    void this.pages.open()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('stamp') && changed.get('stamp') !== undefined) void this.refresh()
  }

  private filterOfAddress(): PayoutFilter {
    return payoutFilterOf(place().search, openingView(this.desk.views))
  }

  private followAddress(): void {
    if (place().path !== '/refunds') return
    const next = this.filterOfAddress()
    if (payoutSearch(next) === payoutSearch(this.filter)) return
    this.filter = next
    this.chosen = new Set()
    void this.pages.restart()
  }

  private async refresh(): Promise<void> {
    await (this.pages.page ? this.pages.refresh() : this.pages.open())
  }

  private readonly set = (change: { [K in keyof PayoutFilter]?: PayoutFilter[K] | undefined }) => {
    const next = { ...this.filter, ...change } as PayoutFilter
    navigate(`/refunds${payoutSearch(next)}`, 'replace')
  }

  private turn(to: 'next' | 'previous'): void {
    this.chosen = new Set()
    void this.pages.turn(to)
  }

  private get rows(): readonly PayoutRow[] {
    return this.pages.rows
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
    const { failure, page, gone } = this.pages
    if (failure) return errorView(failure, () => void this.pages.open())
    if (!page) return payoutsSkeleton()
    if (this.rows.length === 0) return this.empty()
    const { chosen } = this
    return payoutsTable({
      rows: this.rows,
      gone,
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
      this.noMatchHint(),
      html`<a class="btn" href=${link('/refunds?view=all')} data-t="clear-filters">${t('payoutList.clear')}</a>`,
    )
  }

  /** What to look at again: the amounts, the words, or the other filters. */
  private noMatchHint(): string {
    const { q, minAmount, maxAmount } = this.filter
    if (minAmount !== undefined && maxAmount !== undefined && minAmount > maxAmount) return t('payoutList.fromAboveTo')
    return q === undefined ? t('payoutList.noMatchFilters') : t('payoutList.noMatchHint')
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
    const { page, offset } = this.pages
    if (!page || this.rows.length === 0) return nothing
    const to = offset + this.rows.length
    const total = totalWords(Math.max(page.total, to))
    return html`<div class="card-foot foot-row">
      <span role="status" data-t="payout-range">${t('payoutList.range', { from: offset + 1, to, total })}</span>
      <span class="foot-end">
        ${freshChip(this.pages, () => void this.pages.restart())} ${pageTurns(this.pages, (next) => this.turn(next))}
      </span>
    </div>`
  }
}

/** The server counts up to 10,000. */
function totalWords(total: number): string {
  return total >= 10_000 ? `${figure(total)}+` : figure(total)
}
