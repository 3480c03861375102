import type { Payment, PaymentMethod } from '../../shared/order/order.ts'
import { rounded } from './arithmetic.ts'
import { between, type Draw, digits, pick, pickByShare } from './draw.ts'
import type { Place } from './places.ts'
import { priceIn } from './prices.ts'

/** Shares of orders, as the about page says them. */
export const paymentShares = { giftCardToo: 0.06, chargedTwice: 0.015 }

/** One payment for most; a gift card and the rest; or the same amount captured twice, which is a fault to put right. */
export function paymentsOf(number: string, total: number, placedAtMs: number, place: Place, draw: Draw): Payment[] {
  const method = pickByShare(place.methods, draw(number, 'method'))
  const payment = (id: string, amount: number, secondsAfter: number, by: PaymentMethod = method): Payment => ({
    id,
    method: by,
    // The sandbox stands for every provider: nothing the demo does moves money.
    provider: 'sandbox',
    reference: `sbx_${number.slice(3)}_${id}`,
    amount,
    capturedAt: new Date(placedAtMs + secondsAfter * 1000).toISOString(),
    label: labelOf(by, number, draw),
  })
  const chance = draw(number, 'payments')
  if (chance < paymentShares.chargedTwice) {
    return [payment('P1', total, 20), payment('P2', total, 20 + between(8, 95, draw(number, 'second charge')))]
  }
  const card = giftCardAmount(total, place, draw(number, 'gift card'))
  if (chance < paymentShares.chargedTwice + paymentShares.giftCardToo && card < total) {
    return [payment('P1', card, 10, 'gift_card'), payment('P2', total - card, 25)]
  }
  return [payment('P1', total, 20)]
}

/** Gift cards of 10, 20 or 50 pounds' worth; on a small order the half of it. */
function giftCardAmount(total: number, place: Place, at: number): number {
  const card = priceIn(place.currency, pick([1000, 2000, 5000], at))
  return card < total ? card : Math.max(1, rounded(total, 1, 2))
}

function labelOf(method: PaymentMethod, number: string, draw: Draw): string {
  const last4 = digits(4, draw(number, 'card digits'))
  switch (method) {
    case 'card':
      return `${pick(['Visa', 'Visa', 'Mastercard'], draw(number, 'card brand'))} •••• ${last4}`
    case 'alipay':
      return 'Alipay 支付宝'
    case 'wechat_pay':
      return 'WeChat Pay 微信支付'
    case 'paypal':
      return 'PayPal'
    case 'gift_card':
      return `Gift card •••• ${last4}`
    case 'bank_transfer':
    case 'store_credit':
    case 'cash':
    case 'other':
      return method
  }
}
