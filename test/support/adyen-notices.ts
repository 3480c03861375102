import type { Api, TestMerchant } from './api.ts'
import type { Colleague } from './colleague.ts'

const hmacKey = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'
const merchantAccount = 'ShopECOM'

/** One thing that Adyen tells; it needs no call of ours to be believed, so that it comes in on every runtime alike. */
export interface Told {
  pspReference: string
  /** Of the payment. */
  originalReference: string
  merchantReference?: string
  value: number
  currency?: string
  eventCode?: 'REFUND' | 'REFUND_FAILED' | 'CHARGEBACK'
  success?: boolean
  at?: string
}

/** Adyen, as far as its webhooks go, for one merchant. */
export class AdyenNotices {
  private readonly api: Api
  private readonly merchant: TestMerchant

  constructor(api: Api, merchant: TestMerchant) {
    this.api = api
    this.merchant = merchant
  }

  async connect(owner: Colleague): Promise<void> {
    const credentials = { apiKey: `AQE${'x'.repeat(40)}`, merchantAccount, hmacKey, environment: 'test' }
    const { status } = await owner.put('/connections/adyen', { expectedRevision: 0, credentials })
    if (status !== 200) throw new Error(`adyen is not connected: ${status}`)
  }

  async tell(told: Told | readonly Told[], key = hmacKey): Promise<{ status: number; text: string }> {
    const items = await Promise.all(([told].flat() as Told[]).map((each) => itemOf(each, key)))
    const answer = await this.api.fetch(`/v1/hooks/adyen/${this.merchant.publishableKey}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ live: 'false', notificationItems: items }),
    })
    return { status: answer.status, text: await answer.text() }
  }
}

async function itemOf(told: Told, key: string) {
  const item = {
    amount: { currency: told.currency ?? 'GBP', value: told.value },
    eventCode: told.eventCode ?? 'REFUND',
    eventDate: told.at ?? '2026-11-09T12:00:00+01:00',
    merchantAccountCode: merchantAccount,
    merchantReference: told.merchantReference ?? '',
    originalReference: told.originalReference,
    pspReference: told.pspReference,
    success: String(told.success ?? true),
  }
  const text = [
    item.pspReference,
    item.originalReference,
    item.merchantAccountCode,
    item.merchantReference,
    item.amount.value,
    item.amount.currency,
    item.eventCode,
    item.success,
  ].join(':')
  return { NotificationRequestItem: { ...item, additionalData: { hmacSignature: await hmacOf(text, key) } } }
}

async function hmacOf(text: string, hex: string): Promise<string> {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const digest = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
