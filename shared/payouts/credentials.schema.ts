import { z } from 'zod'
import type { ConnectedProvider, Credentials, MerchantEndpoint } from './credentials.ts'

const word = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'letters, digits and signs without spaces')
const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'one line')
/** PEM or bare base64; long enough for RSA of 2048 bits. */
const keyText = z
  .string()
  .trim()
  .min(200)
  .max(10_000)
  .regex(/^(-----BEGIN [A-Z ]+-----)?[A-Za-z0-9+/=\s]+(-----END [A-Z ]+-----)?$/, 'a key as PEM or base64')
const privateKey = keyText.refine((text) => !text.includes('PUBLIC KEY'), 'the private key, not the public one')
const publicKey = keyText.refine((text) => !text.includes('PRIVATE KEY'), 'the public key, not the private one')
const certificates = z
  .string()
  .trim()
  .max(20_000)
  .regex(/^(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/, 'certificates as PEM')
const transfers = z.enum(['off', 'on']).optional()
const webhookSecret = z
  .string()
  .trim()
  .max(500)
  .regex(/^whsec_[A-Za-z0-9+/=_-]{8,}$/, 'begins with whsec_')

const endpoint: z.ZodType<MerchantEndpoint> = z.strictObject({ url: z.url().max(2000), secret: webhookSecret })

/** What a merchant may save for each provider. Names of hosts are never built from what could leave them. */
export const credentialSchemas: { readonly [P in ConnectedProvider]: z.ZodType<Credentials[P]> } = {
  stripe: z.strictObject({
    secretKey: z
      .string()
      .trim()
      .max(500)
      .regex(/^(sk|rk)_(live|test)_\w+$/, 'begins with sk_live_, rk_live_, sk_test_ or rk_test_'),
    webhookSecret,
  }),
  paypal: z.strictObject({
    clientId: word,
    clientSecret: word,
    webhookId: word,
    environment: z.enum(['live', 'sandbox']),
    transfers,
  }),
  alipay: z
    .strictObject({
      appId: z
        .string()
        .trim()
        .regex(/^\d{8,32}$/, 'digits'),
      privateKey,
      alipayPublicKey: publicKey,
      environment: z.enum(['live', 'sandbox']),
      transfers,
      appCert: certificates.optional(),
      rootCert: certificates.optional(),
    })
    .superRefine(({ transfers: mayTransfer, appCert, rootCert }, { addIssue }) => {
      // Alipay knows an app by both or by none.
      const isNeeded = mayTransfer === 'on' || appCert !== undefined || rootCert !== undefined
      const missing = Object.entries({ appCert, rootCert }).filter(([, text]) => isNeeded && text === undefined)
      for (const [name] of missing) {
        addIssue({ code: 'custom', path: [name], message: 'transfers need the certificates of the app and of Alipay' })
      }
    }),
  wechat_pay: z.strictObject({
    mchId: z
      .string()
      .trim()
      .regex(/^\d{6,32}$/, 'digits'),
    serial: word,
    privateKey,
    apiV3Key: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{32}$/, '32 characters'),
    platformKeys: z
      .array(z.strictObject({ serial: word, publicKey }))
      .min(1)
      .max(10),
  }),
  adyen: z
    .strictObject({
      apiKey: word,
      merchantAccount: word,
      hmacKey: z
        .string()
        .trim()
        .regex(
          /^([0-9A-Fa-f]{2}){16,128}([\s,]+([0-9A-Fa-f]{2}){16,128})?$/,
          'hexadecimal digits; two keys with a space',
        ),
      environment: z.enum(['live', 'test']),
      liveUrlPrefix: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z-]{1,63}$/, 'letters, digits and hyphens, such as 1797a841fbb37ca7-AdyenDemo')
        .optional(),
      reportUser: word.regex(/^[^:]+$/, 'without a colon').optional(),
      reportPassword: line.optional(),
    })
    .refine(({ environment, liveUrlPrefix }) => environment === 'test' || liveUrlPrefix !== undefined, {
      path: ['liveUrlPrefix'],
      message: 'live accounts have a prefix of their own',
    }),
  bank: z.strictObject({
    name: line.max(70),
    iban: z
      .string()
      .transform((text) => text.replaceAll(/\s/g, '').toUpperCase())
      .refine(isIban, 'an IBAN whose check digits fit'),
    bic: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'a BIC of 8 or 11 characters')
      .optional(),
    country: z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code such as GB'),
  }),
  gift_card: endpoint,
  coupon: endpoint,
  points: endpoint,
}

/** ISO 13616: the check digits make the number 1 modulo 97 (ISO 7064). */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false
  let rest = 0
  for (const character of text.slice(4) + text.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest === 1
}
