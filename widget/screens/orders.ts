import { html } from 'lit'
import type { OrderSummary } from '../../shared/api/shop.schema.ts'
import type { KeyOf } from '../i18n/words.ts'
import { laterPiece } from '../later/show.ts'
import { amount } from '../parts/amount.ts'
import { icon } from '../parts/icon.ts'
import { picture, row, rows, secondary, statusChip } from '../parts/pieces.ts'
import { problemNote } from '../parts/problem.ts'
import { state } from '../parts/states.ts'
import type { Page, Ui } from '../parts/ui.ts'

/** My orders, for a shopper the shop vouches for: nothing to type. */
export function orders(ui: Ui<KeyOf<'orders'>>): Page {
  const { acts, flow, speech } = ui
  const { t } = speech
  const list = flow.orders ?? []
  const { moreOrders } = flow
  const find = row('other-order', 'package', t('orders.other'), () => acts.signOut())
  return {
    title: t('orders.title'),
    body: list.length
      ? html`
          ${problemNote(ui)} ${laterPiece(ui, 'notes', (notes) => notes.creditBalance(ui))}
          <ul class="group">
            ${list.map((order) => card(ui, order))}
          </ul>
          ${moreOrders ? secondary('more-orders', t('orders.more'), () => void acts.openOrders(moreOrders)) : ''}
          ${rows(find)}
        `
      : html`${state('package', t('orders.none'), t('orders.noneText'))} ${rows(find)}`,
  }
}

function card(ui: Ui<KeyOf<'orders'>>, order: OrderSummary) {
  const { acts, speech } = ui
  const titles = order.titles.join(speech.t('list.comma'))
  return html`<li class="card rows" data-t="order" data-number=${order.number}>
    <button class="row" type="button" @click=${() => void acts.openOrder(order.number)}>
      ${picture(order.images[0], 'small')}
      <span>
        <strong class="name">${speech.t('ui.order', { number: order.number })}</strong>
        <small>${speech.fullDay(Date.parse(order.placedAt))} · ${amount(ui, order.total, order.currency)}</small>
        <small>${order.lines > order.titles.length ? speech.t('orders.andMore', { titles, count: order.lines - order.titles.length }) : titles}</small>
      </span>
      ${icon('chevron-right', 'flip')}
    </button>
    ${order.requests.map(
      (
        request,
      ) => html`<button class="row" type="button" data-t="order-request" @click=${() => void acts.openRequest(request.number)}>
        ${statusChip(ui, request.status)}<span><small class="figures">${request.number}</small></span>${icon('chevron-right', 'flip')}
      </button>`,
    )}
  </li>`
}
