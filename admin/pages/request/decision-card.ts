import { html, nothing, type TemplateResult } from 'lit'
import { toDecimal } from '../../../shared/money/format.ts'
import { parseAmount } from '../../../shared/money/parse-amount.ts'
import type { Quote } from '../../../shared/quote/quote-types.ts'
import { icon } from '../../components/icon.ts'
import { meter } from '../../components/meter.ts'
import type { AdminRequest, StaffCommand } from '../../data/requests.ts'
import { localDate, plainDate } from '../../format/dates.ts'
import { articleWords } from '../../format/law.ts'
import { dateStyle, dayAndClock, listWords, money, timeLeft, timeView } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { rich } from '../../i18n/rich.ts'
import { type Ceiling, type Decision, payingMoments } from './decision-model.ts'
import { ceilingLabel, itemTitle, paymentGlyph, paymentLabel, refusalWords, shortName } from './request-words.ts'

/** Amounts as typed: by item id, "shipping", "goodwill". */
export interface AmountEdit {
  typed: Readonly<Record<string, string>>
  reason: string
}

export interface DecisionCard {
  request: AdminRequest
  decision: Decision
  edit: AmountEdit | undefined
  /** The reason is missing although an amount was changed. */
  reasonMissing: boolean
  busy: StaffCommand | undefined
  problem: string
  startEdit: () => void
  stopEdit: () => void
  type: (field: string, text: string) => void
  reason: (text: string) => void
  approve: () => void
  decline: () => void
  ask: () => void
}

export function decisionCard(card: DecisionCard): TemplateResult {
  const { request, decision, edit } = card
  const { currency } = request.state
  const shownTotal = decision.quote?.total ?? 0
  return html`<section class="card decision" aria-labelledby="decision-heading" data-t="decision">
    <div class="decision-top">
      <h2 class="label" id="decision-heading">${t(request.status === 'completed' ? 'decision.gotBack' : 'decision.getsBack', { name: shortName(request) })}</h2>
      <p class="amount">
        <span data-t="amount">${decision.quote ? money(shownTotal, currency) : decision.refusal || decision.declining.length ? '–' : t('decision.nothing')}</span>
        ${
          canDecide(request)
            ? html`<button class="btn btn-quiet btn-sm" type="button" data-t="edit-amount" aria-pressed=${edit ? 'true' : 'false'} @click=${edit ? card.stopEdit : card.startEdit}>
                ${icon(edit ? 'undo-2' : 'pencil', 'sm')}${edit ? t('decision.stopEdit') : t('decision.edit')}
              </button>`
            : nothing
        }
      </p>
    </div>
    ${edit ? editor(card, edit) : decision.quote ? parts(request, decision, decision.quote) : nothing}
    ${
      decision.refusal
        ? html`<p class="notice notice-negative" role="alert" data-t="refusal">
            ${icon('circle-alert')}<span>${refusalWords(request, decision.refusal, decision.refusedItem)}</span>
          </p>`
        : nothing
    }
    ${decision.quote?.payments.length ? destinations(request, decision.quote) : nothing} ${decision.quote || canDecide(request) ? ceilings(request, decision.ceilings) : nothing}
    ${actions(card)} ${clocks(request)}
  </section>`
}

export function canDecide(request: AdminRequest): boolean {
  return request.commands.includes('approve')
}

function parts(request: AdminRequest, decision: Decision, quote: Quote): TemplateResult {
  const show = (amountMinor: number) => money(amountMinor, quote.currency)
  const tax = quote.items.reduce((sum, item) => sum + item.tax, 0) + quote.shipping.tax
  const shippingPaid = request.order.shipping.length > 0
  return html`<dl class="parts" data-t="parts">
    ${quote.items.map((item, index) => {
      const claimed = decision.quotedItems[index]
      return html`<div>
        <dt>${claimed ? itemTitle(request, claimed) : (item.line ?? item.payment)}${item.quantity > 1 || item.line ? `\u00a0×\u00a0${figure(item.quantity)}` : ''}</dt>
        <dd>${show(item.amount)}</dd>
      </div>`
    })}
    ${
      shippingPaid
        ? html`<div><dt>${t('decision.shipping')}</dt>${quote.shipping.amount ? html`<dd>${show(quote.shipping.amount)}</dd>` : html`<dd class="muted">${t('decision.none')}</dd>`}</div>`
        : nothing
    }
    ${(quote.promotions ?? []).map(({ promotion, part, amount }) => {
      const title = request.order.promotions?.find(({ id }) => id === promotion)?.title ?? promotion
      return html`<div><dt>${t(`decision.promotionPart.${part}`, { title })}</dt><dd>${amount < 0 ? '−' : ''}${show(Math.abs(amount))}</dd></div>`
    })}
    ${quote.fees.map((fee) => html`<div><dt>${t(`fee.${fee.kind}`)}</dt><dd>−${show(fee.amount)}</dd></div>`)}
    ${quote.goodwill ? html`<div><dt>${t('decision.goodwill')}</dt><dd>${show(quote.goodwill)}</dd></div>` : nothing}
    ${quote.bonus ? html`<div><dt>${t('decision.bonus')}</dt><dd>${show(quote.bonus)}</dd></div>` : nothing}
    <div class="total">
      <dt>${tax ? t('decision.totalWithTax', { tax: show(tax) }) : t('decision.total')}</dt>
      <dd>${show(quote.total)}</dd>
    </div>
  </dl>`
}

function editor(card: DecisionCard, edit: AmountEdit): TemplateResult {
  const { request, decision } = card
  const { currency } = request.state
  const items = request.state.items.filter(
    (item) => item.subject.kind !== 'shipping' && decision.approving.some(({ id }) => id === item.id),
  )
  const shippingLeft = decision.ceilings
    .filter(({ kind }) => kind === 'shipping')
    .reduce((sum, { limit }) => sum + limit, 0)
  const fields = [
    ...items.map((item) => {
      const { subject } = item
      const ceiling = decision.ceilings.find(({ kind, id }) =>
        subject.kind === 'line'
          ? kind === 'line' && id === subject.line
          : subject.kind === 'payment' && kind === 'payment' && id === subject.payment,
      )
      return {
        name: item.id,
        label: itemTitle(request, item),
        computed: request.items.find(({ id }) => id === item.id)?.amount,
        limit: ceiling?.limit,
      }
    }),
    ...(shippingLeft > 0
      ? [
          {
            name: 'shipping',
            label: t('decision.shipping'),
            computed: request.state.quote.shipping.amount,
            limit: shippingLeft,
          },
        ]
      : []),
    { name: 'goodwill', label: t('decision.goodwill'), computed: 0, limit: undefined },
  ]
  return html`<div class="amount-editor" data-t="amount-editor">
    ${fields.map(({ name, label, computed, limit }) => {
      const typed = edit.typed[name] ?? ''
      const parsed = typed.trim() ? parseAmount(typed, currency) : undefined
      const unreadable = typed.trim() !== '' && parsed === undefined
      const over = parsed !== undefined && limit !== undefined && parsed > limit
      const hint = unreadable
        ? t('amount.unreadable')
        : limit === undefined
          ? ''
          : over
            ? t('amount.over', { limit: money(limit, currency) })
            : t('amount.upTo', { limit: money(limit, currency) })
      return html`<div class="amount-row">
        <label for="amount-${name}">${label}</label>
        <span class="amount-field"
          ><span class="muted small" aria-hidden="true">${currency}</span
          ><input
            class="input num"
            id="amount-${name}"
            inputmode="decimal"
            autocomplete="off"
            placeholder=${toDecimal(computed ?? 0, currency)}
            aria-invalid=${unreadable || over ? 'true' : 'false'}
            aria-describedby="amount-${name}-hint"
            .value=${typed}
            @input=${(event: InputEvent) => card.type(name, (event.target as HTMLInputElement).value)}
            data-t="amount-${name}"
        /></span>
        <p class=${unreadable || over ? 'field-error' : 'hint'} id="amount-${name}-hint">${hint}</p>
      </div>`
    })}
    <div class="field">
      <label for="amount-reason">${t('amount.reason')}</label>
      <input
        class="input"
        id="amount-reason"
        maxlength="2000"
        aria-invalid=${card.reasonMissing ? 'true' : 'false'}
        .value=${edit.reason}
        @input=${(event: InputEvent) => card.reason((event.target as HTMLInputElement).value)}
        data-t="amount-reason"
      />
      ${card.reasonMissing ? html`<p class="field-error" role="alert">${icon('circle-alert', 'sm')}${t('amount.reasonMissing')}</p>` : nothing}
    </div>
  </div>`
}

function destinations(request: AdminRequest, quote: Quote): TemplateResult {
  return html`<div class="dests" data-t="destinations">
    ${quote.payments.map(({ payment, amount }) => {
      const paid = request.order.payments.find(({ id }) => id === payment)
      const arrives = arrivalTold(request, payment)
      const by = arrives ? t('decision.by', { date: plainDate(arrives.latest, Date.now(), dateStyle()) }) : ''
      return html`<p class="dest">
        ${icon(paymentGlyph(paid?.method ?? payment))}<span>${paymentLabel(paid, payment)}</span
        ><span class="muted small" title=${arrives ? t('decision.between', { from: arrives.earliest, to: arrives.latest }) : ''}>${by}</span
        ><b class="money">${money(amount, quote.currency)}</b>
      </p>`
    })}
    ${
      quote.payments.some(({ payment }) => arrivalTold(request, payment)?.isCalendarUnknown)
        ? html`<p class="muted small" data-t="holidays-unknown">${t('arrivalDates.unknown')}</p>`
        : nothing
    }
  </div>`
}

/** A date that has passed is told only of money that was sent. */
function arrivalTold(request: AdminRequest, payment: string): AdminRequest['arrival'][number] | undefined {
  const arrives = request.arrival.find((row) => row.payment === payment)
  const sent = request.payouts.some(({ destination, status }) => destination === payment && status === 'succeeded')
  const failed = request.payouts.some(({ destination, status }) => destination === payment && status === 'failed')
  if (!arrives || sent) return arrives
  return failed || arrives.latest < localDate(Date.now(), dateStyle().zone) ? undefined : arrives
}

function ceilings(request: AdminRequest, rows: readonly Ceiling[]): TemplateResult | typeof nothing {
  const [whole] = rows
  if (!whole) return nothing
  const show = (amountMinor: number) => money(amountMinor, request.state.currency)
  return html`<details class="ceilings" data-t="ceilings">
    <summary>
      ${icon('chevron-right', 'sm')}<span>${rich(t('decision.upTo', { amount: show(whole.limit) }))}</span>${meter(whole.used, whole.limit)}
    </summary>
    <dl class="ceiling-list">
      ${rows.map(
        (row) => html`<div>
          <dt>${ceilingLabel(request, row)}</dt>
          <dd>${t('decision.usedOf', { used: show(row.used), limit: show(row.limit) })}${meter(row.used, row.limit)}</dd>
        </div>`,
      )}
    </dl>
  </details>`
}

/** Only what can be done now; what pays names the amount. */
function actions(card: DecisionCard): TemplateResult | typeof nothing {
  const { request, decision, busy } = card
  if (!canDecide(request)) return nothing
  const amount = money(decision.amount, request.state.currency)
  const blocked = Boolean(decision.refusal) || decision.approving.length === 0
  const label =
    decision.refusal && decision.approving.length > 0
      ? t('decision.blocked')
      : decision.approving.length === 0
        ? t('decision.declineAll')
        : decision.declining.length
          ? t('decision.approvePart', { amount, count: decision.declining.length })
          : t('decision.approve', { amount })
  const everything = decision.approving.length === 0
  return html`<div class="decision-actions">
      <button
        class="btn ${everything ? 'btn-danger' : 'btn-primary'} btn-lg btn-block"
        type="button"
        data-t="approve"
        aria-disabled=${busy || (blocked && !everything) ? 'true' : 'false'}
        aria-keyshortcuts=${everything ? 'D' : 'A'}
        @click=${everything || decision.declining.length ? card.decline : card.approve}
      >
        ${busy === 'approve' ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${label} <kbd aria-hidden="true">${everything ? 'D' : 'A'}</kbd>
      </button>
      <button class="btn" type="button" data-t="decline" aria-keyshortcuts="D" @click=${card.decline}>
        ${t('decision.decline')} <kbd aria-hidden="true">D</kbd>
      </button>
      <button class="btn" type="button" data-t="ask" aria-keyshortcuts="Q" @click=${card.ask}>
        ${t('decision.ask')} <kbd aria-hidden="true">Q</kbd>
      </button>
    </div>
    ${card.problem ? html`<p class="notice notice-negative" role="alert" data-t="problem">${icon('circle-alert')}<span>${card.problem}</span></p>` : nothing}
    ${everything ? nothing : html`<p class="decision-hint">${icon('banknote', 'sm')}${paysWhen(decision)}</p>`}`
}

function paysWhen({ approving }: Decision): string {
  const moments = payingMoments(approving).map((moment) => t(`decision.moment.${moment}`))
  return t(moments.length > 1 ? 'decision.paysInParts' : 'decision.paysWhen', { moments: listWords(moments) })
}

function clocks(request: AdminRequest): TemplateResult | typeof nothing {
  const now = Date.now()
  const { statutory } = request.state
  const due = request.next.by
  const open = !['completed', 'cancelled', 'expired', 'declined'].includes(request.status)
  const law = open || statutory?.by !== undefined ? statutory : undefined
  if (due === undefined && !law) return nothing
  return html`<dl class="clocks">
    ${
      due === undefined || request.next.who === 'nobody'
        ? nothing
        : html`<div data-t="due">
            <dt>${icon('timer', 'sm')}${t(`next.${request.next.action}`)}</dt>
            <dd><b>${timeView(due, dayAndClock(due), { late: due < now && request.next.who === 'staff' })}</b><span>${timeLeft(due)}</span>${request.next.isCalendarUnknown ? html`<span data-t="calendar-unknown">${t('next.calendarUnknown')}</span>` : nothing}</dd>
          </div>`
    }
    ${
      law
        ? html`<div data-t="statutory">
            <dt>${icon('scale', 'sm')}${t('decision.legal')}</dt>
            <dd>
              ${
                law.by === undefined
                  ? html`<b>${t('decision.legalWaits')}</b>`
                  : html`<b>${timeView(law.by, dayAndClock(law.by), { late: open && law.by < now })}</b>${open ? html`<span>${timeLeft(law.by)}</span>` : nothing}`
              }<span>${articleWords(law.article)}</span>
            </dd>
          </div>`
        : nothing
    }
  </dl>`
}
