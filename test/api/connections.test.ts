import { beforeEach, describe, expect, it } from 'vitest'
import type { TestMerchant } from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

let merchant: TestMerchant
let manager: Colleague
const api = await testApi()
beforeEach(async () => {
  merchant = await api.createMerchant()
  manager = new Colleague(api, merchant, 'manager', 'Amara Osei')
})

const stripe = { secretKey: `sk_test_${'a'.repeat(20)}7788`, webhookSecret: `whsec_${'b'.repeat(24)}1234` }
const adyen = {
  apiKey: `AQE${'x'.repeat(40)}`,
  merchantAccount: 'ShopECOM',
  hmacKey: 'ab'.repeat(32),
  environment: 'test',
}

const save = (who: Colleague, provider: string, expectedRevision: number, credentials: Record<string, unknown>) =>
  who.put(`/connections/${provider}`, { expectedRevision, credentials })
const storedRow = async (provider: string) =>
  (
    await api.query('SELECT * FROM provider_connections WHERE merchant = ? AND provider = ?', [merchant.id, provider])
  )[0]

describe('connecting a provider', () => {
  it('lists every provider, connected or not, with the address to paste', async () => {
    const { status, body } = await manager.get('/connections')
    expect(status).toBe(200)
    expect(body.may).toEqual({ edit: true })
    const named = body.connections.map(({ provider, isConnected, revision }: Record<string, unknown>) => [
      provider,
      isConnected,
      revision,
    ])
    expect(named).toEqual(
      ['stripe', 'paypal', 'alipay', 'wechat_pay', 'adyen', 'bank', 'gift_card', 'coupon', 'points'].map((provider) => [
        provider,
        false,
        0,
      ]),
    )
    const [first] = body.connections
    expect(first.noticeUrl).toBe(`http://localhost:8787/v1/hooks/stripe/${merchant.publishableKey}`)
    expect(first.health).toEqual({ state: 'well' })
    expect(body.connections.find(({ provider }: { provider: string }) => provider === 'bank')).not.toHaveProperty(
      'noticeUrl',
    )
  })

  it('keeps the credentials sealed, and no answer carries a secret', async () => {
    const saved = await save(manager, 'stripe', 0, stripe)
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    expect(saved.body).toMatchObject({
      isConnected: true,
      revision: 1,
      savedBy: { name: 'Amara Osei' },
      shown: { secretKey: 'sk_test_••••7788', webhookSecret: 'whsec_••••1234' },
    })
    const listed = await manager.get('/connections')
    const row = await storedRow('stripe')
    expect(String(row?.sealed)).toMatch(/^v2\.[0-9a-f]{8}\./)
    for (const text of [JSON.stringify(saved.body), JSON.stringify(listed.body), JSON.stringify(row)]) {
      expect(text).not.toContain(stripe.secretKey)
      expect(text).not.toContain(stripe.webhookSecret)
    }
  })

  it('a blank secret stays as it was; what is no secret is replaced', async () => {
    await save(manager, 'adyen', 0, { ...adyen, liveUrlPrefix: '1797a841fbb37ca7-Shop' })
    const again = await save(manager, 'adyen', 1, { ...adyen, apiKey: '', hmacKey: '', merchantAccount: 'OtherECOM' })
    expect(again.status, JSON.stringify(again.body)).toBe(200)
    expect(again.body.revision).toBe(2)
    expect(again.body.shown).toMatchObject({ apiKey: '••••xxxx', merchantAccount: 'OtherECOM' })
    expect(again.body.shown).not.toHaveProperty('liveUrlPrefix')
  })

  it('names every wrong field', async () => {
    const wrong = await save(manager, 'adyen', 0, {
      ...adyen,
      environment: 'live',
      hmacKey: 'not hex',
      liveUrlPrefix: 'evil.example/',
      more: 1,
    })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'validation_failed'])
    const pointers = wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers.sort()).toEqual(['/credentials/hmacKey', '/credentials/liveUrlPrefix', '/credentials/more'])
    const missing = await save(manager, 'stripe', 0, { secretKey: '' })
    expect(missing.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/credentials/secretKey',
      '/credentials/webhookSecret',
    ])
    const bank = { name: 'Shop Ltd', iban: 'DE89 3704 0044 0532 0130 01', country: 'DE' }
    expect((await save(manager, 'bank', 0, bank)).body.errors[0].pointer).toBe('/credentials/iban')
    const right = await save(manager, 'bank', 0, { ...bank, iban: 'DE89 3704 0044 0532 0130 00', bic: '' })
    expect(right.body.shown).toEqual({ name: 'Shop Ltd', iban: 'DE89370400440532013000', country: 'DE' })
    const small = await save(manager, 'bank', 1, { ...right.body.shown, bic: ' cobadeff370' })
    expect(small.body.shown).toMatchObject({ bic: 'COBADEFF370' })
  })

  it('never calls an address that is none of the public Internet', async () => {
    const wrong = await save(manager, 'points', 0, {
      url: 'https://user:pass@shop.example/x',
      secret: `whsec_${'c'.repeat(32)}`,
    })
    expect(wrong.body.errors).toMatchObject([{ pointer: '/credentials/url', code: 'has_credentials' }])
  })

  it('of two who save at once one wins, and an old page never overwrites', async () => {
    const both = await Promise.all([save(manager, 'stripe', 0, stripe), save(manager, 'stripe', 0, stripe)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const stale = await save(manager, 'stripe', 0, stripe)
    expect([stale.body.code, stale.body.params]).toMatchObject(['stale', { revision: 1, savedBy: 'Amara Osei' }])
  })

  it('forgets them when it is disconnected; a page from before fits nothing after', async () => {
    await save(manager, 'stripe', 0, stripe)
    const gone = await manager.delete('/connections/stripe')
    expect(gone.body).toMatchObject({ isConnected: false, revision: 2, shown: {} })
    expect((await storedRow('stripe'))?.sealed).toBe('')
    expect((await manager.delete('/connections/stripe')).status).toBe(404)
    expect((await save(manager, 'stripe', 1, stripe)).status).toBe(409)
    expect((await save(manager, 'stripe', 2, { secretKey: stripe.secretKey })).status).toBe(422)
    expect((await save(manager, 'stripe', 2, stripe)).body).toMatchObject({ isConnected: true, revision: 3 })
  })

  it('nothing to check: nobody connected it, or a file has nobody to ask', async () => {
    const unconnected = await manager.post('/connections/stripe/check', {})
    expect([unconnected.status, unconnected.body.code]).toEqual([409, 'illegal_state'])
    await save(manager, 'bank', 0, { name: 'Shop Ltd', iban: 'GB82WEST12345698765432', country: 'GB' })
    expect((await manager.post('/connections/bank/check', {})).status).toBe(409)
  })
})

describe('who connects', () => {
  it('is an owner or a manager; finance reads; agents do neither', async () => {
    const owner = new Colleague(api, merchant, 'owner')
    const finance = new Colleague(api, merchant, 'finance')
    const agent = new Colleague(api, merchant, 'agent')
    expect((await save(owner, 'stripe', 0, stripe)).status).toBe(200)
    const read = await finance.get('/connections')
    expect([read.status, read.body.may]).toEqual([200, { edit: false }])
    expect((await agent.get('/connections')).status).toBe(403)
    for (const who of [finance, agent]) {
      expect((await save(who, 'stripe', 1, stripe)).status).toBe(403)
      expect((await who.post('/connections/stripe/check', {})).status).toBe(403)
      expect((await who.delete('/connections/stripe')).status).toBe(403)
    }
    expect((await storedRow('stripe'))?.revision).toBe(1)
  })
})
