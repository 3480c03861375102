import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { answerOf } from '../flow/claim.ts'
import { keyOf } from '../flow/draft.ts'
import { neverArrived } from '../flow/never-arrived.ts'
import { standingOf } from '../flow/standing.ts'
import type { KeyOf } from '../i18n/words.ts'
import { amount, labelOf } from '../parts/amount.ts'
import { icon } from '../parts/icon.ts'
import { chip, link } from '../parts/pieces.ts'
import type { Page, Ui } from '../parts/ui.ts'
import { choosing, lines, type Never, released } from './choose.ts'

type ClaimUi = Ui<KeyOf<'claims'>>
type Line = OrderView['lines'][number]

/** What never came, or a payment that is wrong. */
export function otherClaim(ui: ClaimUi, order: OrderView, entry: 'not_received' | 'payments'): Page {
  const body = entry === 'payments' ? payments(ui, order) : lines(ui, order, (line) => neverOf(ui, order, line))
  return choosing(ui, ui.speech.t(`choose.title.${entry}`), body)
}

function neverOf({ speech }: ClaimUi, order: OrderView, line: Line): Never | undefined {
  const never = line.remaining > 0 ? neverArrived(order, line) : undefined
  return (
    never && {
      ...never,
      chip: never.eligible
        ? chip('info', 'package', speech.t('choose.neverChip'))
        : chip('caution', 'ban', speech.say(never.because)),
    }
  )
}

/** A long order: its items by name, and all that can go back with one press. */
export function itemSearch(ui: ClaimUi, order: OrderView, countOf: (name: string) => number): TemplateResult {
  const { acts, flow, speech } = ui
  const { t } = speech
  const free = order.lines.filter((line) => standingOf(order, line, released(ui, line.id)).kind === 'open')
  const all = () =>
    acts.dispatch({
      type: 'all_chosen',
      items: free.map(({ id, remaining }) => ({ line: id, quantity: remaining + released(ui, id) })),
    })
  return html`<input
      class="input"
      type="search"
      data-t="item-search"
      aria-label=${t('choose.search')}
      placeholder=${t('choose.search')}
      .value=${acts.search}
      @input=${(event: InputEvent) => {
        acts.search = (event.target as HTMLInputElement).value
        acts.announce(t('choose.found', { count: countOf(acts.search) }))
      }}
    />
    ${flow.entry !== 'lines' || !free.length ? nothing : html`<div>${link('return-all', t('choose.all', { count: free.length }), all)}</div>`}
    ${countOf(acts.search) ? nothing : html`<p class="muted">${t('choose.notFound')}</p>`}`
}

/** A claim about a payment: charged twice, or charged although the order failed. */
function payments(ui: ClaimUi, order: OrderView): TemplateResult {
  const { acts, flow, speech } = ui
  const { t } = speech
  return html`<fieldset class="group">
    <legend class="name">${t('choose.which')}</legend>
    <ul class="group">
      ${order.payments.map((payment) => {
        const item = { payment: payment.id, quantity: 1, details: '' }
        const paid = order.order.payments.find(({ id }) => id === payment.id)
        const answer = answerOf(order, item)
        const chosen = flow.draft?.items.some((other) => keyOf(other) === keyOf(item))
        const canTake = !!answer?.eligible && payment.remaining > 0
        const toggle = () => acts.dispatch({ type: 'toggled', item: { payment: payment.id }, quantity: 1 })
        const inside = html`
          <span class="pic">${icon('credit-card')}</span>
          <span class="name">${labelOf(ui, order.order, payment.id).text}</span>
          ${canTake ? html`<input class="check" type="checkbox" data-t="payment-check" .checked=${!!chosen} @change=${toggle} />` : html`<span></span>`}
          <span class="variant">${paid ? speech.fullDay(Date.parse(paid.capturedAt)) : ''}</span>
          ${amount(ui, paid?.amount ?? payment.remaining, order.order.currency)}
          ${
            payment.duplicateOf
              ? chip('caution', 'circle-alert', t('choose.duplicate'))
              : canTake || !answer
                ? nothing
                : chip(undefined, 'ban', speech.say(answer.because))
          }
        `
        return html`<li class="card item" data-t="payment" data-payment=${payment.id}>
          ${canTake ? html`<label>${inside}</label>` : html`<div>${inside}</div>`}
        </li>`
      })}
    </ul>
  </fieldset>`
}
