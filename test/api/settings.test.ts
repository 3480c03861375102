import { beforeEach, describe, expect, it } from 'vitest'
import { putOrder, secretHeaders, type TestMerchant, testOrder } from '../support/api.ts'
import { type Caller, merchantServer } from '../support/callers.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

let merchant: TestMerchant
/** Its own server: as good as an owner, and signs in for nothing. */
let shop: Caller
const api = await testApi()
beforeEach(async () => {
  merchant = await api.createMerchant()
  shop = merchantServer(api, merchant)
})

const leipzig = {
  name: 'Lager Leipzig',
  lines: ['Torgauer Str. 9', '04318 Leipzig'],
  country: 'DE',
  countries: ['DE', 'AT'],
}

async function arrivals(method: 'card' | 'bank_transfer' = 'card') {
  const order = testOrder()
  const payments = order.payments.map((payment) => ({ ...payment, method }))
  expect((await putOrder(api, merchant, { ...order, payments })).status).toBe(200)
  const quoted = await shop.post('/quotes', { orderNumber: order.number, items: 'all' })
  expect(quoted.status, JSON.stringify(quoted.body)).toBe(200)
  return quoted.body.arrival
}

describe('the settings', () => {
  it('say for every method how long its money takes, and whose figure it is', async () => {
    const own = await api.createMerchant({ settings: { arrival: { card: [2, 5] }, country: 'GB' } })
    const { status, body } = await merchantServer(api, own).get('/settings')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      revision: 1,
      country: 'GB',
      arrival: {
        card: { days: [2, 5], usual: [3, 7], from: 'merchant' },
        alipay: { days: [1, 3], usual: [1, 3], from: 'usual' },
        paypal: { days: [0, 0], from: 'usual' },
        bank_transfer: { days: [1, 5], from: 'usual' },
      },
      names: { en: 'Test shop', 'zh-CN': '测试店' },
      timezone: 'Europe/London',
    })
    expect(body).not.toHaveProperty('savedBy')
  })

  it('never carry what the installation alone knows', async () => {
    const { body } = await shop.get('/settings')
    const saved = await shop.put('/settings', { expectedRevision: body.revision, contact: {} })
    const fields = ['arrival', 'contact', 'locales', 'names', 'returnAddresses', 'revision', 'timezone']
    expect(Object.keys(body).sort()).toEqual(fields)
    expect(Object.keys(saved.body).sort()).toEqual([...fields, 'savedAt', 'savedBy'].sort())
    expect(JSON.stringify([body, saved.body])).not.toContain('a-secret-of-the-storefront')
  })

  it('are replaced part by part, each as a whole, and the rest stays', async () => {
    const first = await shop.put('/settings', {
      expectedRevision: 1,
      contact: { phone: '+49 341 555 0100', hours: { en: 'Mon to Fri, 9 to 5' } },
      returnAddresses: [leipzig, { name: 'Returns', lines: [], country: 'GB' }],
    })
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect(first.body).toMatchObject({ revision: 2, savedBy: { name: 'Test shop' } })
    const second = await shop.put('/settings', { expectedRevision: 2, arrival: { card: [1, 2] }, country: 'DE' })
    const { body } = await shop.get('/settings')
    expect(body).toEqual(second.body)
    expect(body).toMatchObject({ revision: 3, country: 'DE', names: { en: 'Test shop' } })
    expect(body.contact).toEqual({ phone: '+49 341 555 0100', hours: { en: 'Mon to Fri, 9 to 5' } })
    expect(body.returnAddresses[0]).toEqual(leipzig)
    const third = await shop.put('/settings', { expectedRevision: 3, arrival: {}, country: null })
    expect(third.body.arrival.card).toEqual({ days: [3, 7], usual: [3, 7], from: 'usual' })
    expect(third.body).not.toHaveProperty('country')
  })

  it('show at once where money and names are told', async () => {
    expect(await arrivals()).toMatchObject([{ payment: 'p1', earliest: '2026-11-13', latest: '2026-11-19' }])
    const change = { expectedRevision: 1, arrival: { card: [0, 1] }, country: 'GB', names: { en: 'Corner shop' } }
    expect((await shop.put('/settings', change)).status).toBe(200)
    expect(await arrivals()).toMatchObject([{ payment: 'p1', earliest: '2026-11-10', latest: '2026-11-11' }])
    const config = await api.fetch('/v1/shop/config', {
      headers: { 'Amends-Merchant': merchant.publishableKey, Origin: merchant.origin },
    })
    expect((await config.json()).merchant.name).toBe('Corner shop')
    const { body } = await shop.put('/settings', { expectedRevision: 2, arrival: { card: [40, 60] }, country: 'CN' })
    expect(body.revision).toBe(3)
    expect(await arrivals()).toMatchObject([{ isCalendarUnknown: true }])
  })

  it('show at once in the policy that shoppers read', async () => {
    const told = async () => {
      const answer = await api.fetch('/v1/shop/policy?country=GB&language=en', {
        headers: { 'Amends-Merchant': merchant.publishableKey, Origin: merchant.origin },
      })
      return JSON.stringify(await answer.json())
    }
    expect(await told()).toMatch(/card[^.]*3 to 7/i)
    await shop.put('/settings', { expectedRevision: 1, arrival: { card: [11, 13] } })
    expect(await told()).toMatch(/card[^.]*11 to 13/i)
  })

  it('saved again as they are make no new revision', async () => {
    const { body } = await shop.get('/settings')
    const again = await shop.put('/settings', { expectedRevision: 1, contact: body.contact, names: body.names })
    expect(again.body).toEqual(body)
  })
})

describe('who saves', () => {
  it('is an owner or a manager; everybody else reads', async () => {
    const owner = new Colleague(api, merchant, 'owner', 'Mei Chen')
    const manager = new Colleague(api, merchant, 'manager', 'Amara Osei')
    const agent = new Colleague(api, merchant, 'agent')
    expect((await agent.get('/settings')).status).toBe(200)
    const refused = await agent.put('/settings', { expectedRevision: 1, names: { en: 'Of an agent' } })
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    const saved = await owner.put('/settings', { expectedRevision: 1, names: { en: 'Of the owner' } })
    expect(saved.body).toMatchObject({ revision: 2, savedBy: { id: await owner.id(), name: 'Mei Chen' } })
    expect((await manager.put('/settings', { expectedRevision: 2, contact: {} })).status).toBe(200)
    expect((await owner.get('/me')).body.merchant.name).toBe('Of the owner')
  })

  it('after somebody else is told who and when, and overwrites nothing', async () => {
    const owner = new Colleague(api, merchant, 'owner', 'Mei Chen')
    await owner.put('/settings', { expectedRevision: 1, names: { en: 'First' } })
    for (const expectedRevision of [1, 3]) {
      const late = await shop.put('/settings', { expectedRevision, names: { en: 'Late' } })
      expect(late.status).toBe(409)
      expect(late.body).toMatchObject({
        code: 'stale',
        params: { revision: 2, savedBy: 'Mei Chen', savedById: await owner.id(), savedAt: expect.any(Number) },
      })
    }
    expect((await shop.get('/settings')).body.names).toEqual({ en: 'First' })
  })

  it('of many at once is exactly one', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((it) => shop.put('/settings', { expectedRevision: 1, names: { en: `At once ${it}` } })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    const won = answers.find(({ status }) => status === 200)
    expect((await shop.get('/settings')).body).toEqual(won?.body)
  })
})

describe('wrong input', () => {
  const long = 'x'.repeat(201)
  it.each([
    [{ arrival: { card: [5, 2] } }, '/arrival/card'],
    [{ arrival: { card: [1, 61] } }, '/arrival/card/1'],
    [{ arrival: { card: [-1, 2] } }, '/arrival/card/0'],
    [{ arrival: { card: [0.5, 2] } }, '/arrival/card/0'],
    [{ arrival: { card: ['1', '2'] } }, '/arrival/card/0'],
    [{ arrival: { cheque: [1, 2] } }, '/arrival/cheque'],
    [{ country: 'Germany' }, '/country'],
    [{ contact: { email: 'Shop <a@b.example>' } }, '/contact/email'],
    [{ contact: { phone: '1\r\nBcc: everybody@b.example' } }, '/contact/phone'],
    [{ contact: { hours: { en: '' } } }, '/contact/hours/en'],
    [{ names: {} }, '/names'],
    [{ names: { en: 'Shop\nSubject: x' } }, '/names/en'],
    [{ names: { en: long } }, '/names/en'],
    [{ names: { 'not a tag!': 'Shop' } }, '/names/not a tag!'],
    [{ returnAddresses: [{ name: 'Leeds', lines: [], country: 'UK1' }] }, '/returnAddresses/0/country'],
    [{ returnAddresses: [{ name: 'Leeds', lines: [''], country: 'GB' }] }, '/returnAddresses/0/lines/0'],
    [{ returnAddresses: [{ name: 'Leeds', lines: [], country: 'GB', countries: [] }] }, '/returnAddresses/0/countries'],
    [{ identityKeys: [{ kid: 'k1', secret: 'x'.repeat(40) }] }, '/identityKeys'],
    [{ origins: ['https://evil.example'] }, '/origins'],
    [{ expectedRevision: 0 }, '/expectedRevision'],
  ])('%j is refused at %s, and nothing is changed', async (more, pointer) => {
    const { status, body } = await shop.put('/settings', { expectedRevision: 1, ...more })
    expect(status, JSON.stringify(body)).toBe(422)
    expect(body.errors[0].pointer).toBe(pointer)
    expect((await shop.get('/settings')).body.revision).toBe(1)
  })

  it('keeps markup as the words it is', async () => {
    const name = '<img src=x onerror=alert(1)> & "Söhne"'
    const { body } = await shop.put('/settings', { expectedRevision: 1, names: { en: name } })
    expect(body.names).toEqual({ en: name })
  })

  it('of more addresses than anybody has is refused', async () => {
    const returnAddresses = Array.from({ length: 301 }, () => leipzig)
    const { status, body } = await shop.put('/settings', { expectedRevision: 1, returnAddresses })
    expect([status, body.pointer]).toEqual([422, '/returnAddresses'])
  })

  it('needs a revision', async () => {
    const answer = await api.fetch('/v1/settings', {
      method: 'PUT',
      headers: secretHeaders(merchant),
      body: '{"names":{"en":"Shop"}}',
    })
    expect(answer.status).toBe(422)
  })
})
