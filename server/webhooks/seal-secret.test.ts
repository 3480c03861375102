import { expect, it } from 'vitest'
import { openSecret, sealSecret } from './seal-secret.ts'

const keys = { signingKey: 'k'.repeat(43) }
const owner = { merchant: 'm_1', webhook: 'wh_1' }
const secret = 'whsec_c2VjcmV0'

it('opens what it sealed, for this webhook alone', async () => {
  const sealed = await sealSecret(keys, owner, secret)
  expect(sealed).not.toContain(secret)
  expect(await openSecret(keys, owner, sealed)).toBe(secret)
  await expect(openSecret(keys, { ...owner, merchant: 'm_2' }, sealed)).rejects.toThrow()
  await expect(openSecret(keys, { ...owner, webhook: 'wh_2' }, sealed)).rejects.toThrow()
})

/** As the first release kept it. */
const first = 'v1.zYJqOGst7iTJ9Rsk.wJZsHoSxx2F8ycmNB1i-RJSxzlid2Cc97e8bsM22'

it('still opens what the first release sealed, also after the key was changed', async () => {
  expect(await openSecret(keys, owner, first)).toBe(secret)
  expect(await openSecret({ signingKey: 'n'.repeat(43), oldSigningKeys: [keys.signingKey] }, owner, first)).toBe(secret)
})

it.each([
  ['another merchant', keys, { ...owner, merchant: 'm_2' }, first],
  ['another webhook', keys, { ...owner, webhook: 'wh_2' }, first],
  ['another key', { signingKey: 'o'.repeat(43) }, owner, first],
  ['a changed text', keys, owner, `${first.slice(0, -8)}${first.at(-8) === 'A' ? 'B' : 'A'}${first.slice(-7)}`],
  ['half a text', keys, owner, first.slice(0, 20)],
  ['nothing', keys, owner, 'v1..'],
])('opens nothing of the first release for %s', async (_, at, whose, sealed) => {
  await expect(openSecret(at, whose, sealed)).rejects.toThrow()
})
