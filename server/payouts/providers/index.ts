import type { Ports } from '../../platform/ports.ts'
import { adyenProvider } from './adyen.ts'
import { alipayProvider } from './alipay.ts'
import { bankProvider } from './bank.ts'
import { manualProvider } from './manual.ts'
import { merchantEndpoint } from './merchant-endpoint.ts'
import { paypalProvider } from './paypal.ts'
import { sandboxProvider } from './sandbox.ts'
import { storeCreditProvider } from './store-credit.ts'
import { stripeProvider } from './stripe.ts'
import { wechatPayProvider } from './wechat-pay.ts'

/** Every provider there is, the same on every runtime. */
export const providers: Ports['providers'] = {
  sandbox: sandboxProvider,
  stripe: stripeProvider,
  paypal: paypalProvider,
  adyen: adyenProvider,
  alipay: alipayProvider,
  wechat_pay: wechatPayProvider,
  store_credit: storeCreditProvider,
  gift_card: merchantEndpoint('gift_card'),
  coupon: merchantEndpoint('coupon'),
  points: merchantEndpoint('points'),
  bank: bankProvider,
  manual: manualProvider,
}
