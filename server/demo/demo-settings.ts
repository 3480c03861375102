import type { MerchantSettings } from '../merchants/index.ts'
import { demoMerchant } from './merchant.ts'

export const demoMerchantId = 'm_demo'
export const identityKeyId = 'storefront'

/** What is stored of the demo merchant, for a storefront at this origin. */
export function demoSettings(storeUrl: string, identityKey: string): MerchantSettings {
  const { names, allowedOrigins, contact, returnAddresses, timezone, arrivalDays, currencies } = demoMerchant([
    storeUrl,
  ])
  return {
    names,
    origins: allowedOrigins,
    contact,
    locales: ['en', 'zh-CN'],
    timezone,
    country: 'GB',
    returnAddresses: returnAddresses.map(({ countries, name, lines, city, postalCode, country, phone }) => ({
      ...(countries === 'others' ? {} : { countries: [...countries] }),
      name,
      lines: [...lines, `${city} ${postalCode}`],
      country,
      phone,
    })),
    identityKeys: [{ kid: identityKeyId, secret: identityKey }],
    arrival: Object.fromEntries(
      Object.entries(arrivalDays).map(([method, [earliest, latest]]) => [method, [earliest, latest]]),
    ),
    currencies: [...currencies],
    storeCredit: { expiresAfterDays: 1_095 },
    fromEmail: contact.email,
    trackUrl: `${storeUrl}/orders/{order}#amends={request}`,
  }
}
