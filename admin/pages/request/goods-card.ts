import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { AdminRequest, StaffCommand } from '../../data/requests.ts'
import { dayAndClock, money, timeView } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { amountDueOn } from './decision-model.ts'
import { itemTitle } from './request-words.ts'

export interface GoodsCard {
  request: AdminRequest
  busy: StaffCommand | undefined
  problem: string
  received: () => void
  inspect: () => void
}

/** The goods on their way back, and what is done when they arrive. */
export function goodsCard(card: GoodsCard): TemplateResult | typeof nothing {
  const { request, busy } = card
  const { state } = request
  const moving = state.items.filter((item) => item.decision === 'approved' && item.goods !== 'none')
  if (moving.length === 0) return nothing
  const canReceive = request.commands.includes('mark_received')
  const canInspect = request.commands.includes('inspect')
  const coming = moving.filter((item) => item.goods === 'awaited' || item.goods === 'in_transit')
  const pays = amountDueOn(request, 'on_received', coming)
  const { shipment } = state
  return html`<section class="card" aria-labelledby="goods-heading" data-t="goods">
    <div class="card-head"><h2 id="goods-heading">${t('goods.heading')}</h2></div>
    <ul class="goods">
      ${moving.map(
        (item) => html`<li>
          <span>${itemTitle(request, item)}&nbsp;×&nbsp;${figure(item.quantity)}</span>
          <span class="state state-${item.goods === 'lapsed' ? 'caution' : item.goods === 'inspected' ? 'positive' : 'info'}"
            >${icon(item.goods === 'inspected' ? 'package-check' : item.goods === 'in_transit' ? 'truck' : 'package')}${t(`goods.${item.goods}`)}</span
          >
        </li>`,
      )}
    </ul>
    ${
      shipment
        ? html`<p class="card-note muted small">
            ${icon('truck', 'sm')}${[shipment.carrier, shipment.trackingNumber].filter(Boolean).join(' · ') || t('goods.noTracking')} ·
            ${timeView(shipment.shippedAt, dayAndClock(shipment.shippedAt))}
          </p>`
        : state.returnBy !== undefined && coming.length
          ? html`<p class="card-note muted small">${icon('timer', 'sm')}${t('goods.sendBy')} ${timeView(state.returnBy, dayAndClock(state.returnBy))}</p>`
          : nothing
    }
    ${card.problem ? html`<p class="notice notice-negative card-notice" role="alert">${icon('circle-alert')}<span>${card.problem}</span></p>` : nothing}
    ${
      canReceive || canInspect
        ? html`<div class="card-actions">
            ${
              canReceive
                ? html`<button class="btn ${canInspect && moving.some((item) => item.goods === 'received') ? '' : 'btn-primary'}" type="button" data-t="mark-received" aria-disabled=${busy ? 'true' : 'false'} @click=${card.received}>
                    ${busy === 'mark_received' ? html`<span class="spinner" aria-hidden="true"></span>` : icon('package-open', 'sm')}${
                      pays > 0
                        ? t('goods.receivedPay', { amount: money(pays, state.currency) })
                        : t('goods.markReceived')
                    }
                  </button>`
                : nothing
            }
            ${
              canInspect
                ? html`<button class="btn ${moving.some((item) => item.goods === 'received') ? 'btn-primary' : ''}" type="button" data-t="inspect" @click=${card.inspect}>
                    ${icon('clipboard-check', 'sm')}${t('goods.inspect')}
                  </button>`
                : nothing
            }
          </div>`
        : nothing
    }
  </section>`
}
