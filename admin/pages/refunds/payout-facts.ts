import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { PayoutDetail } from '../../data/payouts.ts'
import { plainDate } from '../../format/dates.ts'
import { dateStyle, dayAndClock, listWords, money, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { destinationGlyph, destinationWords, providerName } from './payout-words.ts'

/** Everything that is written on it: whose money, from where, to where, under which numbers. */
export function payoutFacts(payout: PayoutDetail): TemplateResult {
  const { request, order, customer, provider, providerReference, providerCode, attempts, approvals } = payout
  const asked = payout.events.find(({ type }) => type === 'requested')
  return html`<section class="card" aria-labelledby="facts-heading" data-t="payout-facts">
    <div class="card-head"><h2 id="facts-heading">${t('payoutPage.facts')}</h2></div>
    <dl class="card-body facts">
      ${fact(t('payoutPage.amount'), html`<b>${money(payout.amount, payout.currency)}</b>`)}
      ${fact(t('payoutPage.to'), html`<span class="with-icon">${icon(destinationGlyph(payout), 'sm')}${destinationWords(payout)}</span>`)}
      ${fact(t('payoutPage.provider'), providerName(provider))}
      ${fact(t('payoutPage.request'), html`<a class="link" href=${link(`/requests/${request}`)} data-t="to-request">${request}</a>`)}
      ${fact(t('payoutPage.order'), html`<a class="link" href=${link(`/refunds/ledger?by=order&key=${encodeURIComponent(order)}`)}>${order}</a>`)}
      ${customer ? fact(t('payoutPage.customer'), customer) : nothing}
      ${providerReference ? fact(t('payoutPage.reference'), html`<code>${providerReference}</code>`) : nothing}
      ${providerCode ? fact(t('payoutPage.providerCode'), html`<code>${providerCode}</code>`) : nothing}
      ${attempts > 0 ? fact(t('payoutPage.attempts'), String(attempts)) : nothing}
      ${payout.arrival && payout.status !== 'unknown' ? fact(t('payoutPage.arrives'), arrival(payout.arrival)) : nothing}
      ${approvals.length ? fact(t('payoutPage.approvals'), listWords(approvals.map(({ name }) => name))) : nothing}
      ${fact(t('payoutPage.requested'), timeView(asked?.at ?? payout.requestedAt, dayAndClock(payout.requestedAt)))}
      ${payout.settledAt === undefined ? nothing : fact(t('payoutPage.settled'), timeView(payout.settledAt, dayAndClock(payout.settledAt)))}
    </dl>
  </section>`
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function arrival({ earliest, latest }: NonNullable<PayoutDetail['arrival']>): string {
  const [from, to] = [earliest, latest].map((day) => plainDate(day, Date.now(), dateStyle()))
  return from === to ? (to ?? '') : t('payoutPage.between', { from: from ?? '', to: to ?? '' })
}
