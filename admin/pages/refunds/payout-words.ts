import type { Money } from '../../../shared/api/payout-row.schema.ts'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import type { PayoutRow } from '../../data/payouts.ts'
import { plainDate, shortDate } from '../../format/dates.ts'
import { dateStyle, money } from '../../format/show.ts'
import { language, t, wordsFor } from '../../i18n/i18n.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export function providerName(provider: string): string {
  return wordsFor('admin', `payout.provider.${provider}`) ?? provider
}

/** "Visa •••• 4242", or what kind of place it is. */
export function destinationWords({ label, destination, provider }: DestinationParts): string {
  return label ?? wordsFor('admin', `payout.destination.${destination}`) ?? providerName(provider)
}
type DestinationParts = Pick<PayoutRow, 'label' | 'destination' | 'provider'>

export function destinationGlyph({ method, provider, destination }: PayoutRow): GlyphName {
  if (provider === 'bank' || destination === 'account' || method === 'bank_transfer') return 'landmark'
  if (provider === 'alipay' || provider === 'wechat_pay' || method === 'alipay' || method === 'wechat_pay')
    return 'smartphone'
  if (provider === 'paypal' || method === 'paypal') return 'circle-dollar-sign'
  if (method === 'card') return 'credit-card'
  if (method === 'store_credit' || method === 'gift_card') return 'wallet-cards'
  return 'banknote'
}

const causeGlyphs: Readonly<Record<FailureCode, GlyphName>> = {
  insufficient_merchant_balance: 'wallet',
  limit_reached: 'timer',
  window_expired: 'hourglass',
  amount_exceeded: 'diff',
  already_refunded: 'diff',
  payer_account_closed_or_frozen: 'credit-card',
  payer_details_required: 'user-round',
  merchant_account_restricted: 'lock',
  disputed: 'scale',
  not_refundable_state: 'ban',
  duplicate_request: 'copy',
  invalid_request: 'circle-x',
  auth_config: 'lock',
  rate_limited: 'timer',
  provider_unavailable: 'wifi-off',
  outcome_unknown: 'circle-help',
  not_executed: 'ban',
}

export function causeGlyph(code: FailureCode): GlyphName {
  return causeGlyphs[code]
}

export function failureTitle(code: FailureCode, provider: string): string {
  return t(`payout.failure.${code}.title`, { provider: providerName(provider) })
}

/** What a failure means for staff. @param isGivenUp Amends tried by itself, and does so no more */
export function failureStaffWords(code: FailureCode, provider: string, isGivenUp: boolean): string {
  return isGivenUp ? t('cause.triedEnough') : t(`payout.failure.${code}.staff`, { provider: providerName(provider) })
}

/** "€118.00 + US$61.00": currencies stand beside each other, never in one sum. */
export function sumsWords(sums: readonly Money[]): string {
  return sums.map(({ amount, currency }) => money(amount, currency)).join(' + ')
}

export function sumsOf(payouts: readonly { amount: number; currency: string }[]): Money[] {
  const byCurrency = new Map<string, number>()
  for (const { amount, currency } of payouts) byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + amount)
  return [...byCurrency].map(([currency, amount]) => ({ currency, amount }))
}

/** One after the other, as the language sets them. */
export function sentences(each: readonly string[]): string {
  return each.join(language() === 'zh-CN' ? '' : ' ')
}

/** "19 hours", "2 days": how long something has been so. */
export function ageWords(since: number, now = Date.now()): string {
  const age = Math.max(0, now - since)
  if (age < hourMs) return t('age.minutes', { count: Math.max(1, Math.floor(age / minuteMs)) })
  if (age < 2 * dayMs) return t('age.hours', { count: Math.floor(age / hourMs) })
  return t('age.days', { count: Math.floor(age / dayMs) })
}

/** When the money is there: a day, the latest day, or what stands against it. */
export function arrivesWords(row: PayoutRow): string {
  if (row.status === 'unknown') return t('payoutList.asking')
  if (row.askedBy !== undefined)
    return t('payoutList.askedUntil', { date: shortDate(row.askedBy, Date.now(), dateStyle()) })
  if (!row.arrival || row.status === 'failed' || row.status === 'cancelled') return '–'
  const { earliest, latest } = row.arrival
  const date = plainDate(latest, Date.now(), dateStyle())
  return earliest === latest ? date : t('payoutList.by', { date })
}
