import type { ConnectedProvider, Credentials } from './credentials.ts'

/**
 * How a part of the credentials is entered. `secret`, `private_key`: never shown again; `public_key`, `key_list`: several
 * lines, no secret; `choice`: one of `options`.
 */
export type CredentialKind =
  | 'text'
  | 'url'
  | 'choice'
  | 'country'
  | 'public_key'
  | 'key_list'
  | 'secret'
  | 'private_key'

export type CredentialName = { [P in ConnectedProvider]: keyof Credentials[P] & string }[ConnectedProvider]

export interface CredentialField<Name extends string = CredentialName> {
  name: Name
  kind: CredentialKind
  options?: readonly string[]
  isOptional?: true
}

type FieldsOf<P extends ConnectedProvider> = readonly CredentialField<keyof Credentials[P] & string>[]

const endpoint: FieldsOf<'points'> = [
  { name: 'url', kind: 'url' },
  { name: 'secret', kind: 'secret' },
]

const transfers = { name: 'transfers', kind: 'choice', options: ['off', 'on'] } as const

/** What is asked to connect each provider, in the order of its own pages. */
export const credentialFields: { readonly [P in ConnectedProvider]: FieldsOf<P> } = {
  stripe: [
    { name: 'secretKey', kind: 'secret' },
    { name: 'webhookSecret', kind: 'secret' },
  ],
  paypal: [
    { name: 'environment', kind: 'choice', options: ['live', 'sandbox'] },
    { name: 'clientId', kind: 'text' },
    { name: 'clientSecret', kind: 'secret' },
    { name: 'webhookId', kind: 'text' },
    transfers,
  ],
  alipay: [
    { name: 'environment', kind: 'choice', options: ['live', 'sandbox'] },
    { name: 'appId', kind: 'text' },
    { name: 'privateKey', kind: 'private_key' },
    { name: 'alipayPublicKey', kind: 'public_key' },
    transfers,
    { name: 'appCert', kind: 'public_key', isOptional: true },
    { name: 'rootCert', kind: 'public_key', isOptional: true },
  ],
  wechat_pay: [
    { name: 'mchId', kind: 'text' },
    { name: 'serial', kind: 'text' },
    { name: 'privateKey', kind: 'private_key' },
    { name: 'apiV3Key', kind: 'secret' },
    { name: 'platformKeys', kind: 'key_list' },
  ],
  adyen: [
    { name: 'environment', kind: 'choice', options: ['live', 'test'] },
    { name: 'merchantAccount', kind: 'text' },
    { name: 'apiKey', kind: 'secret' },
    { name: 'hmacKey', kind: 'secret' },
    { name: 'liveUrlPrefix', kind: 'text', isOptional: true },
    { name: 'reportUser', kind: 'text', isOptional: true },
    { name: 'reportPassword', kind: 'secret', isOptional: true },
  ],
  bank: [
    { name: 'name', kind: 'text' },
    { name: 'iban', kind: 'text' },
    { name: 'bic', kind: 'text', isOptional: true },
    { name: 'country', kind: 'country' },
  ],
  gift_card: endpoint,
  coupon: endpoint,
  points: endpoint,
}

export function isSecretKind(kind: CredentialKind): boolean {
  return kind === 'secret' || kind === 'private_key'
}

/** Those that tell us of refunds: a merchant enters our address there. */
export const noticeProviders = [
  'stripe',
  'paypal',
  'alipay',
  'wechat_pay',
  'adyen',
] as const satisfies readonly ConnectedProvider[]

/** A file for a bank has nobody to ask. */
export function canBeChecked(provider: ConnectedProvider): boolean {
  return provider !== 'bank'
}
