import { html, nothing, type TemplateResult } from 'lit'
import type { Money, Simulation } from '../../../../shared/policy/simulate/simulation.ts'
import { icon } from '../../../components/icon.ts'
import { figure, intlTag, t } from '../../../i18n/i18n.ts'
import { plainAmount, signedAmount } from './figures.ts'

/** What it takes to look at one request, for the estimate of work. */
const minutesPerReview = 5
const none: Money = { refunded: 0, fees: 0, bonus: 0, labels: 0 }

/** Every currency that either policy pays in, the most used first: amounts of two are never added. */
export function currenciesOf({ live, draft }: Simulation): string[] {
  const of = (currency: string) => Math.max(live.money[currency]?.refunded ?? 0, draft.money[currency]?.refunded ?? 0)
  return [...new Set([...Object.keys(live.money), ...Object.keys(draft.money)])].sort((a, b) => of(b) - of(a))
}

export function currencyName(currency: string): string {
  return new Intl.DisplayNames([intlTag()], { type: 'currency' }).of(currency) ?? currency
}

/** What the two would pay, in one currency. */
export function moneyCard({ live, draft }: Simulation, currency: string | undefined): TemplateResult {
  const before = (currency && live.money[currency]) || none
  const after = (currency && draft.money[currency]) || none
  const parts = (money: Money) => [
    { key: 'refunded', amount: money.refunded },
    { key: 'fees', amount: -money.fees },
    { key: 'bonus', amount: money.bonus },
    { key: 'labels', amount: money.labels },
  ]
  const cost = (money: Money) => money.refunded - money.fees + money.bonus + money.labels
  const cells = (from: number, to: number) =>
    currency === undefined
      ? html`<td></td><td></td><td></td>`
      : html`<td class="num" data-label=${t('editor.live')}>${plainAmount(from, currency)}</td>
          <td class="num" data-label=${t('editor.draft')}>${plainAmount(to, currency)}</td>
          <td class="num ${toneOf(to - from)}" data-label=${t('simulate.column.change')}>${signedAmount(to - from, currency)}</td>`
  const reviews = live.outcomes.review - draft.outcomes.review
  return html`<section class="card" aria-labelledby="money-heading" data-t="simulate-money">
    <div class="card-head">
      <h2 id="money-heading">${t('simulate.money')}</h2>
      ${currency === undefined ? nothing : html`<span class="muted small pad-end">${t('simulate.in', { currency: currencyName(currency) })}</span>`}
    </div>
    <table class="table is-short stacks" aria-labelledby="money-heading">
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">${t('simulate.column.item')}</span></th>
          <th scope="col" class="num">${t('editor.live')}</th>
          <th scope="col" class="num">${t('editor.draft')}</th>
          <th scope="col" class="num">${t('simulate.column.change')}</th>
        </tr>
      </thead>
      <tbody>
        ${parts(before).map(
          ({ key, amount }, index) => html`<tr data-t="money-${key}">
            <th scope="row">${t(`simulate.part.${key as keyof Money}`)}</th>
            ${cells(amount, parts(after)[index]?.amount ?? 0)}
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr data-t="money-cost">
          <th scope="row">${t('simulate.part.cost')}</th>
          ${cells(cost(before), cost(after))}
        </tr>
      </tfoot>
    </table>
    ${reviews === 0 ? nothing : html`<p class="card-foot">${icon('clock', 'sm')} ${workWords(reviews)}</p>`}
  </section>`
}

function workWords(reviews: number): string {
  const count = Math.abs(reviews)
  const hours = Math.max(1, Math.round((count * minutesPerReview) / 60))
  return t(reviews > 0 ? 'simulate.fewerReviews' : 'simulate.moreReviews', {
    count,
    reviews: figure(count),
    hours: figure(hours),
    minutes: minutesPerReview,
  })
}

/** What costs more is the bad news here. */
function toneOf(difference: number): string {
  if (difference === 0) return 'muted'
  return difference > 0 ? 'negative' : 'positive'
}
