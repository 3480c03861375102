import { html, nothing, type TemplateResult } from 'lit'
import type { RequestView, TimelineEntry } from '../../shared/api/request-view.schema.ts'

import { comingStages, told } from '../flow/steps.ts'
import { amount, destinations, moneyNotes, parts, postage } from '../parts/amount.ts'
import { icon } from '../parts/icon.ts'
import { chip, copyButton, note, picture, primary, row, rows, shopName, statusChip } from '../parts/pieces.ts'
import { problemNote } from '../parts/problem.ts'
import type { Page, Ui } from '../parts/ui.ts'
import { span } from './money.ts'
import { nextCard } from './next-card.ts'

/** Sent: the number to keep, and what happens now and by when. Approved on the spot is said at once. */
export function done(ui: Ui, request: RequestView): Page {
  const { acts, speech } = ui
  const { t } = speech
  const { status, next, currency, quote } = request
  const total = speech.money(quote.total, currency)
  const isApproved = request.items.every((item) => item.decision === 'approved')
  const at = t('list.comma') + speech.time(request.changedAt)
  const follow = () => acts.dispatch({ type: 'go', to: 'track' })
  return {
    title: t('done.title'),
    body: html`
      <div class="outcome" data-t="done" data-status=${status}>
        <div class="between">
          ${isApproved ? chip('positive', 'circle-check', t('done.approved') + at) : statusChip(ui, status, at)}
          <span class="stack" aria-hidden="true">${request.items.slice(0, 3).map((item) => picture(item.image))}</span>
        </div>
        ${
          isApproved
            ? html`<p class="amount">${total}</p>
                <h3>${t(next.action === 'ship' ? `when.${request.refundTrigger}` : 'done.paying')}</h3>`
            : html`<h3>${next.by ? t('done.answerBy', { time: speech.time(next.by) }) : t('done.received')}</h3>`
        }
      </div>
      ${numberCard(ui, request)}
      <section class="group">
        <h4 class="heading">${t('done.now')}</h4>
        <ol class="sequence">
          ${sequence(ui, request).map(
            ([title, text]) => html`<li><strong>${title}</strong>${text ? html`<small>${text}</small>` : nothing}</li>`,
          )}
        </ol>
      </section>
      ${moneyNotes(ui, quote, request.arrival, request)} ${note('mail', t('done.mail'), 'plain')}
    `,
    foot: primary(ui, 'follow', t(next.action === 'ship' ? 'done.ship' : 'done.follow'), follow),
  }
}

/** Numbered sentences from here to the money. */
function sequence(ui: Ui, request: RequestView): [string, string][] {
  const { speech } = ui
  const { t } = speech
  const { next, quote, currency } = request
  const first = next.action === 'ship' || next.action === 'decide' || next.action === 'pay' ? [next.action] : []
  const total = speech.money(quote.total, currency)
  return [...first, ...comingStages(request)].flatMap((stage): [string, string][] => {
    switch (stage) {
      case 'decide':
        return [[next.by ? t('seq.decideBy', { time: speech.time(next.by) }) : t('seq.decide'), t('seq.decideText')]]
      case 'ship': {
        const by = request.returnBy
        const text = postage(ui, quote, request.returnShipping?.paidBy)
        return [[by ? t('seq.shipBy', { date: speech.weekday(by) }) : t('seq.ship'), by ? text : t('seq.shipWait')]]
      }
      case 'pay':
        return [[t('seq.pay', { amount: total }), t(`when.${request.refundTrigger}`)]]
      case 'arrive':
        return [[t('step.arrive'), arrivalOf(ui, request)]]
      default:
        return []
    }
  })
}

type Payout = RequestView['payouts'][number]

/** Where the money went, and where what is not paid yet would go: with the days it arrives, where they are ahead. */
function goesTo(ui: Ui, { arrival: arrivals, payouts, planned = [] }: RequestView) {
  const { known, day, t } = ui.speech
  const all: (Omit<Payout, 'id' | 'status' | 'changedAt'> & Partial<Payout>)[] = [...payouts, ...planned]
  return all.map(({ amount: minor, changedAt, destination, label, method, status }) => {
    const arrival = arrivals.find(({ payment }) => payment === destination)
    const date = changedAt ? day(changedAt) : ''
    const isComing = arrival && status !== 'failed' && day(arrival.latest) !== date
    return {
      method,
      text: label ?? known(`method.${method}`) ?? method,
      amount: minor,
      status: status && (known(`payout.${status}`, { date }) ?? t('payout.queued')),
      span: isComing && span(ui, arrival, arrival.after),
    }
  })
}

/** "Visa •••• 4242 · 27 Nov to 1 Dec" for each. */
function arrivalOf(ui: Ui, request: RequestView): string {
  const rows = goesTo(ui, request).flatMap(({ text, span }) => (span ? `${text} · ${span}` : []))
  return rows.join(ui.speech.t('list.comma'))
}

function numberCard(ui: Ui, request: RequestView): TemplateResult {
  const { t } = ui.speech
  return html`<div class="card number">
    <dl>
      <dt>${t('ui.number')}</dt>
      <dd translate="no" data-t="request-number">${request.number}</dd>
    </dl>
    ${copyButton(ui, t('number.copy'), request.number)}
  </div>`
}

/** The request: the shopper's own next action on top, the timeline live below it. */
export function track(ui: Ui, request: RequestView): Page {
  const { acts, speech } = ui
  const { t } = speech
  const { commands, currency } = request
  const go = (to: 'message' | 'cancel') => () => acts.dispatch({ type: 'go', to })
  const count = request.items.reduce((sum, item) => sum + item.quantity, 0)
  return {
    body: html`
      ${problemNote(ui)} ${nextCard(ui, request)}
      <section class="group">
        <h3 class="heading">${t('track.how')}</h3>
        ${timeline(ui, request)}
      </section>
      ${payouts(ui, request)} ${moneyNotes(ui, request.quote, request.arrival, request)}
      <details class="card fold" data-t="request-items">
        <summary>
          <span>${t('track.items', { count, amount: speech.money(request.quote.total, currency) })}</span>${icon('chevron-up')}
        </summary>
        <div class="group">
          ${request.items.map(
            (item) => html`<div class="subject">
              ${picture(item.image, 'small')}
              <div>
                <strong class="name">${item.quantity > 1 ? `${item.title} × ${item.quantity}` : item.title}</strong>
                <span class="muted small">${speech.pick(item.reasonLabels)}</span>
              </div>
              ${amount(ui, item.amount, currency)}
            </div>`,
          )}
          ${parts(ui, undefined, { ...request.quote, items: [] })}
          <p class="small muted">${t('ui.order', { number: request.order })} · ${speech.fullDay(request.submittedAt)}</p>
        </div>
      </details>
      ${rows(
        commands.includes('message')
          ? row('message-row', 'message-circle', t('message.title'), go('message'))
          : nothing,
        commands.includes('edit') ? row('edit-row', 'pencil', t('track.edit'), () => void acts.edit(request)) : nothing,
        commands.includes('cancel') ? row('cancel-row', 'x', t('cancel.title'), go('cancel')) : nothing,
        row('order-row', 'package', t('ui.order', { number: request.order }), () => void acts.openOrder(request.order)),
      )}
    `,
  }
}

function payouts(ui: Ui, request: RequestView): TemplateResult | typeof nothing {
  const { t } = ui.speech
  const rows = goesTo(ui, request).map(({ span, status, ...row }) => ({
    ...row,
    when: [status, span && t('ui.arrives', { span })].filter(Boolean).join(' '),
  }))
  return rows.length
    ? html`<section class="group" data-t="payouts">
    <h3 class="heading">${t('review.to')}</h3>
    ${destinations(ui, request.currency, rows, 'card pad')}
  </section>`
    : nothing
}

function timeline(ui: Ui, request: RequestView): TemplateResult {
  const { speech } = ui
  const { t } = speech
  const { next } = request
  const title = (entry: TimelineEntry) => speech.known(`event.${entry.kind}`, shown(ui, entry, request))
  const past = told(request.timeline, (entry) => title(entry) !== undefined)
  const owner = next.who === 'staff' ? shopName(ui) : next.who === 'nobody' ? '' : t(`who.${next.who}`)
  const { action } = next
  const now = action === 'none' || action === 'rate' || action === 'appeal' ? undefined : action
  return html`<ol class="timeline" data-t="timeline">
    ${past.map((entry) => step('done', title(entry) ?? '', when(ui, entry), entry.text))}
    ${
      now
        ? step(
            'now',
            t(`step.${now}`),
            [
              owner,
              next.by &&
                t('timeline.by', { time: next.who === 'shopper' ? speech.weekday(next.by) : speech.time(next.by) }),
            ]
              .filter(Boolean)
              .join(t('list.comma')),
          )
        : nothing
    }
    ${now ? comingStages(request).map((stage) => step('next', t(`step.${stage}`), stage === 'arrive' ? arrivalOf(ui, request) : '')) : nothing}
  </ol>`
}

function shown(
  { speech }: Ui,
  entry: TimelineEntry,
  { currency, quote }: RequestView,
): Record<string, string | number> {
  return { ...entry.params, amount: speech.money(entry.amount ?? quote.total, currency) }
}

function when({ speech }: Ui, entry: TimelineEntry): TemplateResult {
  const by = entry.name ?? (entry.by === 'shopper' ? speech.t('who.shopper') : '')
  return html`<time datetime=${new Date(entry.at).toISOString()}>${speech.time(entry.at)}</time>${by ? ` · ${by}` : ''}`
}

function step(progress: 'done' | 'now' | 'next', title: string, small: unknown, text?: string): TemplateResult {
  return html`<li data-state=${progress} aria-current=${progress === 'now' ? 'step' : nothing}>
    <span class="mark">${progress === 'done' ? icon('check') : nothing}</span>
    <div>
      <strong>${title}</strong>${small ? html`<small>${small}</small>` : nothing}${text ? html`<p class="said">${text}</p>` : nothing}
    </div>
  </li>`
}

/** The head of a screen about one request: state, then what is wanted. */
export function outcome(ui: Ui, request: RequestView, title: string, text: string): TemplateResult {
  return html`<div class="outcome">
    ${statusChip(ui, request.status)}
    <h3>${title}</h3>
    <p class="muted">${text}</p>
  </div>`
}
