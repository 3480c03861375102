import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '../../components/icon.ts'
import type { PayoutRow } from '../../data/payouts.ts'
import { merchantZone } from '../../data/session.ts'
import { clock, daysBetween, shortDate } from '../../format/dates.ts'
import { dateStyle, money, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link, navigate } from '../../router.ts'
import { payoutLook } from './payout-look.ts'
import { arrivesWords, destinationGlyph, destinationWords } from './payout-words.ts'
import { canAct } from './payouts-filter.ts'

export interface PayoutsTable {
  rows: readonly PayoutRow[]
  gone: ReadonlySet<string>
  /** Absent: nobody may choose. */
  selection:
    | { chosen: ReadonlySet<string>; choose: (id: string, on: boolean) => void; chooseAll: (on: boolean) => void }
    | undefined
}

// Roles are said in full: on a phone rows are laid out as blocks, which would take the table's own away.
export function payoutsTable(table: PayoutsTable): TemplateResult {
  return html`<table class="table pay-table" role="table" data-t="payouts-table">
    <caption class="visually-hidden">
      ${t('payoutList.caption')}
    </caption>
    <thead>
      <tr role="row">
        ${table.selection ? html`<th scope="col" role="columnheader" class="c-check">${chooseAll(table)}</th>` : nothing}
        <th scope="col" role="columnheader">${t('payoutList.column.payout')}</th>
        <th scope="col" role="columnheader">${t('payoutList.column.customer')}</th>
        <th scope="col" role="columnheader">${t('payoutList.column.to')}</th>
        <th scope="col" role="columnheader">${t('payoutList.column.state')}</th>
        <th scope="col" role="columnheader">${t('payoutList.column.arrives')}</th>
        <th scope="col" role="columnheader" class="num">${t('payoutList.column.amount')}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        table.rows,
        ({ id }) => id,
        (row) => payoutRow(row, table),
      )}
    </tbody>
  </table>`
}

function chooseAll({ rows, selection }: PayoutsTable): TemplateResult | typeof nothing {
  const able = rows.filter(canAct)
  if (!selection || able.length === 0) return nothing
  const count = able.filter(({ id }) => selection.chosen.has(id)).length
  return html`<input
    class="check"
    type="checkbox"
    aria-label=${t('payoutList.selectAll')}
    .checked=${count === able.length}
    .indeterminate=${count > 0 && count < able.length}
    @change=${(event: Event) => selection.chooseAll((event.target as HTMLInputElement).checked)}
    data-t="choose-all"
  />`
}

function payoutRow(row: PayoutRow, { gone, selection }: PayoutsTable): TemplateResult {
  const path = `/refunds/${row.id}`
  const customer = row.customer ?? t('payoutList.noCustomer')
  const isChosen = selection?.chosen.has(row.id) ?? false
  return html`<tr
    role="row"
    class=${[gone.has(row.id) ? 'is-gone' : '', isChosen ? 'is-chosen' : ''].join(' ')}
    data-t="row-${row.id}"
    @dblclick=${() => navigate(path)}
  >
    ${selection ? html`<td role="cell" class="c-check">${canAct(row) ? checkbox(row, isChosen, selection.choose) : nothing}</td>` : nothing}
    <td role="cell" class="ref c-payout"><a href=${link(path)} title=${row.id}>${row.id}</a></td>
    <th scope="row" role="rowheader" class="c-customer"><span class="clip-text" title=${customer}>${customer}</span></th>
    <td role="cell" class="c-to">
      <span class="with-icon" title=${destinationWords(row)}>${icon(destinationGlyph(row), 'sm')}<span class="clip-text">${destinationWords(row)}</span></span>
    </td>
    <td role="cell" class="c-state">${payoutLook(row)}</td>
    <td role="cell" class="c-arrives muted">
      ${row.status === 'succeeded' && row.settledAt !== undefined && !row.arrival ? settledView(row.settledAt) : arrivesWords(row)}
    </td>
    <td role="cell" class="num c-amount">${money(row.amount, row.currency)}</td>
  </tr>`
}

/** The time matters today; its exact one is there all the same. */
function settledView(at: number): TemplateResult {
  const now = Date.now()
  const isToday = daysBetween(now, at, merchantZone()) === 0
  return timeView(at, isToday ? clock(at, dateStyle()) : shortDate(at, now, dateStyle()), { focusable: false })
}

function checkbox(row: PayoutRow, isChosen: boolean, choose: (id: string, on: boolean) => void): TemplateResult {
  return html`<input
    class="check"
    type="checkbox"
    aria-label=${t('payoutList.select', { payout: row.id })}
    .checked=${isChosen}
    @change=${(event: Event) => choose(row.id, (event.target as HTMLInputElement).checked)}
    data-t="choose-${row.id}"
  />`
}

/** Rows of the size of real ones while the first page loads. */
export function payoutsSkeleton(): TemplateResult {
  return html`<p class="visually-hidden" role="status">${t('state.loading')}</p>
    <table class="table pay-table" aria-hidden="true" data-t="payouts-skeleton">
      <tbody>
        ${Array.from({ length: 7 }, () => html`<tr class="skeleton">${Array.from({ length: 6 }, () => html`<td><span></span></td>`)}</tr>`)}
      </tbody>
    </table>`
}
