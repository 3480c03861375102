import type { Order } from '../../shared/order/order.ts'
import type { Chance } from '../doubles/chance.ts'
import { tags } from './prepared.ts'

/** A provider that orders are paid with, and in which currencies. */
export interface PaidBy {
  provider: string
  method: Order['payments'][number]['method']
  currencies: readonly string[]
}

const dayMs = 86_400_000

/** Store credit that paid for an order to come. */
export interface Spent {
  order: string
  redemption: string
  customer: string
  currency: string
  /** Minor units. */
  amount: number
}

/** An order from the seed: a few lines, one or two payments, delivered some days ago. Not under any statute's floor. */
export function simulatedOrder(
  chance: Chance,
  number: string,
  now: number,
  ways: readonly PaidBy[],
  wanted?: string,
): Order {
  const first = chance.pick(wanted === undefined ? ways : ways.filter(({ currencies }) => currencies.includes(wanted)))
  const currency = wanted ?? chance.pick(first.currencies)
  const lines = Array.from({ length: chance.between(1, 3) }, (_, index) => {
    const quantity = chance.between(1, 3)
    const unitPrice = chance.between(300, 9_999)
    const discount = chance.happens(0.3) ? chance.between(0, 299) : 0
    return {
      id: `l${index + 1}`,
      sku: `SKU${index + 1}`,
      title: 'Thing',
      categories: [],
      tags: tags.filter(() => chance.happens(0.2)),
      quantity,
      unitPrice,
      discount,
      tax: 0,
    }
  })
  const shipping = chance.happens(0.5) ? chance.between(100, 900) : 0
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice - line.discount, shipping)
  const second = chance.happens(0.25)
    ? chance.pick(ways.filter(({ currencies }) => currencies.includes(currency)))
    : undefined
  const part = second ? chance.between(1, total - 1) : total
  const amounts = second ? [part, total - part] : [total]
  const at = (daysAgo: number) => new Date(now - daysAgo * dayMs).toISOString()
  return {
    number,
    revision: 1,
    placedAt: at(8),
    currency,
    customer: { id: `c-${number}`, name: 'Ann Lee', email: `${number.toLowerCase()}@example.com`, country: 'US' },
    taxesIncluded: true,
    lines,
    orderDiscount: 0,
    shipping: shipping > 0 ? [{ id: 's1', title: 'Standard', amount: shipping, discount: 0, tax: 0 }] : [],
    payments: amounts.map((amount, index) => {
      const { provider, method } = (index === 0 ? first : second) ?? first
      return {
        id: `p${index + 1}`,
        method,
        provider,
        reference: referenceOf(provider, `${number.replaceAll(/\D/g, '')}${index + 1}`),
        amount,
        capturedAt: at(8),
      }
    }),
    fulfillments: [
      {
        id: 'f1',
        shippedAt: at(6),
        deliveredAt: at(4),
        lines: lines.map(({ id, quantity }) => ({ line: id, quantity })),
      },
    ],
    refunds: [],
  }
}

/** The same order, bought by this customer, who paid a part of it with credit; what is more than it costs stays spent. */
export function paidByCredit(order: Order, { redemption, customer, amount }: Spent): Order {
  const [first, ...others] = order.payments
  if (!first) return order
  const part = Math.min(amount, first.amount)
  const rest = first.amount > part ? [{ ...first, amount: first.amount - part }] : []
  const method = 'store_credit'
  const credit = { ...first, id: 'pc', method, provider: method, reference: redemption, amount: part } as const
  return { ...order, customer: { ...order.customer, id: customer }, payments: [credit, ...rest, ...others] }
}

/** As each provider writes the names of its payments. */
function referenceOf(provider: string, digits: string): string {
  if (provider === 'alipay' || provider === 'wechat_pay') return `20${digits.padStart(26, '0')}`
  return `${prefixes[provider] ?? 'CAP'}${digits}`
}

const prefixes: Record<string, string> = { stripe: 'pi_', adyen: 'PSP' }
