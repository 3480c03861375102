import { html, nothing } from 'lit'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { isRefusal } from '../../shared/errors.ts'
import { asksTruth, quoteOf, reasonOf, returning, termsOf } from '../flow/claim.ts'
import { filesOf, keyOf } from '../flow/draft.ts'
import { laterPiece } from '../later/show.ts'
import { amount, parts, postage } from '../parts/amount.ts'
import { error, link, primary, shopName } from '../parts/pieces.ts'
import { problemNote } from '../parts/problem.ts'
import type { Page, Ui } from '../parts/ui.ts'
import { paidTo, whenPaid } from './money.ts'

/** Everything once more, like a receipt; the button names the amount. */
export function review(ui: Ui, order: OrderView): Page {
  const { acts, flow, speech } = ui
  const { t } = speech
  const { draft, requoted } = flow
  const quoted = draft && (requoted?.quote ?? quoteOf(order, draft, draft.way))
  if (!draft || !quoted || isRefusal(quoted)) {
    return { title: t('review.title'), body: laterPiece(ui, 'help', (help) => help.notEligible(ui)) }
  }
  const { currency } = quoted
  const total = speech.money(quoted.total, currency)
  const truth = asksTruth(order, draft)
  const back = returning(order, draft)
  const terms = back[0] && termsOf(order, back[0])
  const isUntrue = flow.tried && truth && !draft.truthful
  const send = () => {
    if (truth && !draft.truthful) acts.dispatch({ type: 'continue' })
    else void acts.submit()
  }
  const why = (index: number) => {
    const item = draft.items[index]
    if (!item) return ''
    const variant = order.order.lines.find(({ id }) => id === item.line)?.variant
    const files = filesOf(draft, keyOf(item)).filter((file) => file.id).length
    const label = reasonOf(order, item.reason)
    return [variant, label && speech.pick(label.labels), files && t('review.files', { count: files })]
      .filter(Boolean)
      .join(' · ')
  }
  return {
    title: t('review.title'),
    body: html`
      ${problemNote(ui)}
      ${requoted ? laterPiece(ui, 'help', (help) => help.requotedNote(ui, requoted, currency)) : nothing}
      <div class="slip">
        <article class="receipt" part="receipt">
          <header>
            <h3>${shopName(ui)}</h3>
            <p class="muted small">${t('ui.order', { number: order.number })} · ${speech.fullDay(Date.now())}</p>
          </header>
          <section>
            <h4 class="heading between">
              <span>${t('review.items')}</span>${link('change-items', t('ui.change'), () => acts.dispatch({ type: 'go', to: 'choose' }))}
            </h4>
            ${parts(ui, order.order, quoted, why)}
          </section>
          <section>
            <p class="total between">
              <span>${t('ui.amount')}</span>
              <span>${requoted ? html`<s class="was">${amount(ui, requoted.was, currency)}</s> ` : nothing}<span class="amount" data-t="review-total">${total}</span></span>
            </p>
          </section>
          <section>
            <h4 class="heading between">
              <span>${t('review.to')}</span>${link('change-way', t('ui.change'), () => acts.dispatch({ type: 'go', to: 'money' }))}
            </h4>
            ${paidTo(ui, order, draft, quoted)}
            <p class="small muted">${whenPaid(ui, order, draft)}</p>
          </section>
          ${
            terms
              ? html`<section>
                  <h4 class="heading">${t('review.back')}</h4>
                  <p class="small">
                    ${t('review.within', { count: terms.returnDays }) + postage(ui, quoted, terms.returnShipping.paidBy)}
                  </p>
                  ${terms.packaging ? html`<p class="small">${t('post.packaging')}</p>` : nothing}
                </section>`
              : nothing
          }
        </article>
      </div>
      ${
        truth
          ? html`<div>
              <label class="choice"
                ><input
                  class="check"
                  type="checkbox"
                  data-t="truth"
                  aria-invalid=${isUntrue ? 'true' : nothing}
                  aria-describedby=${isUntrue ? 'truth-error' : nothing}
                  .checked=${draft.truthful}
                  @change=${(event: Event) =>
                    acts.dispatch({ type: 'truthful', value: (event.target as HTMLInputElement).checked })}
                /><span>${t('review.truth')}</span></label
              >
              ${isUntrue ? error('truth-error', t('review.truthMissing')) : nothing}
            </div>`
          : nothing
      }
    `,
    foot: html`${primary(ui, 'submit', t(draft.editing ? 'review.save' : 'review.send', { amount: total }), send)}
      <p>${t('review.once')}</p>`,
  }
}
