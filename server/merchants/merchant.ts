import type { PaymentMethod } from '../../shared/order/order.ts'

export interface Merchant {
  id: string
  name: string
  publishableKey: string
  settings: MerchantSettings
  /** Counts their changes: what is made from them and kept is known by it. */
  settingsRevision: number
  /** Whether anything is to be told to anybody: without, an append writes nothing about it. */
  hasWebhooks: boolean
}

export interface MerchantSettings {
  /** The shop's name by language: { en, "zh-CN" }. */
  names: Record<string, string>
  /** Origins of the pages that may carry the widget, such as https://shop.example. */
  origins: string[]
  contact: { email?: string; phone?: string; hours?: Record<string, string> }
  locales: string[]
  /** IANA zone in which arrival dates are told. */
  timezone: string
  /** Where goods go back to: the first that serves the shopper's country, else the one that serves all. */
  returnAddresses: ReturnAddress[]
  /** Keys of the storefront's signed identity tokens (HS256). */
  identityKeys: { kid: string; secret: string }[]
  /** Working days until the money arrives, [earliest, latest], where it differs from the usual (shared/time/arrival.ts). */
  arrival: Partial<Record<PaymentMethod, [number, number]>>
  /** Where the merchant's bank is (ISO 3166-1): its holidays are no working days. Absent: only weekends are not. */
  country?: string
  /** Absent: what is granted never expires. */
  storeCredit?: { expiresAfterDays: number }
  currencies: string[]
  fromEmail: string
  /** The shop's page for a request, with `{order}` and `{request}`: where e-mails lead. */
  trackUrl?: string
}

export interface ReturnAddress {
  /** ISO 3166-1 codes of the shoppers who send here; absent: everybody else. */
  countries?: string[]
  name: string
  lines: string[]
  country: string
  phone?: string
}

/** The name that staff see, in no language of theirs. */
export function nameOf({ names }: Pick<MerchantSettings, 'names'>): string {
  return names.en ?? Object.values(names)[0] ?? ''
}
