import { html, type TemplateResult } from 'lit'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { Tone } from '../../components/states.ts'
import type { Ledger, LedgerEntry } from '../../data/payouts.ts'
import { dayAndClock, money, timeView } from '../../format/show.ts'
import { t, wordsFor } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { providerName } from './payout-words.ts'

const looks: Record<LedgerEntry['kind'], { glyph: GlyphName; tone: Tone }> = {
  paid: { glyph: 'circle-check', tone: 'positive' },
  returned: { glyph: 'undo-2', tone: 'negative' },
  external: { glyph: 'arrow-up-right', tone: 'info' },
  external_failed: { glyph: 'circle-alert', tone: 'caution' },
}

/** Each currency by itself: out, back, and what remains out. */
export function ledgerSums({ sums }: Ledger): TemplateResult {
  return html`<section class="card" aria-labelledby="sums-heading" data-t="ledger-sums">
    <div class="card-head"><h2 id="sums-heading">${t('ledger.sums')}</h2></div>
    <div class="table-scroll" tabindex="0" role="group" aria-label=${t('ledger.sums')}>
      <table class="table is-short">
        <caption class="visually-hidden">
          ${t('ledger.sums')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('ledger.currency')}</th>
            <th scope="col" class="num">${t('ledger.out')}</th>
            <th scope="col" class="num">${t('ledger.came')}</th>
            <th scope="col" class="num">${t('ledger.net')}</th>
          </tr>
        </thead>
        <tbody>
          ${sums.map(
            ({ currency, out, back, net }) => html`<tr data-t="sum-${currency}">
              <th scope="row">${currency}</th>
              <td class="num">${money(out, currency)}</td>
              <td class="num">${back ? money(back, currency) : html`<span class="muted">–</span>`}</td>
              <td class="num strong">${signed(net, currency)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`
}

export function ledgerEntries({ entries }: Ledger): TemplateResult {
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label=${t('ledger.caption')}>
    <table class="table table-wide is-short stacks stacks-2" data-t="ledger-entries">
      <caption class="visually-hidden">
        ${t('ledger.caption')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('ledger.column.time')}</th>
          <th scope="col">${t('ledger.column.kind')}</th>
          <th scope="col">${t('ledger.column.request')}</th>
          <th scope="col">${t('ledger.column.order')}</th>
          <th scope="col">${t('ledger.column.to')}</th>
          <th scope="col">${t('ledger.column.provider')}</th>
          <th scope="col">${t('ledger.column.payout')}</th>
          <th scope="col">${t('ledger.column.reference')}</th>
          <th scope="col" class="num">${t('ledger.column.amount')}</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map((entry) => entryRow(entry))}
      </tbody>
    </table>
  </div>`
}

function entryRow(entry: LedgerEntry): TemplateResult {
  const { at, kind, request, order, payout, provider, providerReference, destination, currency, amount } = entry
  const { glyph, tone } = looks[kind]
  const none = html`<span class="muted">–</span>`
  return html`<tr>
    <td data-label=${t('ledger.column.time')}>${timeView(at, dayAndClock(at), { focusable: false })}</td>
    <td data-label=${t('ledger.column.kind')}><span class="state state-${tone}">${icon(glyph)}${t(`ledger.kind.${kind}`)}</span></td>
    <td class="ref" data-label=${t('ledger.column.request')}>${request ? html`<a href=${link(`/requests/${request}`)}>${request}</a>` : none}</td>
    <td class="ref" data-label=${t('ledger.column.order')}><a href=${link(`/refunds/ledger?by=order&key=${encodeURIComponent(order)}`)}>${order}</a></td>
    <td data-label=${t('ledger.column.to')}>${wordsFor('admin', `payout.destination.${destination}`) ?? t('payout.destination.payment')}</td>
    <td data-label=${t('ledger.column.provider')}>${providerName(provider)}</td>
    <td class="ref c-payout" data-label=${t('ledger.column.payout')}>${payout ? html`<a href=${link(`/refunds/${payout}`)} title=${payout}>${payout}</a>` : none}</td>
    <td class="ref c-payout" data-label=${t('ledger.column.reference')} title=${providerReference ?? ''}>${providerReference ?? none}</td>
    <td class="num ${amount < 0 ? 'negative' : ''}" data-label=${t('ledger.column.amount')}>${signed(amount, currency)}</td>
  </tr>`
}

/** What came back is written with a true minus. */
function signed(amount: number, currency: string): string {
  return amount < 0 ? `−${money(-amount, currency)}` : money(amount, currency)
}
