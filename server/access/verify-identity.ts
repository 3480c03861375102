import { type JWTPayload, jwtVerify } from 'jose'
import { Failure } from '../failure.ts'
import { Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import { takeFromLimits } from '../http/rate-limit.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { contactKeys } from './contact-keys.ts'
import { verifyLimits } from './limits.ts'
import { issueShopperToken } from './shopper-token.ts'
import { orderExists } from './store.ts'

export const identityAudience = 'amends'
/** An identity token is made for one page view: it may not live longer. */
export const identityLifeMs = 5 * 60_000
const skewSeconds = 30

/**
 * Trades the storefront's signed identity (a JWT, HS256 under one of the merchant's identity keys, named by `kid`) for a
 * token. Claims: `iss` the publishable key, `aud` "amends", `exp` at most five minutes away, and at least one of `sub`
 * (customer id), `email` (only one the storefront has verified) and `order` (an order that this shopper may open).
 * @throws Failure unauthenticated, too_many_requests
 */
export async function verifyIdentity(
  ports: Ports,
  wanted: { merchant: Merchant; identity: string; address: string; idempotency: IdempotencyClaim },
): Promise<Encoded> {
  const { merchant, identity } = wanted
  await takeFromLimits(ports, merchant.id, [{ name: 'verify:address', value: wanted.address, ...verifyLimits.address }])
  const claims = await readIdentity(merchant, identity, ports.clock.now())
  const id = textClaim(claims.sub)
  const email = textClaim(claims.email)
  const named = textClaim(claims.order)
  const order = named !== undefined && (await orderExists(ports.database, merchant.id, named)) ? named : undefined
  const { emailKey } = await contactKeys(ports.secrets.signingKey, merchant.id, { email })
  const customer = id !== undefined || emailKey !== undefined ? { id, emailKey } : undefined
  if (!order && !customer) throw new Failure('unauthenticated')
  const { token, expiresAt } = await issueShopperToken(ports, merchant.id, { order, customer })
  const answer = JSON.stringify({ token, expiresAt, order })
  await ports.database.write([wanted.idempotency.row(answer)])
  return new Encoded(answer)
}

async function readIdentity(merchant: Merchant, identity: string, now: number): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(identity, ({ kid }) => keyOf(merchant, kid), {
      algorithms: ['HS256'],
      audience: identityAudience,
      issuer: merchant.publishableKey,
      currentDate: new Date(now),
      clockTolerance: skewSeconds,
      requiredClaims: ['exp'],
    })
    if ((payload.exp ?? 0) * 1000 <= now + identityLifeMs + skewSeconds * 1000) return payload
  } catch {
    // Which check failed helps only who forges.
  }
  throw new Failure('unauthenticated')
}

function keyOf(merchant: Merchant, kid: string | undefined): Uint8Array {
  const key = merchant.settings.identityKeys.find((candidate) => candidate.kid === kid)
  if (!key) throw new Failure('unauthenticated')
  return new TextEncoder().encode(key.secret)
}

function textClaim(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 254 ? value : undefined
}
