import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { DifferenceDecision, ReconciliationDay, ReconciliationDifference } from '../../data/payouts.ts'
import { plainDate } from '../../format/dates.ts'
import { dateStyle, dayAndClock, money } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { providerName } from './payout-words.ts'
import { type ComparedRow, comparedRows, isOpenDifference } from './reconcile-model.ts'

export type Resolution = DifferenceDecision['resolution']

export interface ReconcileTable {
  day: ReconciliationDay
  mayAct: boolean
  /** The difference that is being settled. */
  busy: string | undefined
  resolve: (difference: ReconciliationDifference, how: Resolution) => void
  /** The row whose next page is on its way. */
  fetching: ComparedRow | undefined
  more: (row: ComparedRow) => void
}

// Roles are said in full: where it is narrow, rows are laid out as grids, which would take the table's own away.
export function reconcileTable(table: ReconcileTable): TemplateResult {
  const { day } = table.day
  return html`<table class="table lines-table reconcile-table" role="table" data-t="reconcile-table">
    <caption class="visually-hidden">
      ${t('reconcile.caption', { date: dateWords(day) })}
    </caption>
    <thead>
      <tr role="row">
        <th scope="col" role="columnheader">${t('reconcile.column.provider')}</th>
        <th scope="col" role="columnheader" class="num">${t('reconcile.column.ours')}</th>
        <th scope="col" role="columnheader" class="num">${t('reconcile.column.amount')}</th>
        <th scope="col" role="columnheader" class="num">${t('reconcile.column.theirs')}</th>
        <th scope="col" role="columnheader" class="num">${t('reconcile.column.amount')}</th>
        <th scope="col" role="columnheader" class="num">${t('reconcile.column.difference')}</th>
        <th scope="col" role="columnheader">${t('reconcile.column.why')}</th>
        <th scope="col" role="columnheader"><span class="visually-hidden">${t('reconcile.column.next')}</span></th>
      </tr>
    </thead>
    <tbody>
      ${comparedRows(table.day).map((row) => comparedView(row, table))}
    </tbody>
  </table>`
}

function comparedView(row: ComparedRow, table: ReconcileTable): TemplateResult {
  const { provider, currency, ours, theirs, difference, differences, listed } = row
  const [first] = listed
  const single = first && differences.count === 1 ? first : undefined
  return html`<tr role="row" data-t="compared-${provider}-${currency}">
      <th scope="row" role="rowheader">${providerName(provider)}</th>
      <td role="cell" class="num c-count" data-label=${t('reconcile.column.ours')}>${figure(ours.count)}</td>
      <td role="cell" class="num">${money(ours.amount, currency)}</td>
      <td role="cell" class="num c-count" data-label=${t('reconcile.column.theirs')}>${figure(theirs.count)}</td>
      <td role="cell" class="num">${money(theirs.amount, currency)}</td>
      <td role="cell" class="num c-difference ${difference ? 'strong caution' : 'muted'}">${signedMoney(difference, currency)}</td>
      ${
        single
          ? explained(single, table, 'named')
          : first
            ? html`<td role="cell" colspan="2" class="c-why" data-t="several-${provider}-${currency}">${severalWords(row)}</td>`
            : html`<td role="cell" colspan="2" class="c-why"><span class="state state-positive">${icon('circle-check')}${t('reconcile.equal')}</span></td>`
      }
    </tr>
    ${single ? nothing : listed.map((each) => differenceRow(each, table))}
    ${row.nextCursor === undefined ? nothing : moreRow(row, table)}`
}

function severalWords({ differences: { count, open }, listed }: ComparedRow): string {
  if (listed.length >= count) return t('reconcile.several', { count })
  return t('reconcile.severalOf', { count, open, shown: listed.length })
}

function moreRow(row: ComparedRow, table: ReconcileTable): TemplateResult {
  const { provider, currency, differences, listed } = row
  const isFetching = table.fetching?.provider === provider && table.fetching.currency === currency
  return html`<tr role="row" class="difference-row">
    <td role="cell" colspan="8" class="c-more">
      <button
        class="btn btn-sm"
        type="button"
        aria-disabled=${table.fetching ? 'true' : 'false'}
        data-t="more-${provider}-${currency}"
        @click=${() => {
          if (!table.fetching) table.more(row)
        }}
      >
        ${isFetching ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${t('reconcile.more', { count: differences.count - listed.length, provider: providerName(provider) })}
      </button>
    </td>
  </tr>`
}

/** One of several differences of a provider: which payout, its two amounts, and what explains it. */
function differenceRow(difference: ReconciliationDifference, table: ReconcileTable): TemplateResult {
  const { currency, ours, theirs } = difference
  return html`<tr role="row" class="difference-row" data-t="difference-${difference.id}">
    <td role="cell" colspan="2" class="ref">${subject(difference)}</td>
    <td role="cell" class="num c-side" data-label=${t('reconcile.column.ours')}>${ours ? money(ours, currency) : html`<span class="muted">–</span>`}</td>
    <td role="cell" class="c-none"></td>
    <td role="cell" class="num c-side" data-label=${t('reconcile.column.theirs')}>${theirs ? money(theirs, currency) : html`<span class="muted">–</span>`}</td>
    <td role="cell" class="num c-difference caution">${signedMoney(theirs - ours, currency)}</td>
    ${explained(difference, table, 'plain')}
  </tr>`
}

function subject({ payout, providerReference, order }: ReconciliationDifference): TemplateResult {
  if (payout) return html`<a class="link" href=${link(`/refunds/${payout}`)}>${payout}</a>`
  return html`${providerReference ?? order ?? ''}`
}

/** @param how whether the payout is named here; in a row of its own it stands in front already */
function explained(
  difference: ReconciliationDifference,
  table: ReconcileTable,
  how: 'named' | 'plain',
): TemplateResult {
  return html`<td role="cell" class="c-why" data-t="why-${difference.id}">
      ${whyWords(difference)} ${how === 'named' && difference.payout ? html`<a class="link" href=${link(`/refunds/${difference.payout}`)}>${difference.payout}</a>` : nothing}
      ${difference.note ? html`<span class="muted small">${difference.note}</span>` : nothing}
    </td>
    <td role="cell" class="num c-next"><span class="row-actions">${next(difference, table)}</span></td>`
}

export function whyWords(difference: ReconciliationDifference): string {
  const { why, currency, ours, theirs, at, settlesBy } = difference
  const provider = providerName(difference.provider)
  switch (why) {
    case 'made_at_provider':
      return at === undefined
        ? t('reconcile.why.made_at_provider', { provider })
        : t('reconcile.why.made_at_providerOn', { provider, time: dayAndClock(at) })
    case 'pending_there':
      return settlesBy === undefined
        ? t('reconcile.why.pending_there', { provider })
        : t('reconcile.why.pending_thereBy', { provider, date: dateWords(settlesBy) })
    case 'other_amount':
      return t('reconcile.why.other_amount', { ours: money(ours, currency), theirs: money(theirs, currency) })
    case 'failed_there':
    case 'paid_there':
    case 'not_found':
    case 'unknown_here':
    case 'paid_again':
      return t(`reconcile.why.${why}`, { provider })
  }
}

function next(difference: ReconciliationDifference, table: ReconcileTable): TemplateResult | typeof nothing {
  const isOpen = isOpenDifference(difference)
  const isBusy = table.busy === difference.id
  // What waits can still be settled some other way.
  const offers = table.mayAct ? difference.offers.filter((how) => isOpen || how !== 'wait') : []
  return html`${isOpen ? nothing : resolvedView(difference)} ${offers.map(
    (how, index) => html`<button
      class="btn btn-sm ${index === 0 && isOpen ? '' : 'btn-quiet'}"
      type="button"
      aria-disabled=${table.busy ? 'true' : 'false'}
      data-t="${how}-${difference.id}"
      @click=${() => {
        if (!table.busy) table.resolve(difference, how)
      }}
    >
      ${isBusy && index === 0 ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${offerWords(difference, how)}
    </button>`,
  )}`
}

function offerWords(difference: ReconciliationDifference, how: Resolution): string {
  const { order, settlesBy } = difference
  const amount = differenceAmount(difference)
  switch (how) {
    case 'book':
      return order ? t('reconcile.book', { amount, order }) : t('reconcile.bookTo', { amount })
    case 'wait':
      return settlesBy ? t('reconcile.wait', { date: dateWords(settlesBy) }) : t('reconcile.waitFor')
    case 'write_off':
      return t('reconcile.writeOff')
  }
}

/** What is booked, waited for or written off. */
export function differenceAmount({ ours, theirs, currency }: ReconciliationDifference): string {
  return money(Math.abs(theirs - ours) || theirs || ours, currency)
}

function resolvedView({
  order,
  resolution,
  resolvedBy,
  waitUntil,
}: ReconciliationDifference): TemplateResult | typeof nothing {
  if (!resolution) return nothing
  const words = t(`reconcile.resolved.${resolution}`, {
    name: resolvedBy ?? 'Amends',
    order: order ?? '',
    date: waitUntil ? dateWords(waitUntil) : '',
  })
  const isDone = resolution !== 'waiting'
  return html`<span class="state state-${isDone ? 'positive' : 'muted'}">${icon(isDone ? 'circle-check' : 'hourglass')}${words}</span>`
}

export function dateWords(day: string): string {
  return plainDate(day, Date.now(), dateStyle())
}

function signedMoney(amount: number, currency: string): string {
  if (amount === 0) return money(0, currency)
  return amount > 0 ? `+${money(amount, currency)}` : `−${money(-amount, currency)}`
}
