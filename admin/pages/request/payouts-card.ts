import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { payoutState } from '../../components/states.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { plainDate, shortDate } from '../../format/dates.ts'
import { dateStyle, dayAndClock, money, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { accountSigns } from '../refunds/account-signs.ts'
import { actionButtons } from '../refunds/action-buttons.ts'
import { failureTitle, providerName } from '../refunds/payout-words.ts'
import type { PayoutWork } from '../refunds/payout-work.ts'
import { paymentGlyph, paymentLabel } from './request-words.ts'

type Payout = AdminRequest['payouts'][number]

export interface PayoutsCard {
  request: AdminRequest
  work: PayoutWork
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
  const replaced = isReplaced(request, payout.id)
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
    ${payout.failure && payout.status === 'failed' ? failure(payout, replaced) : nothing}
    ${accountSigns(payout.account)} ${actionsView(card, payout)}
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

/** Why, and what is next: in the words of the refund desk. */
function failure({ failure, provider, askedBy }: Payout, replaced: boolean): TemplateResult | typeof nothing {
  if (!failure) return nothing
  const next = t(`payout.failure.${failure.code}.staff`, { provider: providerName(provider) })
  const asked =
    askedBy === undefined ? '' : t('payoutPage.askedUntil', { date: shortDate(askedBy, Date.now(), dateStyle()) })
  return html`<div class="notice ${replaced || asked ? 'notice-info' : 'notice-negative'}">
      ${icon('circle-alert')}
      <p><strong>${t('payouts.why', { failure: failureTitle(failure.code, provider) })}</strong> ${replaced ? t('payouts.replaced') : asked || next}</p>
    </div>`
}

function actionsView({ request, work }: PayoutsCard, payout: Payout): TemplateResult | typeof nothing {
  const { id, provider, amount, actions } = payout
  if (actions.length === 0) {
    const isStuck = payout.status === 'failed' && !isReplaced(request, id)
    return isStuck
      ? html`<p class="muted small with-icon">${icon('lock', 'sm')}${t('payouts.financeActs')}</p>`
      : nothing
  }
  const place = {
    provider,
    payouts: [id],
    sums: [{ currency: request.state.currency, amount }],
    busy: work.runningFor(id),
    act: work.act,
  }
  return html`<div class="payout-actions">${actionButtons(actions, place, payout.status === 'failed' && payout.askedBy === undefined ? 'primary' : 'plain')}</div>`
}

function isReplaced({ state }: AdminRequest, payout: string): boolean {
  return state.payouts.find(({ id }) => id === payout)?.replacedBy !== undefined
}
