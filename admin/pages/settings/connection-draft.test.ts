import { describe, expect, it } from 'vitest'
import type { Connection } from '../../data/connections.ts'
import { credentialsOf, draftOf, missingIn, newSecret, problemsFrom } from './connection-draft.ts'

const connection = (provider: Connection['provider'], more: Partial<Connection> = {}): Connection => ({
  provider,
  isConnected: false,
  revision: 0,
  shown: {},
  health: { state: 'well' },
  waiting: 0,
  ...more,
})
const adyen = connection('adyen', {
  isConnected: true,
  shown: { apiKey: '••••abcd', hmacKey: '••••1234', environment: 'test', merchantAccount: 'ShopECOM' },
})

describe('what is typed of credentials', () => {
  it('begins with what is no secret, and never with the mask of one', () => {
    expect(draftOf(adyen).texts).toEqual({
      environment: 'test',
      merchantAccount: 'ShopECOM',
      apiKey: '',
      hmacKey: '',
      liveUrlPrefix: '',
      reportUser: '',
      reportPassword: '',
    })
    expect(draftOf(connection('paypal')).texts.environment).toBe('live')
  })

  it('is sent without what is blank: a stored secret stays, an optional part goes', () => {
    expect(credentialsOf('adyen', draftOf(adyen))).toEqual({ environment: 'test', merchantAccount: 'ShopECOM' })
    const typed = { ...draftOf(adyen), texts: { ...draftOf(adyen).texts, apiKey: ' new ' } }
    expect(credentialsOf('adyen', typed)).toMatchObject({ apiKey: 'new' })
  })

  it('has keys in rows, of which empty ones are none', () => {
    const keys = [{ serial: 'PUB_1', publicKey: 'MII' }]
    const wechat = connection('wechat_pay', { isConnected: true, shown: { platformKeys: keys } })
    expect(draftOf(wechat).keys).toEqual(keys)
    const draft = { texts: {}, keys: [...keys, { serial: ' ', publicKey: '' }] }
    expect(credentialsOf('wechat_pay', draft)).toEqual({ platformKeys: keys })
  })
})

it.each([
  [connection('stripe'), ['secretKey', 'webhookSecret']],
  [adyen, []],
  [connection('adyen'), ['merchantAccount', 'apiKey', 'hmacKey']],
  [connection('wechat_pay'), ['mchId', 'serial', 'privateKey', 'apiV3Key', 'platformKeys']],
  [connection('bank'), ['name', 'iban', 'country']],
])('what is missing of $0.provider is named before anything is sent (%#)', (of, missing) => {
  expect([...missingIn(of, draftOf(of)).keys()]).toEqual(missing)
})

it('what the server names stands at its field', () => {
  const errors = ['/credentials/platformKeys/0/publicKey', '/credentials/mchId', '/credentials/serial'].map(
    (pointer) => ({ pointer }),
  )
  const draft = { texts: { mchId: '12', serial: ' ' }, keys: [] }
  expect([...problemsFrom(errors, draft)]).toEqual([
    ['platformKeys', 'wrong'],
    ['mchId', 'wrong'],
    ['serial', 'missing'],
  ])
})

it('a secret is 32 random bytes, each time others', () => {
  expect(newSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(newSecret()).not.toBe(newSecret())
})
