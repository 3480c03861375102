import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { isOpen } from '../../../shared/lifecycle/status.ts'
import { avatar, nobody } from '../../components/avatar.ts'
import { icon } from '../../components/icon.ts'
import { picture } from '../../components/picture.ts'
import { requestState, suggestion } from '../../components/states.ts'
import type { QueueRow, QueueSort } from '../../data/requests.ts'
import { dueWords, money, ownWords, timeView } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { link, navigate } from '../../router.ts'

export interface QueueTable {
  rows: readonly QueueRow[]
  current: string | undefined
  gone: ReadonlySet<string>
  sort: QueueSort
  choose: (number: string) => void
}

const picturesShown = 2
/** By column: what gives way on narrow screens. */
const columnClasses: Readonly<Record<number, string>> = { 2: 'c-items', 3: 'c-reason', 5: 'c-suggest', 7: 'c-owner' }

export function queueTable(table: QueueTable): TemplateResult {
  return html`<table class="table queue-table" data-t="queue-table">
    <caption class="visually-hidden">
      ${t('queue.caption', { sort: t(`queue.sortBy.${table.sort}`) })}
    </caption>
    ${columns()} ${head(table.sort)}
    <tbody>
      ${repeat(
        table.rows,
        (row) => row.number,
        (row) => queueRow(row, table),
      )}
    </tbody>
  </table>`
}

function columns(): TemplateResult {
  return html`<colgroup>
    <col class="c-ref" />
    <col class="c-who" />
    <col class="c-items" />
    <col class="c-reason" />
    <col class="c-money" />
    <col class="c-suggest" />
    <col class="c-due" />
    <col class="c-owner" />
    <col class="c-state" />
  </colgroup>`
}

function head(sort: QueueSort): TemplateResult {
  return html`<thead>
    <tr>
      <th scope="col">${t('queue.column.request')}</th>
      <th scope="col">${t('queue.column.customer')}</th>
      <th scope="col" class="c-items">${t('queue.column.items')}</th>
      <th scope="col" class="c-reason">${t('queue.column.reason')}</th>
      <th scope="col" class="num" aria-sort=${sort === 'amount' ? 'descending' : nothing}>
        ${t('queue.column.amount')}${sort === 'amount' ? icon('arrow-down', 'sm') : nothing}
      </th>
      <th scope="col" class="c-suggest">${t('queue.column.suggested')}</th>
      <th scope="col" aria-sort=${sort === 'due' ? 'ascending' : nothing}>
        ${t('queue.column.due')}${sort === 'due' ? icon('arrow-up', 'sm') : nothing}
      </th>
      <th scope="col" class="c-owner">
        <span class="visually-hidden">${t('queue.column.assignee')}</span>${icon('user-round', 'sm')}
      </th>
      <th scope="col">${t('queue.column.state')}</th>
    </tr>
  </thead>`
}

function queueRow(row: QueueRow, { current, gone, choose }: QueueTable): TemplateResult {
  const isCurrent = row.number === current
  const now = Date.now()
  const open = (event: MouseEvent) => {
    if ((event.target as Element).closest('a, button')) return
    choose(row.number)
  }
  return html`<tr
    class=${[isCurrent ? 'is-current' : '', gone.has(row.number) ? 'is-gone' : ''].join(' ')}
    aria-current=${isCurrent ? 'true' : nothing}
    data-t="row-${row.number}"
    @click=${open}
    @dblclick=${() => navigate(`/requests/${row.number}`)}
  >
    <td class="ref">
      <a
        href=${link(`/requests/${row.number}`)}
        tabindex=${isCurrent || current === undefined ? 0 : -1}
        @focus=${() => choose(row.number)}
        >${row.number}</a
      >
    </td>
    <th scope="row" class="clip" title=${row.customer.name ?? nothing}>${row.customer.name ?? t('customer.unnamed')}</th>
    <td class="c-items">${stack(row)}</td>
    <td class="clip c-reason" title=${ownWords(row.reason.labels)}>${ownWords(row.reason.labels)}</td>
    <td class="num">${row.status === 'declined' ? html`<span class="muted">–</span>` : money(row.total, row.currency)}</td>
    <td class="c-suggest">${suggestion(row.suggested)}</td>
    <td>
      ${
        row.dueAt === undefined || !isOpen(row.status)
          ? html`<span class="muted">–</span>`
          : timeView(row.dueAt, dueWords(row.dueAt, now), { focusable: isCurrent, late: row.dueAt < now })
      }
    </td>
    <td class="c-owner">${row.assignee ? html`${avatar(row.assignee)}<span class="visually-hidden">${row.assignee.name}</span>` : nobody(t('queue.nobody'))}</td>
    <td>${requestState(row.status)}</td>
  </tr>`
}

function stack(row: QueueRow): TemplateResult {
  const more = row.items.length - picturesShown
  const words = row.items
    .map((item) => (item.quantity > 1 ? `${item.title} × ${figure(item.quantity)}` : item.title))
    .join(', ')
  return html`<span class="stack" title=${words}
    >${row.items.slice(0, picturesShown).map((item) => picture(item.image))}<span class="visually-hidden">${words}</span></span
  >${more > 0 ? html`<span class="stack-more" aria-hidden="true">+${more}</span>` : nothing}`
}

/** Rows of the size of real ones while the first page loads. */
export function skeletonTable(): TemplateResult {
  return html`<p class="visually-hidden" role="status">${t('state.loading')}</p>
    <table class="table queue-table" aria-hidden="true" data-t="skeleton">
      ${columns()} ${head('due')}
      <tbody>
        ${Array.from({ length: 14 }, () => html`<tr class="skeleton">${Array.from({ length: 9 }, (_, index) => html`<td class=${columnClasses[index] ?? ''}><span></span></td>`)}</tr>`)}
      </tbody>
    </table>`
}
