import type { MerchantSettings } from '../../server/merchants/merchant.ts'
import type { Order } from '../../shared/order/order.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import type { Policy } from '../../shared/policy/policy.ts'

/** A running API, on Node or on workerd. What is seeded goes through the API or the runtime's own seeding door. */
export interface Api {
  runtime: 'node' | 'workerd'
  fetch(path: string, init?: RequestInit): Promise<Response>
  createMerchant(wanted?: MerchantWanted): Promise<TestMerchant>
  /** A colleague who can sign in with `staffPassword`. */
  createStaff(merchant: string, name?: string, role?: 'owner' | 'manager' | 'finance' | 'agent'): Promise<TestStaff>
  /** A shopper's token, as lookup and verify would give it. */
  shopperToken(merchant: string, who: { order?: string; customer?: { id?: string } }): Promise<string>
  /** Runs the outbox and the deadlines until nothing is due. */
  work(): Promise<void>
  /** Moves the server's clock. */
  advance(ms: number): Promise<void>
  query(sql: string, args?: (string | number | null)[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export interface MerchantWanted {
  policy?: Policy
  settings?: Partial<MerchantSettings>
}

export interface TestMerchant {
  id: string
  publishableKey: string
  secretKey: string
  origin: string
}

export interface TestStaff {
  id: string
  name: string
  email: string
}

export const staffPassword = 'correct horse battery'

/** 2026-11-10, six days after the test order was delivered. */
export const testNowMs = Date.parse('2026-11-10T12:00:00Z')

export const testOrigin = 'https://shop.example'

export function testSettings(more: Partial<MerchantSettings> = {}): MerchantSettings {
  return {
    names: { en: 'Test shop', 'zh-CN': '测试店' },
    origins: [testOrigin],
    contact: { email: 'help@shop.example' },
    locales: ['en', 'zh-CN'],
    timezone: 'Europe/London',
    returnAddresses: [{ name: 'Returns', lines: ['1 High Street'], country: 'GB' }],
    identityKeys: [{ kid: 'k1', secret: 'a-secret-of-the-storefront-32-bytes!' }],
    arrival: {},
    currencies: ['GBP', 'EUR', 'CNY', 'USD', 'JPY', 'KWD'],
    fromEmail: 'refunds@shop.example',
    ...more,
  }
}

/** Approves everything at once, nothing comes back, no fees: money is the only thing that happens. */
export function instantPolicy(more: Partial<Policy['terms']> = {}): Policy {
  const policy = defaultPolicy({ title: 'Test' })
  return {
    ...policy,
    rules: [],
    terms: {
      ...policy.terms,
      eligible: true,
      window: { days: 3650, from: 'delivered' },
      resolutions: ['refund', 'store_credit'],
      returnItem: false,
      restockingFee: 'none',
      processingFee: 'none',
      outboundShipping: 'whole_order',
      evidence: { photos: 0, videos: 0, documents: 0, detailLength: 0 },
      decision: 'approve',
      approvals: 1,
      refundTrigger: 'on_approval',
      ...more,
    },
  }
}

let orders = 0

/** One line of two cups at 12.50, paid by card; 3.95 shipping. Every order has a number of its own. */
export function testOrder(more: Partial<Order> = {}): Order {
  orders += 1
  const number = more.number ?? `A-${orders}-${Math.random().toString(36).slice(2, 8)}`
  return {
    number,
    placedAt: '2026-11-01T10:00:00Z',
    currency: 'GBP',
    customer: { id: 'c-1', name: 'Ann Lee', email: 'ann@example.com', phone: '+44 7700 900123', country: 'GB' },
    taxesIncluded: true,
    lines: [
      {
        id: 'l1',
        sku: 'CUP',
        title: 'Cup',
        categories: ['kitchen'],
        tags: [],
        quantity: 2,
        unitPrice: 1250,
        discount: 0,
        tax: 417,
      },
    ],
    orderDiscount: 0,
    shipping: [{ id: 's1', title: 'Standard', amount: 395, discount: 0, tax: 66 }],
    payments: [
      {
        id: 'p1',
        method: 'card',
        provider: 'sandbox',
        reference: `ch_${number}`,
        amount: 2895,
        capturedAt: '2026-11-01T10:00:05Z',
        label: 'Visa •••• 4242',
      },
    ],
    fulfillments: [
      {
        id: 'f1',
        shippedAt: '2026-11-02T09:00:00Z',
        deliveredAt: '2026-11-04T12:00:00Z',
        lines: [{ line: 'l1', quantity: 2 }],
      },
    ],
    refunds: [],
    ...more,
  }
}

/** Headers of the merchant's server. */
export function secretHeaders(merchant: TestMerchant, more: Record<string, string> = {}): Record<string, string> {
  return { Authorization: `Bearer ${merchant.secretKey}`, 'Content-Type': 'application/json', ...more }
}

/** Headers of the widget with a shopper's token. */
export function shopperHeaders(merchant: TestMerchant, token: string, more: Record<string, string> = {}) {
  return {
    Authorization: `Bearer ${token}`,
    'Amends-Merchant': merchant.publishableKey,
    Origin: merchant.origin,
    'Content-Type': 'application/json',
    ...more,
  }
}

export function newKey(): Record<string, string> {
  return { 'Idempotency-Key': crypto.randomUUID() }
}

export async function putOrder(api: Api, merchant: TestMerchant, order: Order): Promise<Response> {
  return api.fetch(`/v1/orders/${encodeURIComponent(order.number)}`, {
    method: 'PUT',
    headers: secretHeaders(merchant),
    body: JSON.stringify(order),
  })
}

export async function submit(
  api: Api,
  merchant: TestMerchant,
  body: Record<string, unknown>,
  headers: Record<string, string> = newKey(),
) {
  const answer = await api.fetch('/v1/requests', {
    method: 'POST',
    headers: secretHeaders(merchant, headers),
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json(), headers: answer.headers }
}

export async function command(
  api: Api,
  merchant: TestMerchant,
  number: string,
  name: string,
  body: Record<string, unknown> = {},
  headers: Record<string, string> = newKey(),
) {
  const answer = await api.fetch(`/v1/requests/${number}/commands/${name}`, {
    method: 'POST',
    headers: secretHeaders(merchant, headers),
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json(), headers: answer.headers }
}

export async function read(api: Api, merchant: TestMerchant, path: string) {
  const answer = await api.fetch(path, { headers: secretHeaders(merchant) })
  return { status: answer.status, body: await answer.json() }
}

/** Runs what is due, moving the clock over the waits between tries. */
export async function workFor(api: Api, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await api.work()
    await api.advance(5_000)
  }
  await api.work()
}
