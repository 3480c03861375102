import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { toDecimal } from '../../../../shared/money/format.ts'
import type { ChangedRequest, Outcome } from '../../../../shared/policy/simulate/simulation.ts'
import { AdminElement } from '../../../components/admin-element.ts'
import { icon } from '../../../components/icon.ts'
import { picture } from '../../../components/picture.ts'
import { saveFile } from '../../../components/save-file.ts'
import { localDate } from '../../../format/dates.ts'
import { dateStyle, money, ownWords } from '../../../format/show.ts'
import { figure, t } from '../../../i18n/i18n.ts'
import { becauseWords, type Sides } from './because-words.ts'
import { csvText } from './csv.ts'
import { outcomeState } from './outcome.ts'

const filters = ['all', 'automatic', 'review', 'declined', 'amount', 'law'] as const
export type ChangedFilter = (typeof filters)[number]
const pageRows = 25
const picturesShown = 3

/**
 * The requests whose outcome changes, each with why.
 * @fires open-request - detail: its number
 */
@customElement('amends-changed-card')
export class ChangedCard extends AdminElement {
  @property({ attribute: false }) changed: readonly ChangedRequest[] = []
  @property({ attribute: false }) policies: Sides | undefined
  @property({ attribute: false }) versions = { live: 0, draft: 0 }
  @property() filter: ChangedFilter = 'all'
  @state() private page = 0

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('filter') || changed.has('changed')) this.page = 0
  }

  protected override render() {
    const { policies, versions } = this
    if (!policies) return nothing
    const rows = this.changed.filter(belongs(this.filter))
    const from = this.page * pageRows
    const shown = rows.slice(from, from + pageRows)
    return html`<section class="card" aria-labelledby="changed-heading" data-t="simulate-changed">
      <div class="card-head changed-head">
        <h2 id="changed-heading">${t('simulate.changedHeading', { count: this.changed.length, changed: figure(this.changed.length) })}</h2>
        <div class="head-end">
          ${this.filterView()}
          <button class="btn btn-quiet btn-sm" type="button" data-t="csv" @click=${() => this.save(rows, policies)}>${icon('download', 'sm')}CSV</button>
        </div>
      </div>
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby="changed-heading">
        <table class="table stacks stacks-2 changed-table" aria-labelledby="changed-heading">
          <thead>
            <tr>
              <th scope="col">${t('simulate.column.request')}</th>
              <th scope="col">${t('simulate.column.customer')}</th>
              <th scope="col">${t('simulate.column.items')}</th>
              <th scope="col">${t('simulate.column.reason')}</th>
              <th scope="col">${t('simulate.column.liveVersion', { version: versions.live })}</th>
              <th scope="col">${t('simulate.column.draftVersion', { version: versions.draft })}</th>
              <th scope="col">${t('simulate.column.because')}</th>
              <th scope="col" class="num">${t('editor.live')}</th>
              <th scope="col" class="num">${t('editor.draft')}</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map((row) => this.row(row, policies))}
          </tbody>
        </table>
      </div>
      ${shown.length === 0 ? html`<p class="card-body muted">${t('simulate.noneOfThem')}</p>` : this.foot(rows.length, from, shown.length)}
    </section>`
  }

  private filterView() {
    const counted = filters
      .map((filter) => ({ filter, count: this.changed.filter(belongs(filter)).length }))
      .filter(({ filter, count }) => count > 0 || filter === 'all' || filter === this.filter)
    return html`<fieldset class="segmented">
      <legend class="visually-hidden">${t('simulate.show')}</legend>
      ${counted.map(
        ({ filter, count }) => html`<label
          ><input
            type="radio"
            name="changed-filter"
            value=${filter}
            data-t="filter-${filter}"
            .checked=${filter === this.filter}
            @change=${() => (this.filter = filter)}
          /><span>${t(`simulate.filter.${filter}`)} ${figure(count)}</span></label
        >`,
      )}
    </fieldset>`
  }

  private row(row: ChangedRequest, policies: Sides): TemplateResult {
    const { number, customer, products, reasons, live, draft, currency } = row
    const open = () => this.dispatchEvent(new CustomEvent<string>('open-request', { detail: number }))
    const law = draft.heldByLaw && !live.heldByLaw
    const words = becauseWords(row, policies)
    return html`<tr data-t="changed-${number}">
      <th scope="row" class="ref" data-label=${t('simulate.column.request')}>
        <button class="link link-button" type="button" aria-haspopup="dialog" data-t="open-${number}" @click=${open}>${number}</button>
      </th>
      <td class="c-customer" data-label=${t('simulate.column.customer')}><span class="clip-text" title=${customer ?? ''}>${customer ?? t('customer.unnamed')}</span></td>
      <td data-label=${t('simulate.column.items')}>
        <span class="stack" role="img" aria-label=${products.map(({ title }) => title).join(', ')} title=${products.map(({ title }) => title).join(', ')}
          >${products.slice(0, picturesShown).map(({ image }) => picture(image))}${
            products.length > picturesShown
              ? html`<span class="stack-more">+${products.length - picturesShown}</span>`
              : nothing
          }</span
        >
      </td>
      <td class="c-reason" data-label=${t('simulate.column.reason')} title=${reasonNames(reasons, policies)}>${shortReasons(reasons, policies)}</td>
      <td data-label=${t('simulate.column.liveVersion', { version: this.versions.live })}>${outcomeState(live.outcome)}</td>
      <td data-label=${t('simulate.column.draftVersion', { version: this.versions.draft })}>${outcomeState(draft.outcome)}</td>
      <td class="c-because" data-label=${t('simulate.column.because')}>
        ${law ? html`<span class="law">${icon('scale')}${words}</span>` : html`<span class="muted">${words}</span>`}
      </td>
      <td class="num money" data-label=${t('editor.live')}>${money(live.amount, currency)}</td>
      <td class="num money" data-label=${t('editor.draft')}>${money(draft.amount, currency)}</td>
    </tr>`
  }

  private foot(count: number, from: number, shown: number) {
    const last = from + pageRows >= count
    return html`<p class="card-foot foot-row">
      <span role="status">${t('simulate.range', { from: figure(from + 1), to: figure(from + shown), count: figure(count) })}</span>
      <span>
        <button class="btn btn-quiet btn-sm" type="button" data-t="previous-page" aria-disabled=${from === 0 ? 'true' : 'false'} @click=${() => (this.page = Math.max(0, this.page - 1))}>
          ${icon('chevron-left', 'sm')}${t('paging.previous')}
        </button>
        <button class="btn btn-quiet btn-sm" type="button" data-t="next-page" aria-disabled=${last ? 'true' : 'false'} @click=${() => (this.page += last ? 0 : 1)}>
          ${t('paging.next')}${icon('chevron-right', 'sm')}
        </button>
      </span>
    </p>`
  }

  private save(rows: readonly ChangedRequest[], policies: Sides): void {
    const { zone } = dateStyle()
    const heading = [
      t('simulate.column.request'),
      t('simulate.column.order'),
      t('simulate.column.customer'),
      t('simulate.column.submitted'),
      t('simulate.column.reason'),
      t('simulate.column.liveVersion', { version: this.versions.live }),
      t('simulate.column.draftVersion', { version: this.versions.draft }),
      t('simulate.column.because'),
      t('simulate.column.currency'),
      t('editor.live'),
      t('editor.draft'),
    ]
    const lines = rows.map((row) => [
      row.number,
      row.order,
      row.customer ?? '',
      localDate(row.submittedAt, zone),
      reasonNames(row.reasons, policies),
      t(`simulate.outcome.${row.live.outcome}`),
      t(`simulate.outcome.${row.draft.outcome}`),
      becauseWords(row, policies),
      row.currency,
      toDecimal(row.live.amount, row.currency),
      toDecimal(row.draft.amount, row.currency),
    ])
    saveFile(
      `simulation-version-${this.versions.draft}.csv`,
      new Blob([csvText([heading, ...lines])], { type: 'text/csv' }),
    )
  }
}

function belongs(filter: ChangedFilter): (row: ChangedRequest) => boolean {
  const to = (outcome: Outcome) => (row: ChangedRequest) =>
    row.draft.outcome === outcome && row.live.outcome !== outcome
  switch (filter) {
    case 'all':
      return () => true
    case 'amount':
      return ({ live, draft }) => live.outcome === draft.outcome && live.amount !== draft.amount
    case 'law':
      return isNewlyHeld
    default:
      return to(filter)
  }
}

/** The law pays what the draft alone would not, and the live policy does. */
export function isNewlyHeld({ live, draft }: Pick<ChangedRequest, 'live' | 'draft'>): boolean {
  return draft.heldByLaw !== undefined && live.heldByLaw === undefined
}

/** The first, and how many more; the rest is in the title and in the dialog. */
function shortReasons(reasons: readonly string[], policies: Sides): string {
  const reason = reasonNames(reasons.slice(0, 1), policies)
  return reasons.length > 1 ? t('simulate.moreReasons', { reason, count: reasons.length - 1 }) : reason
}

function reasonNames(reasons: readonly string[], { live, draft }: Sides): string {
  const name = (code: string) => {
    const reason = [...draft.reasons, ...live.reasons].find((each) => each.code === code)
    return reason ? ownWords(reason.labels) : code
  }
  return reasons.length ? reasons.map(name).join(', ') : t('editor.try.delivery')
}
