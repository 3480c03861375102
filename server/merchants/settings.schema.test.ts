import { describe, expect, it } from 'vitest'
import { testSettings } from '../../test/support/api.ts'
import { parseSettings } from './settings.schema.ts'

function wrongIn(change: Record<string, unknown>): string[] {
  const parsed = parseSettings({ ...testSettings(), ...change })
  return 'errors' in parsed ? parsed.errors.map(({ pointer }) => pointer) : []
}

describe('settings as their owner writes them', () => {
  it('come back as they were', () => {
    const full = testSettings({
      trackUrl: 'https://shop.example/orders/{order}#amends={request}',
      arrival: { card: [2, 5] },
      contact: { email: 'help@shop.example', phone: '+44 20 7946 0000', hours: { en: 'Mon to Fri, 9 to 5' } },
    })
    expect(parseSettings(full)).toEqual({ settings: full })
  })

  it.each([
    'https://shop.example',
    'https://shop.example:8443',
    'http://localhost:3000',
    'http://my.localhost',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])('%s is an origin', (origin) => expect(wrongIn({ origins: [origin] })).toEqual([]))

  it.each([
    'https://shop.example/',
    'https://Shop.example',
    'https://shop.example:443',
    'https://shop.example/shop',
    'https://bücher.example',
    'http://shop.example',
    'http://localhost.example',
    'shop.example',
    '*',
    'null',
    'file://',
    '',
  ])('%s is none', (origin) => expect(wrongIn({ origins: ['https://a.example', origin] })).toEqual(['/origins/1']))

  it('an origin that is nearly one is told how to be written', () => {
    const parsed = parseSettings({ ...testSettings(), origins: ['https://Bücher.example:443/shop'] })
    expect(parsed).toMatchObject({ errors: [{ message: 'write https://xn--bcher-kva.example' }] })
  })

  it.each([
    [{ timezone: 'Berlin' }, '/timezone'],
    [{ names: {} }, '/names'],
    [{ fromEmail: 'Shop <refunds@shop.example>' }, '/fromEmail'],
    [{ currencies: ['EUR', 'EURO'] }, '/currencies/1'],
    [{ arrival: { card: [5, 2] } }, '/arrival/card'],
    [{ arrival: { cheque: [1, 2] } }, '/arrival/cheque'],
    [{ identityKeys: [{ kid: 'k1', secret: 'short' }] }, '/identityKeys/0/secret'],
    [{ identityKeys: [1, 2].map(() => ({ kid: 'k1', secret: 'x'.repeat(32) })) }, '/identityKeys'],
    [{ returnAddresses: [{ name: 'Leeds', lines: [], country: 'UK1' }] }, '/returnAddresses/0/country'],
    [{ trackUrl: 'javascript:alert(1)' }, '/trackUrl'],
    [{ trackUrl: 'https://shop.example/{number}' }, '/trackUrl'],
    [{ contact: { mail: 'a@b' } }, '/contact/mail'],
    [{ origin: 'https://shop.example' }, '/origin'],
    [{ locales: undefined }, '/locales'],
  ])('%j is wrong at %s', (change, pointer) => expect(wrongIn(change)).toEqual([pointer]))
})
