import { SignJWT } from 'jose'
import { identityKeyId } from './demo-settings.ts'
import type { SampleCustomer } from './sample-customers.ts'

/** What a shop's server signs for who is logged in: good for five minutes and for this merchant alone. */
export function signIdentity(
  { id, email }: Pick<SampleCustomer, 'id' | 'email'>,
  key: { publishableKey: string; identityKey: string },
): Promise<string> {
  return new SignJWT({ email })
    .setProtectedHeader({ alg: 'HS256', kid: identityKeyId })
    .setIssuer(key.publishableKey)
    .setAudience('amends')
    .setSubject(id)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(key.identityKey))
}
