import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { isRefusal } from '../../shared/errors.ts'
import type { Resolution } from '../../shared/policy/policy.ts'
import type { Quote } from '../../shared/quote/quote-types.ts'
import { isInstant, quoteOf, resolutionOf, triggerOf, waysOf } from '../flow/claim.ts'
import type { Draft } from '../flow/draft.ts'
import { laterPiece } from '../later/show.ts'
import { destinations, labelOf, moneyNotes, titleOf } from '../parts/amount.ts'
import { chip, note } from '../parts/pieces.ts'
import { problemNote } from '../parts/problem.ts'
import type { Page, Ui } from '../parts/ui.ts'
import { claimFoot } from './claim-foot.ts'

/** One card per way, each with its exact amount; the best for the shopper is not hidden below the shop's best. */
export function money(ui: Ui, order: OrderView): Page {
  const { flow, speech } = ui
  const { t } = speech
  const { draft } = flow
  if (!draft) return { title: t('money.title'), body: nothing }
  return {
    title: t('money.title'),
    body: html`
      ${problemNote(ui)}
      <fieldset class="group">
        <legend class="visually-hidden">${t('money.title')}</legend>
        ${waysOf(order, draft).map((way) => card(ui, order, draft, way))}
      </fieldset>
      ${note('calendar', whenPaid(ui, order, draft))}
    `,
    foot: claimFoot(ui),
  }
}

function card(ui: Ui, order: OrderView, draft: Draft, way: Resolution): TemplateResult {
  const { acts, speech } = ui
  const { t } = speech
  const quoted = quoteOf(order, draft, way)
  const total = isRefusal(quoted) ? undefined : speech.money(quoted.total, order.order.currency)
  const bonus = isRefusal(quoted) ? 0 : quoted.bonus
  const text = way === 'refund' ? '' : wayText(ui, order, draft, way)
  const isChosen = draft.way === way
  return html`<div class="card way">
    <label>
      <input
        class="radio"
        type="radio"
        name="way"
        data-t=${`way-${way}`}
        .checked=${isChosen}
        @change=${() => acts.dispatch({ type: 'way', way })}
      />
      <span class="name">${t(`way.${way}`)}</span>
      <span class="amount">${total ?? '—'}</span>
      ${text ? html`<span class="muted small">${text}</span>` : nothing}
      ${
        bonus
          ? chip('positive', 'plus', t('money.bonus', { amount: speech.money(bonus, order.order.currency) }))
          : nothing
      }
    </label>
    ${isChosen && way === 'other_account' ? laterPiece(ui, 'account', (account) => account.accountChoice(ui, order)) : nothing}
    ${isChosen && !isRefusal(quoted) ? paidTo(ui, order, draft, quoted) : nothing}
  </div>`
}

function wayText(ui: Ui, order: OrderView, draft: Draft, way: Resolution): string {
  const { t } = ui.speech
  const kept = draft.items.filter((item) => resolutionOf(order, item, way) === way)
  const names = kept.map((item) => titleOf(ui, order.order, item)).join(t('list.comma'))
  const isAll = kept.length === draft.items.length
  if (way === 'keep_item') return isAll ? t('money.keepAll') : t('money.keepSome', { names })
  return isAll ? '' : t('money.creditSome', { names })
}

/** Payments of this claim with their arrival, as far as a date can be named today. */
export function paidTo(ui: Ui, order: OrderView, draft: Draft, quoted: Quote): TemplateResult {
  const rows = quoted.payments.flatMap(({ payment, amount }) =>
    amount ? { ...labelOf(ui, order.order, payment), amount, when: arrivalText(ui, order, draft, payment) } : [],
  )
  return html`${destinations(ui, quoted.currency, rows)}${moneyNotes(ui, quoted, order.arrival)}`
}

/**
 * Dates hold when nothing but the payment stands before them; else the days after what does: a review, or the goods.
 */
export function arrivalText(ui: Ui, order: OrderView, draft: Draft, payment: string): string {
  const arrival = order.arrival.find((candidate) => candidate.payment === payment)
  const trigger = triggerOf(order, draft)
  const isWaiting = !isInstant(order, draft) || trigger !== 'on_approval'
  return arrival ? ui.speech.t('ui.arrives', { span: span(ui, arrival, isWaiting && trigger) }) : ''
}

/** `after`: what stands before it, on a day that nobody knows yet. */
export function span(
  { speech: { t, span } }: Ui,
  { earliest, latest, workingDays: days }: OrderView['arrival'][number],
  after?: RequestView['refundTrigger'] | false,
): string {
  if (!after) return span(earliest, latest)
  return days[1] ? t(`arrives.${after}`, { count: days[1], days: [...new Set(days)].join('–') }) : t('money.atOnce')
}

export function whenPaid({ speech }: Ui, order: OrderView, draft: Draft): string {
  const { t } = speech
  const trigger = triggerOf(order, draft)
  return t(isInstant(order, draft) ? 'money.instant' : 'money.reviewed') + t(`when.${trigger}`)
}
