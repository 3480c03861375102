import { expect, it } from 'vitest'
import { seal, unseal } from './seal.ts'

const secrets = { signingKey: 'k'.repeat(43) }
const owner = ['connection', 'm_1', 'stripe']
const text = '{"secretKey":"sk_test_…"}'

it('opens what it sealed, and seals differently each time', async () => {
  const [one, other] = await Promise.all([seal(secrets, owner, text), seal(secrets, owner, text)])
  expect(one).not.toBe(other)
  expect(one).toMatch(/^v2\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/)
  expect(one).not.toContain('sk_test')
  expect(await unseal(secrets, owner, one)).toBe(text)
})

it.each([
  ['another merchant', secrets, ['connection', 'm_2', 'stripe']],
  ['another provider', secrets, ['connection', 'm_1', 'paypal']],
  ['another kind of thing', secrets, ['account', 'm_1', 'stripe']],
  ['names that run together', secrets, ['connection', 'm_1stripe', '']],
  ['another key', { signingKey: 'o'.repeat(43) }, owner],
])('opens nothing for %s', async (_, keys, at) => {
  const sealed = await seal(secrets, owner, text)
  await expect(unseal(keys, at, sealed)).rejects.toThrow()
})

it('opens what an older key sealed, as long as that key is known, and seals with the new one', async () => {
  const sealed = await seal(secrets, owner, text)
  const rotated = { signingKey: 'n'.repeat(43), oldSigningKeys: ['x'.repeat(43), secrets.signingKey] }
  expect(await unseal(rotated, owner, sealed)).toBe(text)
  const fresh = await seal(rotated, owner, text)
  await expect(unseal(secrets, owner, fresh)).rejects.toThrow('not known here')
  await expect(unseal({ signingKey: rotated.signingKey }, owner, sealed)).rejects.toThrow('not known here')
})

it('opens nothing that was changed, and says nothing of what it holds', async () => {
  const sealed = await seal(secrets, owner, text)
  const at = sealed.length - 8
  const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
  for (const broken of [changed, sealed.replace('v2', 'v3'), sealed.slice(0, 30), '', 'v2...', '{}']) {
    const error = await unseal(secrets, owner, broken).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).not.toContain('sk_test')
  }
})
