import type { ProviderName } from '../../shared/payouts/payout.ts'
import { type DoubledProvider, doubleUrls, faceOf } from '../doubles/all-faces.ts'
import { calm, type Habits } from '../doubles/books.ts'
import { seededChance } from '../doubles/chance.ts'
import { Double } from '../doubles/double.ts'
import type { Face } from '../doubles/face.ts'
import { doubleKeys } from '../doubles/keys.ts'
import { instantPolicy, putOrder, submit, type TestMerchant, testOrder } from './api.ts'
import { Colleague } from './colleague.ts'
import { type NodeApi, startNodeApi } from './node-api.ts'

/** Those with a wire of their own. */
export type WiredProvider = Exclude<DoubledProvider, 'sandbox'>

/** The API in this process, with doubles of providers on the wire and one clock for both. */
export interface DoubledApi {
  api: NodeApi
  double: Double
  faces: Record<WiredProvider, Face>
  now: () => number
}

export async function startDoubledApi(seed: string, habits: Partial<Habits> = {}): Promise<DoubledApi> {
  const now = () => api.ports.clock.now()
  const double = new Double({ chance: seededChance(seed), now, sleep: async () => {} })
  const face = (provider: WiredProvider): Face => {
    const made = faceOf(double, provider, { ...calm, ...habits }, now)
    double.add(new URL(doubleUrls[provider] ?? '').host, made)
    return made
  }
  const faces = {
    stripe: face('stripe'),
    paypal: face('paypal'),
    adyen: face('adyen'),
    alipay: face('alipay'),
    wechat_pay: face('wechat_pay'),
  }
  const settings = { url: 'http://localhost:8787', demo: false, providerUrls: doubleUrls }
  const api = await startNodeApi({ fetch: double.fetch, settings })
  return { api, double, faces, now }
}

/** A shop that this provider is connected to, and whose bank pays to accounts; somebody of finance. */
export async function openDoubledShop({ api }: DoubledApi, provider: WiredProvider) {
  const merchant = await api.createMerchant({
    policy: instantPolicy({ resolutions: ['refund', 'store_credit', 'other_account'] }),
  })
  const owner = new Colleague(api, merchant, 'owner', 'Amara Osei')
  const bank = { name: 'Test shop', iban: 'GB82WEST12345698765432', bic: 'NWBKGB2L', country: 'GB' }
  const given: [ProviderName, unknown][] = [
    [provider, doubleKeys().credentials[provider]],
    ['bank', bank],
  ]
  for (const [name, credentials] of given) {
    const saved = await owner.put(`/connections/${name}`, { expectedRevision: 0, credentials })
    if (saved.status !== 200) throw new Error(`${name} is not connected: ${JSON.stringify(saved.body)}`)
  }
  return { merchant, finance: new Colleague(api, merchant, 'finance', 'Jonas Weber') }
}

/** Both cups of an order that was paid there, claimed and approved; nothing is sent yet. */
export async function claimAt({ api, double, now }: DoubledApi, merchant: TestMerchant, provider: WiredProvider) {
  const isChina = provider === 'alipay' || provider === 'wechat_pay'
  const currency = isChina ? 'CNY' : 'EUR'
  const method = provider === 'stripe' || provider === 'adyen' ? 'card' : provider
  const plain = testOrder({ currency })
  const [card] = plain.payments
  if (!card) throw new Error('the test order has no payment')
  const { reference, amount } = card
  const customer = isChina ? { ...plain.customer, country: 'CN' } : plain.customer
  const order = { ...plain, customer, payments: [{ ...card, method, provider } as const] }
  double.books.capture({ provider, reference, currency, amount, at: now() })
  await putOrder(api, merchant, order)
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
  const { body } = await submit(api, merchant, { order: order.number, items })
  const [{ id, amount: paid }] = body.payouts
  return { request: String(body.number), order: order.number, reference, payout: String(id), amount: Number(paid) }
}
