import { html, nothing, type TemplateResult } from 'lit'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import type { KeyOf } from '../i18n/words.ts'
import { postage } from '../parts/amount.ts'
import { chip, copyButton, primary, row, rows, secondary, statusChip } from '../parts/pieces.ts'
import type { Ui } from '../parts/ui.ts'
import { card } from './next-card.ts'

type TurnUi = Ui<KeyOf<'turns'>>

/** It is the shopper's turn, or it is over: what can be done, and by when. */
export function turnCard(ui: TurnUi, request: RequestView): TemplateResult {
  const { acts, speech } = ui
  const { t } = speech
  const { next, currency } = request
  const go = (to: 'answer' | 'appeal' | 'rate' | 'message') => () => acts.dispatch({ type: 'go', to })
  const total = speech.money(request.quote.total, currency)
  const by = next.by ? speech.weekday(next.by) : ''
  const turn = html`${statusChip(ui, request.status)}`
  const again = () => void acts.openOrder(request.order)
  switch (next.action) {
    case 'answer':
      return card(
        chip('caution', 'user-round', by ? t('next.turnBy', { date: by }) : t('next.turn')),
        t('next.answer'),
        request.question?.text ?? '',
        primary(ui, 'answer-open', t('answer.open'), go('answer')),
      )
    case 'ship':
      return ship(ui, request)
    case 'accept_offer': {
      const amount = request.offer ? speech.money(request.offer.total, currency) : total
      return card(
        chip('caution', 'user-round', t('next.turn')),
        t('next.offer', { amount }),
        request.offer?.text ?? '',
        html`${primary(ui, 'accept-offer', t('offer.accept', { amount }), () => void acts.act('accept_offer', { expectedSeq: request.seq }))}
        ${secondary('offer-message', t('offer.else'), go('message'))}`,
      )
    }
    case 'appeal':
      return html`${card(
        turn,
        t('next.declined'),
        declineText(ui, request),
        html`<p class="muted small">${by ? t('appeal.text', { date: by }) : ''}</p>
          ${secondary('appeal-open', t('appeal.open'), go('appeal'))}`,
      )}
      ${elsewhere(ui, again)}`
    case 'rate':
      return card(
        turn,
        t('next.completed', { amount: total }),
        t('rate.ask'),
        primary(ui, 'rate-open', t('rate.open'), go('rate')),
      )
    default:
      return over(ui, request, turn, total, again)
  }
}

/** It is over; what is still possible stays one press away. */
function over(
  ui: TurnUi,
  request: RequestView,
  turn: TemplateResult,
  total: string,
  again: () => void,
): TemplateResult {
  const { speech } = ui
  const { t } = speech
  if (request.status === 'declined') {
    return html`${card(turn, t('next.declinedFinal'), declineText(ui, request))} ${elsewhere(ui, again)}`
  }
  if (request.status === 'completed') return card(turn, t('next.completed', { amount: total }), t('rate.thanks'))
  const isExpired = request.status === 'expired'
  const text = t(isExpired ? 'next.expiredText' : 'next.cancelledText')
  return card(turn, t(isExpired ? 'next.expired' : 'next.cancelled'), text, secondary('again', t('next.again'), again))
}

function elsewhere(ui: TurnUi, again: () => void): TemplateResult {
  const { t } = ui.speech
  return html`<section class="group">
    <h3 class="heading">${t('declined.else')}</h3>
    ${rows(
      row('again', 'package', t('declined.other'), again, t('declined.otherText')),
      row('contact-row', 'message-circle', t('ui.help'), () => ui.acts.dispatch({ type: 'contact', open: true })),
    )}
  </section>`
}

/** The reason for a no is the clause, in the words of whoever decided. */
function declineText({ speech }: TurnUi, request: RequestView): string {
  const said = request.items.flatMap(
    (item) => item.declineMessage ?? (item.because && item.decision === 'declined' ? speech.say(item.because) : []),
  )
  return [...new Set(said)].join('\n')
}

function ship(ui: TurnUi, request: RequestView): TemplateResult {
  const { acts, speech } = ui
  const { t } = speech
  const { returnTo, returnShipping } = request
  const by = request.returnBy ?? request.next.by
  const days = by ? Math.floor((by - Date.now()) / 86_400_000) : undefined
  const address = returnTo
    ? [returnTo.name, ...returnTo.lines, countryName(speech.lang, returnTo.country), returnTo.phone].filter(Boolean)
    : []
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.target as HTMLFormElement)
    const value = (name: string) => String(fields.get(name)).trim() || undefined
    void acts.act('mark_shipped', {
      expectedSeq: request.seq,
      trackingNumber: value('tracking'),
      carrier: value('carrier'),
    })
  }
  return card(
    chip(
      'caution',
      'user-round',
      days === undefined ? t('next.turn') : t('next.turnDays', { count: Math.max(0, days) }),
    ),
    by ? t('next.ship', { date: speech.weekday(by) }) : t('step.ship'),
    postage(ui, request.quote, returnShipping?.paidBy),
    html`${
      address.length
        ? html`<div class="address" data-t="return-address">
              <div>
                <small>${t('ship.address')}</small>
                <address>${address.map((line) => html`${line}<br />`)}</address>
              </div>
              ${copyButton(ui, t('ship.copy'), address.join('\n'))}
            </div>`
        : nothing
    }
      <form class="group" id="ship" @submit=${submit}>
        <div class="field">
          <label for="tracking">${t('ship.tracking')} <small>${t('ship.ifAny')}</small></label>
          <input class="input figures" id="tracking" name="tracking" maxlength="80" autocomplete="off" data-t="tracking" placeholder=${t('ship.where')} />
        </div>
        <div class="field">
          <label for="carrier">${t('ship.carrier')} <small>${t('ui.optional')}</small></label>
          <input class="input" id="carrier" name="carrier" maxlength="80" autocomplete="off" data-t="carrier" />
        </div>
      </form>
      ${primary(ui, 'ship-submit', t('ship.sent'), undefined, 'ship')}`,
  )
}

/** ISO 3166-1 alpha-2 as people say it. */
function countryName(language: string, code: string): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
}
