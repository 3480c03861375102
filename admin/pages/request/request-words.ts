import type { Refusal } from '../../../shared/errors.ts'
import type { RequestItem } from '../../../shared/lifecycle/request.ts'
import type { Payment } from '../../../shared/order/order.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { money } from '../../format/show.ts'
import { t, wordsFor } from '../../i18n/i18n.ts'
import type { Ceiling } from './decision-model.ts'

/** Whom the page speaks of: the given name, or "the shopper". */
export function shortName(request: AdminRequest): string {
  const name = request.customer.name?.trim()
  if (!name) return t('customer.theShopper')
  const first = name.split(/\s+/)[0] ?? name
  return /^[\u3400-\u9fff]/.test(name) ? name : first
}

export function paymentLabel(payment: Payment | undefined, id: string): string {
  if (id === 'store_credit') return t('method.store_credit')
  if (id === 'manual') return t('method.manual')
  if (payment) return payment.label ?? t(`method.${payment.method}`)
  return wordsFor('admin', `payout.destination.${id}`) ?? id
}

export function paymentGlyph(method: string): GlyphName {
  if (method === 'card') return 'credit-card'
  if (method === 'store_credit' || method === 'gift_card') return 'wallet-cards'
  if (method === 'bank_transfer') return 'landmark'
  return 'banknote'
}

export function itemTitle(request: AdminRequest, item: RequestItem): string {
  return request.items.find(({ id }) => id === item.id)?.title ?? item.id
}

export function ceilingLabel(request: AdminRequest, ceiling: Ceiling): string {
  const { order } = request
  switch (ceiling.kind) {
    case 'order':
      return t('decision.ceiling.order')
    case 'line':
      return order.lines.find((line) => line.id === ceiling.id)?.title ?? ceiling.id
    case 'shipping':
      return order.shipping.length > 1
        ? (order.shipping.find((line) => line.id === ceiling.id)?.title ?? ceiling.id)
        : t('decision.ceiling.shipping')
    case 'payment':
      return paymentLabel(
        order.payments.find((payment) => payment.id === ceiling.id),
        ceiling.id,
      )
  }
}

/** Why the quote said no, with the limit in money. */
export function refusalWords(request: AdminRequest, refusal: Refusal, item?: RequestItem): string {
  const limit = refusal.limit === undefined ? '' : money(refusal.limit, request.order.currency)
  const title = item ? itemTitle(request, item) : t('refusal.thisLine')
  return (
    wordsFor('admin', `refusal.${refusal.refused}`, { limit, title }) ?? t('error.other', { code: refusal.refused })
  )
}
