import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import type { PayoutSummary, RequestItem } from '../../shared/lifecycle/request.ts'
import { askedPayouts, currentPayouts } from '../../shared/lifecycle/status.ts'
import { isCalendarUnknown } from '../../shared/lifecycle/unknown-calendar.ts'
import sharedEn from '../../shared/locales/en.json' with { type: 'json' }
import payoutsEn from '../../shared/locales/payouts.en.json' with { type: 'json' }
import payoutsZh from '../../shared/locales/payouts.zh-CN.json' with { type: 'json' }
import sharedZh from '../../shared/locales/zh-CN.json' with { type: 'json' }
import { formatMoney } from '../../shared/money/format.ts'
import type { Order, PaymentMethod } from '../../shared/order/order.ts'
import { methodOfPayer } from '../../shared/payouts/account.ts'
import { isOwnDestination } from '../../shared/payouts/destinations.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { arrivalOf } from '../../shared/time/arrival.ts'
import { type Merchant, type MerchantSettings, returnAddressOf } from '../merchants/index.ts'
import { deadlineOf } from './mail-deadline.ts'
import type { RequestTemplate } from './mail-templates.ts'
import type { MailFacts } from './mail-words.ts'
import type { MailSource } from './store.ts'

/** The language the mail is written in: the one of the words we have. */
export function mailLocaleOf(locale: string): 'en' | 'zh-CN' {
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export function shopNameOf(merchant: Merchant, locale: string): string {
  return merchant.settings.names[mailLocaleOf(locale)] ?? merchant.name
}

/** The same words for a clause as in the widget. */
const clauseWords: Record<'en' | 'zh-CN', Record<string, string>> = { en: sharedEn, 'zh-CN': sharedZh }
const payoutWords = { en: payoutsEn, 'zh-CN': payoutsZh }

/** Names of where money can go that are not a payment of the order. */
const destinations: Record<'en' | 'zh-CN', Record<string, string>> = {
  en: {
    store_credit: 'store credit',
    account: 'your bank account',
    coupon: 'a coupon',
    points: 'points',
    manual: 'your account',
    card: 'your card',
    alipay: 'Alipay',
    wechat_pay: 'WeChat Pay',
    paypal: 'PayPal',
    bank_transfer: 'your bank account',
    gift_card: 'your gift card',
    cash: 'cash',
    other: 'how you paid',
  },
  'zh-CN': {
    store_credit: '店铺余额',
    account: '您的银行账户',
    coupon: '优惠券',
    points: '积分',
    manual: '您的账户',
    card: '您的银行卡',
    alipay: '支付宝',
    wechat_pay: '微信支付',
    paypal: 'PayPal',
    bank_transfer: '您的银行账户',
    gift_card: '您的礼品卡',
    cash: '现金',
    other: '原支付方式',
  },
}

/** What the words of one mail may say, written for its reader. `policy` is the version that judged the request. */
export function mailFactsOf(
  source: MailSource,
  template: RequestTemplate,
  merchant: Merchant,
  { timezone, calendar }: Pick<Policy, 'timezone' | 'calendar'>,
): MailFacts {
  const { state, event, order } = source
  const { settings } = merchant
  const locale = mailLocaleOf(state.locale)
  // as the widget writes them, so that a dollar says whose it is
  const tag = locale === 'en' ? 'en-GB' : locale
  const format = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: settings.timezone,
  })
  const day = (at: number | undefined) => (at === undefined ? undefined : format.format(at))
  const money = (amount: number) => formatMoney(amount, state.currency, tag)
  const items = itemsOf(event, state.items)
  const sentBack = items.find((item) => item.goods === 'awaited')
  const question = state.questions.findLast((candidate) => candidate.answeredAt === undefined)
  const payouts = payoutsOf(source, template)
  const reminderOf = isAboutAccount(event) ? 'account' : question ? 'answer' : 'return'
  const deadline = deadlineOf(template, reminderOf, state)
  return {
    shop: shopNameOf(merchant, locale),
    name: state.customer.name,
    number: state.number,
    order: state.order,
    items: items.map((item) => itemText(item, order)),
    amount: money(amountOf(source, template, payouts)),
    payouts: payouts.map(({ destination, account, amount, status, changedAt }) => {
      const payment = order.payments.find(({ id }) => id === destination)
      const method = payment?.method ?? (account ? methodOfPayer(account.provider) : ownMethods[destination])
      const arrival = method && status !== 'failed' ? arrivalOf(settings, destination, method, changedAt) : undefined
      const dates = status === 'succeeded' ? arrival : undefined
      const named = destinations[locale][payment?.method ?? (account && method) ?? destination] ?? destination
      return {
        to: payment?.label ?? (account ? `${named} ${account.label}` : named),
        amount: money(amount),
        earliest: dates && localDay(dates.earliest, locale),
        latest: dates && localDay(dates.latest, locale),
        isCalendarUnknown: dates?.isCalendarUnknown,
        workingDays: dates ? undefined : arrival?.workingDays,
      }
    }),
    paidBy: paidByOf(event, payouts[0]?.destination),
    wasReturned: event.type === 'payout_changed' && event.failure?.returned,
    failure: failureOf(source, locale),
    accountBy: day(event.type === 'account_asked' ? event.answerBy : askedPayouts(state)[0]?.askedBy),
    decideBy: day(state.decideBy),
    answerBy: day(event.type === 'asked' ? event.answerBy : question?.answerBy),
    returnBy: day(state.returnBy),
    inspectBy: day(state.inspectBy),
    isCalendarUnknown: isCalendarUnknown(deadline, state, { now: event.at, timezone, calendar, order }),
    appealBy: day(event.type === 'declined' ? event.appealBy : undefined),
    ...(sentBack && {
      returnTo: addressLines(settings, state.customer.country, tag),
      returnPaidBy: state.quote.fees.some(({ kind }) => kind === 'return_label')
        ? 'taken_off'
        : sentBack.terms.returnShipping.paidBy,
    }),
    clause: event.type === 'declined' && event.automatic ? clauseOf(items[0], locale, day) : undefined,
    text: textOf(event) ?? (template === 'reminder' ? question?.text : undefined),
    wantsPhotos: event.type === 'asked' ? event.wantsPhotos : undefined,
    why: event.type === 'expired' ? event.why : undefined,
    endedBy: event.actor.kind === 'shopper' ? 'shopper' : 'shop',
    reminderOf,
    contact: settings.contact.email ?? settings.contact.phone,
  }
}

/** How long money takes to where it does not go back to a payment; a coupon, points and what was paid by hand have no days. */
const ownMethods: Record<string, PaymentMethod | undefined> = {
  store_credit: 'store_credit',
  gift_card: 'gift_card',
  account: 'bank_transfer',
}

function paidByOf(event: RequestEvent, destination: string | undefined): MailFacts['paidBy'] {
  if (event.type !== 'payout_changed' || destination === undefined) return undefined
  if (destination === 'manual') return 'hand'
  return isOwnDestination(destination) && destination !== 'account' ? 'shop' : 'provider'
}

/** The same words as in the refund desk's table of failures. */
function failureOf({ state, event }: MailSource, locale: 'en' | 'zh-CN'): string | undefined {
  if (event.type !== 'payout_changed' && event.type !== 'account_asked') return undefined
  const failure = state.payouts.find(({ id }) => id === event.payout)?.failure
  return failure && payoutWords[locale].failure[failure.code].shopper
}

function isAboutAccount(event: RequestEvent): boolean {
  return event.type === 'reminded' && event.what.startsWith('account:')
}

function itemsOf(event: RequestEvent, items: RequestItem[]): RequestItem[] {
  if (!('items' in event) || !Array.isArray(event.items)) return items
  const ids = new Set(event.items.map((item) => (typeof item === 'string' ? item : item.id)))
  const named = items.filter((item) => ids.has(item.id))
  return named.length > 0 ? named : items
}

function itemText(item: RequestItem, order: Order): string {
  const { subject } = item
  if (subject.kind === 'line') {
    const line = order.lines.find(({ id }) => id === subject.line)
    const title = line ? [line.title, ...(line.variant ? [line.variant] : [])].join(', ') : subject.line
    return item.quantity === 1 ? title : `${title} × ${item.quantity}`
  }
  if (subject.kind === 'payment') {
    return order.payments.find(({ id }) => id === subject.payment)?.label ?? subject.payment
  }
  return order.shipping[0]?.title ?? ''
}

/** Where the money of this mail goes: payouts once they exist, before that what the quote plans. */
function payoutsOf(
  { state, event }: MailSource,
  template: RequestTemplate,
): Pick<PayoutSummary, 'destination' | 'account' | 'amount' | 'status' | 'changedAt'>[] {
  if (event.type === 'payout_changed' || event.type === 'account_asked')
    return state.payouts.filter(({ id }) => id === event.payout)
  if (template === 'refund_sent') return currentPayouts(state)
  return state.quote.payments.map(({ payment, amount }) => ({
    destination: payment,
    account: payment === 'account' ? state.account : undefined,
    amount,
    status: 'queued',
    changedAt: state.changedAt,
  }))
}

function amountOf(
  { state, event }: MailSource,
  template: RequestTemplate,
  payouts: readonly { amount: number }[],
): number {
  if (event.type === 'offered') return event.offer.quote.total
  if (event.type === 'payout_changed' || event.type === 'account_asked' || template === 'refund_sent') {
    return payouts.reduce((sum, payout) => sum + payout.amount, 0)
  }
  return state.quote.total
}

/** Empty, never absent, where goods come back: the words then ask for them without an address. */
function addressLines(settings: MerchantSettings, shopperCountry: string, tag: string): string[] {
  const returnAddress = returnAddressOf(settings, shopperCountry)
  if (!returnAddress) return []
  const { name, lines, country, phone } = returnAddress
  const countryName = new Intl.DisplayNames(tag, { type: 'region' }).of(country) ?? country
  return [name, ...lines, countryName, ...(phone ? [phone] : [])]
}

/** The clause by which the policy said no by itself; where a person said no, their words stand for themselves. */
function clauseOf(
  item: RequestItem | undefined,
  locale: 'en' | 'zh-CN',
  day: (at: number | undefined) => string | undefined,
): string | undefined {
  if (!item) return undefined
  const { terms, windowEndsAt, duty } = item
  if (typeof terms.because === 'object') return terms.because[locale]
  const params: Record<string, string | number | undefined> = {
    endsAt: day(windowEndsAt),
    days: terms.window.days,
    article: duty?.article,
  }
  const words = clauseWords[locale][`because.${terms.because}`]
  const written = words?.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(params[name] ?? whole))
  return written?.includes('{{') ? undefined : written
}

/** What a person wrote to the shopper. */
function textOf(event: RequestEvent): string | undefined {
  switch (event.type) {
    case 'declined':
      return event.message
    case 'asked':
    case 'account_asked':
    case 'messaged':
      return event.text
    case 'offered':
      return event.offer.text
    case 'cancelled':
      return event.reason
    default:
      return undefined
  }
}

function localDay(date: string, locale: string): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, format).format(Date.parse(date))
}
