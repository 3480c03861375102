import { html, nothing, type TemplateResult } from 'lit'
import { lineTotals, shippingTotals } from '../../../shared/order/order-totals.ts'
import { orderBalances } from '../../../shared/order/remaining.ts'
import { icon } from '../../components/icon.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { dayAndClock, money, timeView } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { paymentGlyph, paymentLabel } from './request-words.ts'

/** The order as it was bought, with everything that has been taken from it since. */
export function orderCard(request: AdminRequest): TemplateResult {
  const { order } = request
  const show = (amountMinor: number) => money(amountMinor, order.currency)
  const lines = new Map(lineTotals(order).map((line) => [line.id, line]))
  const shipping = new Map(shippingTotals(order).map((line) => [line.id, line]))
  const { byKey } = orderBalances(order, request.holdings)
  const here = new Map<string, number>()
  for (const { subject, quantity } of request.state.items) {
    if (subject.kind === 'line') here.set(subject.line, (here.get(subject.line) ?? 0) + quantity)
  }
  const claimedFirst = [...order.lines].sort((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)))
  const total = [...lines.values(), ...shipping.values()].reduce((sum, line) => sum + line.total, 0)
  const others = request.customer.requests.filter(
    (other) => other.order === order.number && other.number !== request.number,
  )
  return html`<section class="card" aria-labelledby="order-heading" data-t="order">
    <div class="card-head">
      <h2 id="order-heading">${t('order.heading')}</h2>
      <span class="muted small pad-end">${order.number}</span>
    </div>
    ${
      request.overcommitted
        ? html`<p class="notice notice-negative order-notice">${icon('triangle-alert')}<span><strong>${t('order.overcommitted')}</strong> ${t('order.overcommittedHint')}</span></p>`
        : nothing
    }
    <div class="order-scroll" tabindex="0" role="group" aria-label=${t('order.caption')}>
    <table class="table order-table">
      <caption class="visually-hidden">${t('order.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">${t('order.line')}</th>
          <th scope="col" class="num">${t('order.quantity')}</th>
          <th scope="col" class="num">${t('order.paid')}</th>
        </tr>
      </thead>
      <tbody>
        ${claimedFirst.map((line) => {
          const units = byKey.get(`units:${line.id}`)
          const outside = units?.external ?? 0
          const outsideAmount = byKey.get(`line:${line.id}`)?.external ?? 0
          const elsewhere = (units?.reserved ?? 0) + (units?.refunded ?? 0)
          const claimed = here.get(line.id) ?? 0
          return html`<tr>
            <th scope="row">
              <span class="order-line">${line.title}${line.variant ? html` <span class="muted">${line.variant}</span>` : nothing}</span>
              ${claimed ? html`<span class="mark mark-here">${icon('flag', 'sm')}${t('order.claimedHere', { count: claimed })}</span>` : nothing}
              ${outside || outsideAmount ? html`<span class="mark">${icon('arrow-up-right', 'sm')}${t('order.refundedOutside', { count: outside, amount: show(outsideAmount) })}</span>` : nothing}
              ${elsewhere ? html`<span class="mark">${icon('undo-2', 'sm')}${t('order.claimedElsewhere', { count: elsewhere })}</span>` : nothing}
              ${line.discount + (line.orderDiscount ?? 0) > 0 ? html`<span class="mark">${t('order.discounted', { amount: show(line.discount + (line.orderDiscount ?? 0)) })}</span>` : nothing}
            </th>
            <td class="num">${figure(line.quantity)}</td>
            <td class="num">${show(lines.get(line.id)?.total ?? 0)}</td>
          </tr>`
        })}
        ${order.shipping.map(
          (line) => html`<tr>
            <th scope="row">
              <span class="order-line">${line.title}</span>
              ${byKey.get(`shipping:${line.id}`)?.external ? html`<span class="mark">${icon('arrow-up-right', 'sm')}${t('order.amountOutside', { amount: show(byKey.get(`shipping:${line.id}`)?.external ?? 0) })}</span>` : nothing}
            </th>
            <td></td>
            <td class="num">${show(shipping.get(line.id)?.total ?? 0)}</td>
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t('order.total')}</th>
          <td></td>
          <td class="num">${show(total)}</td>
        </tr>
      </tfoot>
    </table>
    </div>
    <ul class="order-facts">
      ${order.payments.map(
        (payment) => html`<li>
          ${icon(paymentGlyph(payment.method), 'sm')}<span>${t('order.paidBy', { method: paymentLabel(payment, payment.id) })}</span><span class="money">${show(payment.amount)}</span>
        </li>`,
      )}
      ${order.refunds.map(
        (refund) => html`<li>
          ${icon('arrow-up-right', 'sm')}<span>${t('order.outsideRefund')} ${timeView(Date.parse(refund.at), dayAndClock(Date.parse(refund.at)))}</span
          ><span class="money">${refund.amount === undefined ? '' : show(-refund.amount)}</span>
        </li>`,
      )}
      ${others.map(
        (other) => html`<li>
          ${icon('undo-2', 'sm')}<a class="link" href=${link(`/requests/${other.number}`)}>${other.number}</a><span class="money">${money(other.total, other.currency)}</span>
        </li>`,
      )}
    </ul>
  </section>`
}
