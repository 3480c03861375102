import type { ProviderName } from '../../shared/payouts/payout.ts'
import type { Habits } from './books.ts'
import type { Double } from './double.ts'
import type { Face } from './face.ts'
import { adyenFace } from './faces/adyen.ts'
import { alipayFace } from './faces/alipay.ts'
import { directFace } from './faces/direct.ts'
import { merchantFace } from './faces/merchant.ts'
import { paypalFace } from './faces/paypal.ts'
import { stripeFace } from './faces/stripe.ts'
import { wechatPayFace } from './faces/wechat-pay.ts'

export const doubledProviders = ['sandbox', 'stripe', 'paypal', 'adyen', 'alipay', 'wechat_pay'] as const
export type DoubledProvider = (typeof doubledProviders)[number]

/** Where each double is reached, within the process. */
export const doubleUrls: Partial<Record<ProviderName, string>> = {
  stripe: 'https://stripe.double',
  paypal: 'https://paypal.double',
  adyen: 'https://adyen.double',
  alipay: 'https://alipay.double/gateway.do',
  wechat_pay: 'https://wechat-pay.double',
}

/** Puts a face for every provider on one set of books. What a provider does not do by its documentation it does not do here. */
export function addFaces(double: Double, habitsOf: (provider: DoubledProvider) => Habits, now: () => number): void {
  for (const provider of doubledProviders) {
    const host = provider === 'sandbox' ? 'sandbox.double' : new URL(doubleUrls[provider] ?? '').host
    double.add(host, faceOf(double, provider, habitsOf(provider), now))
  }
}

/** What the merchant's own server keeps, each at an address of its own. */
export const merchantsOwn = ['gift_card', 'coupon', 'points'] as const
export const merchantsOwnUrl = (kind: (typeof merchantsOwn)[number]) => `https://${kind.replace('_', '-')}.double/`

/** Puts the merchant's own server on the same books. `apiKey`: what it calls the program's API with. */
export function addMerchantFaces(
  double: Double,
  habitsOf: () => Habits,
  at: { apiKey: string; now: () => number },
): void {
  for (const kind of merchantsOwn) {
    const habits = { ...habitsOf(), requiresAction: 0 }
    double.add(new URL(merchantsOwnUrl(kind)).host, merchantFace(kind, double.books, habits, at))
  }
}

export function faceOf({ books }: Double, provider: DoubledProvider, habits: Habits, now: () => number): Face {
  switch (provider) {
    case 'sandbox':
      return directFace(books, habits)
    case 'stripe':
      return stripeFace(books, { ...habits, waitsForBalance: true }, now)
    case 'paypal':
      return paypalFace(books, { ...habits, requiresAction: 0 }, now)
    case 'adyen':
      return adyenFace(books, { ...habits, requiresAction: 0 }, now)
    case 'alipay':
      return alipayFace(books, { ...habits, requiresAction: 0, failsLater: 0, returnedByBank: 0 }, now)
    case 'wechat_pay':
      return wechatPayFace(books, { ...habits, returnedByBank: 0 }, now)
  }
}
