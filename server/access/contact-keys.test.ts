import { describe, expect, it } from 'vitest'
import { contactKeys, normaliseEmail, normalisePhone } from './contact-keys.ts'

describe('contacts', () => {
  it.each([
    ['  Anna.B@Example.COM ', 'anna.b@example.com'],
    ['a+b@x.de', 'a+b@x.de'],
    ['not a mail', undefined],
    ['', undefined],
  ])('e-mail %j is %j', (text, expected) => expect(normaliseEmail(text)).toBe(expected))

  it.each([
    [['+44 20 7946 0958', '020 7946 0958', '00442079460958']],
    [['+86 138-0013-8000', '13800138000']],
    [['+49 30 123456', '030/123456', '0049 30 123456']],
    [['+65 8123 4567', '81234567']],
  ])('%j are one phone', (numbers) => expect(new Set(numbers.map(normalisePhone)).size).toBe(1))

  it('a name or a short number is no phone', () => {
    for (const text of ['R-7K4M-Q2XD', '12345', 'a@b.c', '']) expect(normalisePhone(text)).toBeUndefined()
  })

  it('keys depend on merchant, kind and signing key', async () => {
    const one = await contactKeys('k1', 'm1', { email: 'A@b.c', phone: '020 7946 0958' })
    expect(await contactKeys('k1', 'm1', { email: 'a@b.c ', phone: '+442079460958' })).toEqual(one)
    expect((await contactKeys('k1', 'm2', { email: 'a@b.c' })).emailKey).not.toBe(one.emailKey)
    expect((await contactKeys('k2', 'm1', { email: 'a@b.c' })).emailKey).not.toBe(one.emailKey)
    expect(await contactKeys('k1', 'm1', { email: null, phone: 'x' })).toEqual({})
  })
})
