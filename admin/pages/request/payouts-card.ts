import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { payoutState } from '../../components/states.ts'
import type { AdminRequest, StaffCommand } from '../../data/requests.ts'
import { plainDate } from '../../format/dates.ts'
import { dateStyle, dayAndClock, money, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { paymentGlyph, paymentLabel } from './request-words.ts'

type Payout = AdminRequest['payouts'][number]

export interface PayoutsCard {
  request: AdminRequest
  busy: StaffCommand | undefined
  retry: (payout: Payout) => void
  changeMethod: (payout: Payout) => void
}

/** Where the money stands, and for what failed: why, who acts, what is next. */
export function payoutsCard(card: PayoutsCard): TemplateResult | typeof nothing {
  const { request } = card
  if (request.payouts.length === 0) return nothing
  return html`<section class="card" aria-labelledby="payouts-heading" data-t="payouts">
    <div class="card-head"><h2 id="payouts-heading">${t('payouts.heading')}</h2></div>
    <ul class="payouts">
      ${request.payouts.map((payout) => payoutView(card, payout))}
    </ul>
  </section>`
}

function payoutView(card: PayoutsCard, payout: Payout): TemplateResult {
  const { request } = card
  const amount = money(payout.amount, request.state.currency)
  const payment = request.order.payments.find(({ id }) => id === payout.destination)
  const replaced = request.state.payouts.find(({ id }) => id === payout.id)?.replacedBy !== undefined
  return html`<li class="payout ${replaced ? 'is-replaced' : ''}" data-t="payout-${payout.id}">
    <p class="payout-top">
      ${icon(paymentGlyph(payout.method))}<span class="clip-text">${payout.label ?? paymentLabel(payment, payout.destination)}</span
      ><b class="money">${amount}</b>
    </p>
    <p class="payout-state">
      ${payoutState(payout.status)}
      <span class="muted small"
        >${timeView(payout.changedAt, dayAndClock(payout.changedAt))}
        <a class="link" href=${link(`/refunds/${payout.id}`)} data-t="to-payout-${payout.id}">${t('desk.showPayout')}</a></span
      >
    </p>
    ${payout.status === 'succeeded' && !replaced ? arrivalLine(request, payout.destination) : nothing}
    ${payout.providerReference ? html`<p class="muted small">${t('payouts.reference', { reference: payout.providerReference })}</p>` : nothing}
    ${payout.attempts > 1 ? html`<p class="muted small">${t('payouts.attempts', { count: payout.attempts })}</p>` : nothing}
    ${payout.status === 'unknown' ? html`<p class="notice notice-caution">${icon('circle-help')}<span>${t('payouts.unknown')}</span></p>` : nothing}
    ${payout.status === 'requires_action' ? html`<p class="notice notice-caution">${icon('circle-alert')}<span>${t('payouts.requiresAction')}</span></p>` : nothing}
    ${payout.failure && payout.status === 'failed' ? failure(card, payout, amount, replaced) : nothing}
  </li>`
}

/** When sent money is with the shopper, and what is not known about that. */
function arrivalLine({ arrival }: AdminRequest, destination: string): TemplateResult | typeof nothing {
  const dates = arrival.find(({ payment }) => payment === destination)
  if (!dates) return nothing
  const [from, to] = [dates.earliest, dates.latest].map((date) => plainDate(date, Date.now(), dateStyle()))
  const words =
    dates.earliest === dates.latest
      ? t('arrivalDates.by', { date: to ?? '' })
      : t('arrivalDates.between', { from: from ?? '', to: to ?? '' })
  return html`<p class="muted small" data-t="payout-arrival">
    ${words} ${dates.isCalendarUnknown ? t('arrivalDates.unknown') : nothing}
  </p>`
}

function failure(card: PayoutsCard, payout: Payout, amount: string, replaced: boolean): TemplateResult {
  const { request, busy } = card
  if (!payout.failure) return html``
  const { code, final } = payout.failure
  const other = !replaced && final && request.commands.includes('change_method')
  return html`<div class="notice notice-negative">
      ${icon('circle-alert')}
      <p><strong>${t(`failure.${code}`)}</strong> ${t(`failureNext.${code}`)}</p>
    </div>
    ${replaced ? html`<p class="muted small">${t('payouts.replaced')}</p>` : nothing}
    <div class="payout-actions">
      ${
        payout.canRetry && !replaced
          ? html`<button
              class="btn btn-primary"
              type="button"
              data-t="retry-${payout.id}"
              aria-disabled=${busy ? 'true' : 'false'}
              @click=${() => card.retry(payout)}
            >
              ${busy === 'retry_payout' ? html`<span class="spinner" aria-hidden="true"></span>` : icon('refresh-cw', 'sm')}${t('payouts.retry', { amount })}
            </button>`
          : nothing
      }
      ${
        other
          ? html`<button class="btn" type="button" data-t="change-method-${payout.id}" @click=${() => card.changeMethod(payout)}>
              ${t('payouts.changeMethod')}
            </button>`
          : nothing
      }
    </div>`
}
