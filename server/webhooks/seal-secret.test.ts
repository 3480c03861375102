import { expect, it } from 'vitest'
import { openSecret, sealSecret } from './seal-secret.ts'

const key = 'k'.repeat(43)
const owner = { merchant: 'm_1', webhook: 'wh_1' }
const secret = 'whsec_c2VjcmV0'

it('opens what it sealed, and seals differently each time', async () => {
  const [one, other] = await Promise.all([sealSecret(key, owner, secret), sealSecret(key, owner, secret)])
  expect(one).not.toBe(other)
  expect(one).not.toContain(secret)
  expect(await openSecret(key, owner, one)).toBe(secret)
})

it.each([
  ['another merchant', key, { ...owner, merchant: 'm_2' }],
  ['another webhook', key, { ...owner, webhook: 'wh_2' }],
  ['names that run together', key, { merchant: 'm_1wh_', webhook: '1' }],
  ['another key', 'o'.repeat(43), owner],
])('opens nothing for %s', async (_, signingKey, at) => {
  await expect(openSecret(signingKey, at, await sealSecret(key, owner, secret))).rejects.toThrow()
})

it('opens nothing that was changed', async () => {
  const sealed = await sealSecret(key, owner, secret)
  const at = sealed.length - 8
  const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
  for (const text of [changed, sealed.replace('v1', 'v2'), sealed.slice(0, 20), '', 'v1..']) {
    await expect(openSecret(key, owner, text)).rejects.toThrow()
  }
})
