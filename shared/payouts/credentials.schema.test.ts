import { expect, it } from 'vitest'
import { credentialSchemas } from './credentials.schema.ts'

const adyen = { apiKey: 'AQE1', merchantAccount: 'Shop', environment: 'test' } as const
const [one, other] = ['AB'.repeat(32), '0f'.repeat(32)]

it.each([
  [one, true],
  [`${one} ${other}`, true],
  [`${one},${other}`, true],
  [`${one}${other}`.slice(1), false],
  [`${one} ${other} ${one}`, false],
  [`${one} secret`, false],
])('takes one HMAC key of Adyen’s, or the new and the old one: %s', (hmacKey, isTaken) => {
  expect(credentialSchemas.adyen.safeParse({ ...adyen, hmacKey }).success).toBe(isTaken)
})
