import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView } from '../../shared/api/shop.schema.ts'
import { answerOf } from '../flow/claim.ts'
import { type DraftItem, keyOf } from '../flow/draft.ts'
import { neverArrived, type Standing, standingOf } from '../flow/standing.ts'
import { amount, labelOf } from '../parts/amount.ts'
import { icon } from '../parts/icon.ts'
import { chip, clauses, link, note, picture, problemNote, row, rows } from '../parts/pieces.ts'
import type { Page, Ui } from '../parts/ui.ts'
import { claimFoot } from './claim-foot.ts'

type Line = OrderView['lines'][number]
const searchFrom = 7

/** What goes back, and how many; every line says how long it still can, or why it cannot. */
export function choose(ui: Ui, order: OrderView): Page {
  const { flow, speech } = ui
  const { t } = speech
  const { entry } = flow
  return {
    title: t(`choose.title.${entry}`),
    body: html`
      ${problemNote(ui)}
      ${flow.draft?.editing && entry === 'lines' ? note('pencil', t('edit.note', { number: flow.draft.editing.number })) : nothing}
      ${entry === 'payments' ? payments(ui, order) : lines(ui, order)}
      ${
        entry === 'lines'
          ? rows(
              order.lines.some((line) => neverArrived(order, line))
                ? row('entry-not-received', 'package', t('choose.never'), () => turn(ui, 'not_received'))
                : nothing,
              order.payments.some((payment) => payment.answers.length)
                ? row('entry-payments', 'credit-card', t('choose.charged'), () => turn(ui, 'payments'))
                : nothing,
              row('contact-row', 'message-circle', t('choose.else'), () =>
                ui.acts.dispatch({ type: 'contact', open: true }),
              ),
            )
          : nothing
      }
      ${flow.tried && !flow.draft?.items.length ? html`<div data-invalid tabindex="-1">${note('circle-alert', t('choose.nothing'), 'negative')}</div>` : nothing}
    `,
    foot: claimFoot(ui, t('amount.before')),
  }
}

function turn(ui: Ui, entry: 'not_received' | 'payments'): void {
  ui.acts.dispatch({ type: 'entry', entry })
}

function lines(ui: Ui, order: OrderView): TemplateResult {
  const { acts, flow, speech } = ui
  const { t } = speech
  const isNever = flow.entry === 'not_received'
  const titled = order.lines.flatMap((line) => {
    const bought = order.order.lines.find(({ id }) => id === line.id)
    return bought && (!isNever || neverArrived(order, line)) ? { line, bought } : []
  })
  const wanted = acts.search.toLowerCase()
  const shown = titled.filter(({ bought }) =>
    `${bought.title} ${bought.variant ?? ''} ${bought.sku}`.toLowerCase().includes(wanted),
  )
  const free = order.lines.filter((line) => standingOf(order, line, released(ui, line.id)).kind === 'open')
  const deliveredAt = Math.max(0, ...order.lines.map((line) => line.deliveredAt ?? 0))
  const isLong = titled.length >= searchFrom
  const all = () =>
    acts.dispatch({
      type: 'all_chosen',
      items: free.map(({ id, remaining }) => ({ line: id, quantity: remaining + released(ui, id) })),
    })
  return html`<fieldset class="group">
    <legend class="between">
      <strong class="name">${t('order', { number: order.number })}</strong>
      <span class="muted small">${deliveredAt ? t('choose.delivered', { date: speech.day(deliveredAt) }) : ''}</span>
    </legend>
    ${
      isLong
        ? html`<input
              class="input"
              type="search"
              data-t="item-search"
              aria-label=${t('choose.search')}
              placeholder=${t('choose.search')}
              .value=${acts.search}
              @input=${(event: InputEvent) => {
                acts.search = (event.target as HTMLInputElement).value
                acts.announce(t('choose.found', { count: shown.length }))
              }}
            />
            ${isNever || !free.length ? nothing : html`<div>${link('return-all', t('choose.all', { count: free.length }), all)}</div>`}`
        : nothing
    }
    <ul class="group">
      ${shown.map(({ line, bought }) => card(ui, order, line, bought))}
    </ul>
    ${shown.length ? nothing : html`<p class="muted">${t('choose.notFound')}</p>`}
  </fieldset>`
}

/** Units that the request being edited holds. */
function released({ flow }: Ui, line: string): number {
  if (!flow.draft?.editing) return 0
  return flow.request?.items.reduce((sum, item) => sum + (item.line === line ? item.quantity : 0), 0) ?? 0
}

function card(ui: Ui, order: OrderView, line: Line, bought: OrderView['order']['lines'][number]): TemplateResult {
  const { acts, flow, speech } = ui
  const { t } = speech
  const free = released(ui, line.id)
  const standing = standingOf(order, line, free)
  const index = flow.draft?.items.findIndex((item) => item.line === line.id) ?? -1
  const chosen = flow.draft?.items[index]
  const isNever = flow.entry === 'not_received'
  const never = isNever && line.remaining > 0 ? neverArrived(order, line) : undefined
  const canTake = never ? never.eligible : standing.kind === 'open' || (standing.kind === 'limited' && !!chosen)
  const left = line.remaining + free
  const each = Math.round(line.paid / bought.quantity)
  const price = bought.quantity > 1 ? t('choose.each', { amount: speech.money(each, order.order.currency) }) : undefined
  const toggle = () =>
    acts.dispatch({ type: 'toggled', item: { line: line.id }, quantity: Math.max(1, left), reason: never?.reason })
  const bits = [
    bought.variant,
    bought.quantity > 1 ? t('choose.bought', { count: bought.quantity }) : undefined,
  ].filter(Boolean)
  const inside = html`
    ${picture(bought.image)}
    <span class="name">${bought.title}</span>
    ${
      canTake
        ? html`<input class="check" type="checkbox" data-t="item-check" .checked=${!!chosen} @change=${toggle} />`
        : standing.kind === 'requested'
          ? link('item-request', t('view'), () => void acts.openRequest(standing.number))
          : html`<span></span>`
    }
    <span class="variant">${bits.join(' · ')}</span>
    <span class="amount">${price ?? speech.money(line.paid, order.order.currency)}</span>
    ${never ? neverChip(ui, never) : standingChip(ui, standing)}
  `
  const why = never
    ? never.eligible
      ? undefined
      : never
    : standing.kind === 'limited' || standing.kind === 'closed'
      ? standing
      : undefined
  return html`<li class="card item" data-t="item" data-line=${line.id} ?data-closed=${!canTake}>
    ${canTake ? html`<label>${inside}</label>` : html`<div>${inside}</div>`}
    ${chosen && left > 1 ? stepper(ui, index, chosen, left) : nothing}
    ${
      why && !chosen
        ? html`<details class="clause">
            <summary data-t="item-why">${t(standing.kind === 'limited' ? 'choose.whyStill' : 'choose.why')}${icon('chevron-up')}</summary>
            <div>${clauses(ui, why.clauses.length || !why.because ? why.clauses : [why.because])}</div>
            <p>
              ${
                standing.kind === 'limited' && !never
                  ? link('item-faulty', t('choose.faulty'), toggle, true)
                  : link('item-contact', t('help'), () => acts.dispatch({ type: 'contact', open: true }), true)
              }
            </p>
          </details>`
        : nothing
    }
  </li>`
}

function neverChip({ speech }: Ui, never: NonNullable<ReturnType<typeof neverArrived>>): TemplateResult {
  return never.eligible
    ? chip('info', 'package', speech.t('choose.neverChip'))
    : chip('caution', 'ban', speech.say(never.because))
}

function standingChip({ speech }: Ui, standing: Standing): TemplateResult {
  const { t } = speech
  switch (standing.kind) {
    case 'open': {
      const { daysLeft, endsAt } = standing
      if (daysLeft === undefined || endsAt === undefined) return chip('positive', 'circle-check', t('choose.open'))
      const text = daysLeft ? t('choose.days', { count: daysLeft, date: speech.day(endsAt) }) : t('choose.lastDay')
      return chip(daysLeft > 1 ? 'positive' : 'caution', 'clock', text)
    }
    case 'limited':
      return chip('caution', 'ban', speech.say(standing.because))
    case 'requested':
      return chip('info', 'package', t('choose.requested', { number: standing.number }))
    case 'refunded':
      return chip(undefined, 'circle-check', t('because.already_refunded'))
    case 'closed':
      return chip(undefined, 'ban', speech.say(standing.because ?? { key: 'because.not_covered' }))
  }
}

function stepper({ acts, speech }: Ui, index: number, item: DraftItem, most: number): TemplateResult {
  const { t } = speech
  const set = (wanted: number) => {
    const quantity = Math.min(most, Math.max(1, Math.trunc(wanted) || 1))
    acts.dispatch({ type: 'item_changed', index, change: { quantity } })
    acts.announce(String(quantity))
  }
  const button = (by: number, label: string) => html`<button
    type="button"
    aria-label=${label}
    data-t=${by > 0 ? 'more' : 'fewer'}
    aria-disabled=${item.quantity + by < 1 || item.quantity + by > most || nothing}
    @click=${() => set(item.quantity + by)}
  >
    ${icon(by > 0 ? 'plus' : 'minus')}
  </button>`
  return html`<div class="foot">
    <span>${t('choose.howMany')}</span>
    <div class="stepper" role="group" aria-label=${t('choose.howMany')}>
      ${button(-1, t('choose.fewer'))}<input
        type="number"
        inputmode="numeric"
        min="1"
        max=${most}
        aria-label=${t('choose.howMany')}
        data-t="quantity"
        .value=${String(item.quantity)}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement
          set(Number(input.value))
          input.value = String(Math.min(most, Math.max(1, Math.trunc(Number(input.value)) || 1)))
        }}
      />${button(1, t('choose.more'))}
    </div>
  </div>`
}

/** A claim about a payment: charged twice, or charged although the order failed. */
function payments(ui: Ui, order: OrderView): TemplateResult {
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
