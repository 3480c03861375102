import { describe, expect, it } from 'vitest'
import { mayOpenOrder, signShopperToken, verifyShopperToken } from './shopper-token.ts'

const key = 'k'.repeat(32)
const claims = { merchant: 'm1', order: '#10-é', expiresAt: 2_000 }

describe('shopper token', () => {
  it('gives back what was signed', async () => {
    expect(await verifyShopperToken(key, await signShopperToken(key, claims), 1_000)).toEqual(claims)
    const customer = { merchant: 'm1', customer: { id: 'C-1', emailKey: 'e' }, expiresAt: 2_000 }
    expect(await verifyShopperToken(key, await signShopperToken(key, customer), 1_000)).toEqual(customer)
  })

  it('is nothing once expired, under another key, or altered anywhere', async () => {
    const token = await signShopperToken(key, claims)
    expect(await verifyShopperToken(key, token, 2_000)).toBeUndefined()
    expect(await verifyShopperToken(`${key}x`, token, 1_000)).toBeUndefined()
    // Nor after it was found good once.
    expect(await verifyShopperToken(key, token, 1_000)).toEqual(claims)
    expect(await verifyShopperToken(key, token, 2_000)).toBeUndefined()
    expect(await verifyShopperToken(`${key}x`, token, 1_000)).toBeUndefined()
    for (let at = 0; at < token.length; at += 1) {
      const altered = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      expect(await verifyShopperToken(key, altered, 1_000), `altered at ${at}`).toBeUndefined()
    }
    for (const wrong of ['', '.', 'a', `${token}.x`, `${token}A`]) {
      expect(await verifyShopperToken(key, wrong, 1_000)).toBeUndefined()
    }
  })

  it('opens its order, or the orders of its customer, and no other', () => {
    expect(mayOpenOrder({ order: '1' }, { number: '1' })).toBe(true)
    expect(mayOpenOrder({ order: '1' }, { number: '2' })).toBe(false)
    expect(mayOpenOrder({ customer: { id: 'c' } }, { number: '2', customerId: 'c' })).toBe(true)
    expect(mayOpenOrder({ customer: { emailKey: 'e' } }, { number: '2', customerId: 'd', emailKey: 'e' })).toBe(true)
    expect(mayOpenOrder({ customer: { emailKey: 'e' } }, { number: '2', customerId: null, emailKey: null })).toBe(false)
    expect(mayOpenOrder({}, { number: '2', customerId: null, emailKey: null })).toBe(false)
  })
})
