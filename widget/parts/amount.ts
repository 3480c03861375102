import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { isRefusal, type Refusal } from '../../shared/errors.ts'
import type { Quote } from '../../shared/quote/quote-types.ts'
import { laterPiece } from '../later/show.ts'
import { type Icon, icon } from './icon.ts'
import type { Ui } from './ui.ts'

/** An amount never wraps, and keeps its own direction. */
export function amount(ui: Ui, minor: number, currency: string): TemplateResult {
  return html`<span class="amount">${ui.speech.money(minor, currency)}</span>`
}

/** The parts of a quote; they add up to its total. `why` is what stands below an item's line. */
export function parts(
  ui: Ui,
  order: OrderView['order'] | undefined,
  quoted: Quote,
  why?: (index: number) => string,
): TemplateResult {
  const { speech } = ui
  const { t } = speech
  const money = (minor: number) => speech.money(minor, quoted.currency)
  const less = (minor: number) => `−${money(minor)}`
  const tax = quoted.items.reduce((sum, item) => sum + item.tax, quoted.shipping.tax)
  return html`<dl class="parts">
    ${quoted.items.map((item, index) => part(titleOf(ui, order, item), money(item.amount), why?.(index)))}
    ${quoted.shipping.amount ? part(t('part.shipping'), money(quoted.shipping.amount)) : nothing}
    ${quoted.fees.map((fee) => part(t(`fee.${fee.kind}`), less(fee.amount)))}
    ${quoted.promotions?.map(({ part: of, amount: minor, promotion, missing }) => {
      const name = order?.promotions?.find(({ id }) => id === promotion)?.title
      return part(
        t(minor < 0 ? `part.${of === 'delivery' ? 'shipping' : of}` : 'part.settled'),
        minor < 0 ? less(-minor) : money(minor),
        missing
          ? html`${name} ${laterPiece(ui, 'notes', (notes) => notes.missingLater(ui, missing, quoted.currency))}`
          : name,
      )
    })}
    ${quoted.goodwill ? part(t('part.goodwill'), money(quoted.goodwill)) : nothing}
    ${quoted.bonus ? part(t('part.bonus'), money(quoted.bonus)) : nothing}
    ${tax ? part(html`<span class="muted">${t('part.tax')}</span>`, html`<span class="muted">${money(tax)}</span>`) : nothing}
  </dl>`
}

function part(name: unknown, value: unknown, why?: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd class="amount">${value}</dd>
    ${why ? html`<dd class="why">${why}</dd>` : nothing}
  </div>`
}

export function titleOf(
  { speech }: Ui,
  order: OrderView['order'] | undefined,
  item: { line?: string; payment?: string; quantity: number },
): string {
  if (item.payment) return speech.t('part.payment')
  const title = order?.lines.find((line) => line.id === item.line)?.title ?? speech.t('part.item')
  return item.quantity > 1 ? `${title} × ${item.quantity}` : title
}

/** Who pays the way back: the shop, the shopper, or the shopper by a fee that the amount already lacks. */
export function postage(
  { speech }: Ui,
  { fees }: Pick<Quote, 'fees'>,
  paidBy: 'merchant' | 'shopper' = 'merchant',
): string {
  return speech.t(fees.some((fee) => fee.kind === 'return_label') ? 'amount.postage' : `post.${paidBy}`)
}

const methodIcons: Record<string, Icon> = { store_credit: 'gift', gift_card: 'gift' }

interface Destination {
  method: string
  text: string
  amount: number
  when: string
}

/** Where the money goes and when: the method, the amount, the dates. */
export function destinations(ui: Ui, currency: string, rows: readonly Destination[], className = ''): TemplateResult {
  return html`<dl class=${`destinations ${className}`}>
    ${rows.map(
      ({ method, text, amount: minor, when }) => html`<div>
          ${icon(methodIcons[method] ?? 'credit-card')}
          <dt>${text}</dt>
          <dd class="amount">${ui.speech.money(minor, currency)}</dd>
          <dd class="when">${when}</dd>
        </div>`,
    )}
  </dl>`
}

/** What is worth saying besides: dates over a year without a calendar, and store credit. */
export function moneyNotes(
  ui: Ui,
  { payments }: Pick<Quote, 'payments'>,
  arrivals: OrderView['arrival'],
  request?: RequestView,
): unknown {
  const isPaid = (id: string) => payments.some(({ payment, amount: minor }) => payment === id && minor)
  const late = arrivals.find(({ payment, isCalendarUnknown }) => isCalendarUnknown && isPaid(payment))
  const isCredit = isPaid('store_credit')
  return isCredit || late ? laterPiece(ui, 'notes', (notes) => notes.moneyNotes(ui, isCredit, late, request)) : nothing
}

/** A payment of the order, or an account, by its masked label, else by its method. */
export function labelOf({ flow, speech }: Ui, order: OrderView['order'] | undefined, payment: string) {
  const paid = order?.payments.find(({ id }) => id === payment)
  const method =
    paid?.method ?? (payment === 'store_credit' ? payment : payment === 'account' ? 'bank_transfer' : 'other')
  const account = payment === 'account' ? flow.draft?.account?.label : undefined
  return { method, text: paid?.label ?? account ?? speech.t(`method.${method}`) }
}

/** The amount, always, opening upward into its parts; before it a word on what may still change. */
export function amountBar(ui: Ui, quoted: Quote | Refusal | undefined, hint?: string): TemplateResult {
  const { flow, speech } = ui
  const order = flow.order?.order
  const currency = order?.currency ?? ''
  if (!quoted || isRefusal(quoted)) {
    return html`<div class="amount-bar">
      <div class="between bar-empty">
        <span>${speech.t('ui.amount')}</span>
        <span class="amount muted" data-t="amount">${quoted ? '—' : speech.money(0, currency)}</span>
      </div>
    </div>`
  }
  return html`<details class="amount-bar" part="amount">
    <summary data-t="amount-bar">
      <span>${speech.t('ui.amount')}</span>
      <span class="amount" data-t="amount">${speech.money(quoted.total, currency)}</span>${icon('chevron-up')}
    </summary>
    <div>${parts(ui, order, quoted)}${hint ? html`<p class="muted small">${hint}</p>` : nothing}</div>
  </details>`
}
