import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import type { ShopperCredit } from '../../shared/api/store-credit.schema.ts'
import type { KeyOf } from '../i18n/words.ts'
import { link, note, shopName } from '../parts/pieces.ts'
import type { Ui } from '../parts/ui.ts'

type NoteUi = Ui<KeyOf<'notes'>>
type Arrival = OrderView['arrival'][number]

/** What was answered, by the request or the list of orders that it was asked for: a newer one is asked for anew. */
const known = new WeakMap<object, ShopperCredit | undefined>()

function creditFor({ acts }: NoteUi, what: object, query = ''): ShopperCredit | undefined {
  if (known.has(what)) return known.get(what)
  known.set(what, undefined)
  acts.client?.call<ShopperCredit>('GET', `store-credit${query}`).then(
    (answer) => {
      known.set(what, answer)
      acts.announce('')
    },
    // It only adds to what is on the screen.
    () => undefined,
  )
  return undefined
}

/** What dates cannot know yet, and where store credit is kept, for how long; of a request also what it gave. */
export function moneyNotes(
  ui: NoteUi,
  isCredit: boolean,
  late: Arrival | undefined,
  request: RequestView | undefined,
): TemplateResult {
  const { t } = ui.speech
  return html`<div class="notes" data-t="money-notes">
    ${late ? note('calendar', t('notes.holidays', { year: late.latest.slice(0, 4) }), 'plain') : nothing}
    ${isCredit ? note('gift', creditNotes(ui, request), 'plain') : nothing}
  </div>`
}

function creditNotes(ui: NoteUi, request: RequestView | undefined): unknown {
  const { acts, flow, speech } = ui
  const { t } = speech
  const where = t(acts.isCustomer ? 'credit.ofCustomer' : 'credit.ofOrder', { merchant: shopName(ui) })
  const whose = request ?? (acts.isCustomer ? flow.order : undefined)
  const answer = whose && creditFor(ui, whose, request ? `?request=${request.number}` : '')
  const { granted = [], balances = [] } = answer ?? {}
  const currency = request?.currency ?? flow.order?.order.currency
  const has = balances.find((balance) => balance.currency === currency)
  const now = has && html`<br />${t('credit.balance', { amount: speech.money(has.balance, has.currency) })}`
  if (request && granted.length) {
    const money = (minor: number) => speech.money(minor, request.currency)
    const given = granted.map(({ amount, left, expiresAt }) => {
      const until = expiresAt ? t('credit.until', { amount: money(amount), date: speech.fullDay(expiresAt) }) : ''
      return [until || t('credit.forever'), left < amount ? t('credit.left', { amount: money(left) }) : ''].join(' ')
    })
    return html`${where}${given.map((text) => html`<br />${text}`)}${now}`
  }
  const { expiresAfterDays } = flow.config?.storeCredit ?? {}
  const span = expiresAfterDays && spanOf(speech.lang, expiresAfterDays)
  return html`${where}<br />${span ? t('credit.span', { span }) : t('credit.forever')}${now}`
}

/** "90 days", "3 years" */
function spanOf(language: string, days: number): string {
  const isYears = days % 365 === 0
  const style = { style: 'unit', unit: isYears ? 'year' : 'day', unitDisplay: 'long' } as const
  return new Intl.NumberFormat(language, style).format(isYears ? days / 365 : days)
}

/** Above the list of orders: what there is, and what of it can be spent only until when. */
export function creditBalance(plain: Ui): TemplateResult | typeof nothing {
  const ui: NoteUi = plain
  const { flow, speech } = ui
  const { t } = speech
  const { balances = [] } = (flow.orders && creditFor(ui, flow.orders)) ?? {}
  if (!balances.length) return nothing
  return html`<div data-t="credit-balance">
    ${balances.map(({ currency, balance, expiring: [next] }) => {
      const amount = (minor: number) => speech.money(minor, currency)
      return note(
        'gift',
        html`<strong>${t('credit.balance', { amount: amount(balance) })}</strong>
          ${next ? html`<br />${t('credit.until', { amount: amount(next.amount), date: speech.fullDay(next.expiresAt) })}` : nothing}`,
        'positive',
      )
    })}
  </div>`
}

/** What a broken offer still takes, beyond what this refund pays. */
export function missingLater({ speech }: NoteUi, minor: number, currency: string): string {
  return speech.t('notes.missingLater', { amount: speech.money(minor, currency) })
}

/** The days are counted from a delivery that nobody reported. */
export function assumedDelivery({ acts, speech }: NoteUi): TemplateResult {
  const { t } = speech
  const ask = () => acts.dispatch({ type: 'contact', open: true })
  return html`<div data-t="assumed-delivery">
    ${note('calendar', html`${t('notes.assumed')}<br />${link('assumed-contact', t('ui.help'), ask, true)}`, 'info')}
  </div>`
}
