import type { ProviderName } from './payout.ts'

/** What a merchant enters to connect a provider. Sealed; no answer ever carries it back, only `shown` of it. */
export interface Credentials {
  stripe: { secretKey: string; webhookSecret: string }
  paypal: {
    clientId: string
    clientSecret: string
    webhookId: string
    environment: 'live' | 'sandbox'
    transfers?: Transfers
  }
  /** Keys as PEM or bare base64, PKCS#8 and SubjectPublicKeyInfo. */
  alipay: {
    appId: string
    privateKey: string
    alipayPublicKey: string
    environment: 'live' | 'sandbox'
    transfers?: Transfers
    /** The app's certificate and Alipay's root certificates, as PEM: Alipay pays out to apps with certificates alone. */
    appCert?: string
    rootCert?: string
  }
  wechat_pay: {
    mchId: string
    /** Of the merchant's API certificate. */
    serial: string
    privateKey: string
    apiV3Key: string
    /** WeChat Pay's public keys or platform certificates' keys, by serial or public key id. */
    platformKeys: { serial: string; publicKey: string }[]
  }
  adyen: {
    apiKey: string
    merchantAccount: string
    /** Two, with white space or a comma between them, while Adyen changes from one to the other. */
    hmacKey: string
    environment: 'live' | 'test'
    /** The merchant's own prefix of the live address. */
    liveUrlPrefix?: string
    /** Who may download reports, for the daily reconciliation: `report_…@Company.…`. */
    reportUser?: string
    reportPassword?: string
  }
  /** Who pays, for the bank's file. */
  bank: { name: string; iban: string; bic?: string; country: string }
  gift_card: MerchantEndpoint
  coupon: MerchantEndpoint
  points: MerchantEndpoint
}

/** `on`: also pays to accounts that shoppers name, out of the merchant's balance; the provider has to allow it. */
export type Transfers = 'off' | 'on'

/** The merchant's own server, told by a signed call (Standard Webhooks). */
export interface MerchantEndpoint {
  url: string
  /** `whsec_…` */
  secret: string
}

export type ConnectedProvider = keyof Credentials

export const connectedProviders = [
  'stripe',
  'paypal',
  'alipay',
  'wechat_pay',
  'adyen',
  'bank',
  'gift_card',
  'coupon',
  'points',
] as const satisfies readonly (ConnectedProvider & ProviderName)[]
