import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView, ReasonAnswer } from '../../shared/api/order-view.schema.ts'
import { reasonOf } from '../flow/claim.ts'
import type { DraftItem } from '../flow/draft.ts'
import { type Standing, standingOf } from '../flow/standing.ts'
import { laterPage, laterPiece } from '../later/show.ts'
import { icon } from '../parts/icon.ts'
import { chip, clauses, link, note, picture, row, rows } from '../parts/pieces.ts'
import { problemNote } from '../parts/problem.ts'
import type { Page, Ui } from '../parts/ui.ts'
import { claimFoot } from './claim-foot.ts'

type Line = OrderView['lines'][number]
/** What is said of a line that never came. */
export type Never = ReasonAnswer & { chip: TemplateResult }
interface Shown {
  line: Line
  bought: OrderView['order']['lines'][number]
  never?: Never
}
const searchFrom = 7

/** What goes back, and how many; every line says how long it still can, or why it cannot. */
export function choose(ui: Ui, order: OrderView): Page {
  const { acts, flow, speech } = ui
  const { t } = speech
  const { entry } = flow
  const title = t('choose.heading')
  if (entry !== 'lines') return laterPage(ui, 'claims', title, (claims) => claims.otherClaim(ui, order, entry))
  const turn = (to: 'not_received' | 'payments') => () => acts.dispatch({ type: 'entry', entry: to })
  return choosing(
    ui,
    title,
    html`
      ${flow.draft?.editing ? note('pencil', t('edit.note', { number: flow.draft.editing.number })) : nothing}
      ${lines(ui, order)}
      ${order.lines.some((line) => line.missing) ? laterPiece(ui, 'notes', (notes) => notes.assumedDelivery(ui)) : nothing}
      ${rows(
        order.lines.some((line) => line.answers.some(({ reason }) => reasonOf(order, reason)?.notReceived))
          ? row('entry-not-received', 'package', t('choose.never'), turn('not_received'))
          : nothing,
        order.payments.some((payment) => payment.answers.length)
          ? row('entry-payments', 'credit-card', t('choose.charged'), turn('payments'))
          : nothing,
        row('contact-row', 'message-circle', t('choose.else'), () => acts.dispatch({ type: 'contact', open: true })),
      )}
    `,
  )
}

/** The screen around what is chosen from. */
export function choosing(ui: Ui, title: string, body: unknown): Page {
  const { flow, speech } = ui
  const { t } = speech
  return {
    title,
    body: html`
      ${problemNote(ui)} ${body}
      ${flow.tried && !flow.draft?.items.length ? html`<div data-invalid tabindex="-1">${note('circle-alert', t('choose.nothing'), 'negative')}</div>` : nothing}
    `,
    foot: claimFoot(ui, t('amount.before')),
  }
}

/** The lines of an order; with `neverOf` those that never came. */
export function lines(ui: Ui, order: OrderView, neverOf?: (line: Line) => Never | undefined): TemplateResult {
  const { acts, speech } = ui
  const { t } = speech
  const titled = order.lines.flatMap((line): Shown | [] => {
    const bought = order.order.lines.find(({ id }) => id === line.id)
    const never = neverOf?.(line)
    return bought && (!neverOf || never) ? { line, bought, never } : []
  })
  const named = (name: string) =>
    titled.filter(({ bought: { title, variant, sku } }) =>
      `${title} ${variant} ${sku}`.toLowerCase().includes(name.toLowerCase()),
    )
  const count = (name: string) => named(name).length
  const deliveredAt = Math.max(0, ...order.lines.map((line) => line.deliveredAt ?? 0))
  return html`<fieldset class="group">
    <legend class="between">
      <strong class="name">${t('ui.order', { number: order.number })}</strong>
      <span class="muted small">${deliveredAt ? t('choose.delivered', { date: speech.day(deliveredAt) }) : ''}</span>
    </legend>
    ${titled.length < searchFrom ? nothing : laterPiece(ui, 'claims', (claims) => claims.itemSearch(ui, order, count))}
    <ul class="group">
      ${named(acts.search).map((each) => card(ui, order, each))}
    </ul>
  </fieldset>`
}

/** Units that the request being edited holds. */
export function released({ flow }: Ui, line: string): number {
  if (!flow.draft?.editing) return 0
  return flow.request?.items.reduce((sum, item) => sum + (item.line === line ? item.quantity : 0), 0) ?? 0
}

function card(ui: Ui, order: OrderView, { line, bought, never }: Shown): TemplateResult {
  const { acts, flow, speech } = ui
  const { t } = speech
  const free = released(ui, line.id)
  const standing = standingOf(order, line, free)
  const index = flow.draft?.items.findIndex((item) => item.line === line.id) ?? -1
  const chosen = flow.draft?.items[index]
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
          ? link('item-request', t('ui.view'), () => void acts.openRequest(standing.number))
          : html`<span></span>`
    }
    <span class="variant">${bits.join(' · ')}</span>
    <span class="amount">${price ?? speech.money(line.paid, order.order.currency)}</span>
    ${never ? never.chip : standingChip(ui, standing)}
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
                  : link('item-contact', t('ui.help'), () => acts.dispatch({ type: 'contact', open: true }), true)
              }
            </p>
          </details>`
        : nothing
    }
  </li>`
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
