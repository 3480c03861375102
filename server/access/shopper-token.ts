import { fromBase64Url, hmacText, isSameSecret, toBase64Url } from '../platform/hmac.ts'
import type { Ports } from '../platform/ports.ts'

/** What a shopper token opens: one order, or everything of one customer (then `order` is where to start), at one merchant. */
export interface ShopperClaims {
  merchant: string
  order?: string
  customer?: { id?: string; emailKey?: string }
  /** Epoch ms. */
  expiresAt: number
}

export const shopperTokenLifeMs = 2 * 60 * 60 * 1000

/** When its bearer last proved who they are; a token is never made longer. Epoch ms. */
export function verifiedAtOf({ expiresAt }: Pick<ShopperClaims, 'expiresAt'>): number {
  return expiresAt - shopperTokenLifeMs
}

interface Packed {
  m: string
  o?: string
  c?: string
  e?: string
  x: number
}

/** `claims.signature`, both base64url; HMAC-SHA256 under the server's signing key. */
export async function signShopperToken(signingKey: string, claims: ShopperClaims): Promise<string> {
  const packed: Packed = {
    m: claims.merchant,
    o: claims.order,
    c: claims.customer?.id,
    e: claims.customer?.emailKey,
    x: claims.expiresAt,
  }
  const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(packed)))
  return `${payload}.${await signatureOf(signingKey, payload)}`
}

/** A token that lives from now on for two hours. */
export async function issueShopperToken(
  ports: Pick<Ports, 'secrets' | 'clock'>,
  merchant: string,
  who: Pick<ShopperClaims, 'order' | 'customer'>,
): Promise<{ token: string; expiresAt: number }> {
  const expiresAt = ports.clock.now() + shopperTokenLifeMs
  return { token: await signShopperToken(ports.secrets.signingKey, { merchant, ...who, expiresAt }), expiresAt }
}

// Signatures once found good: that depends on token and key alone, and stays so. Expiry is asked every time.
const verified = new Map<string, { signingKey: string; claims: ShopperClaims }>()
const verifiedLimit = 5_000

/** undefined: forged, malformed or expired; which of these is nobody's business. */
export async function verifyShopperToken(
  signingKey: string,
  token: string,
  now: number,
): Promise<ShopperClaims | undefined> {
  const known = verified.get(token)
  const claims = known?.signingKey === signingKey ? known.claims : await signedClaims(signingKey, token)
  if (!claims || claims.expiresAt <= now) return undefined
  if (claims !== known?.claims) {
    if (verified.size >= verifiedLimit) verified.clear()
    verified.set(token, { signingKey, claims })
  }
  return claims
}

async function signedClaims(signingKey: string, token: string): Promise<ShopperClaims | undefined> {
  const [payload, signature, ...rest] = token.split('.')
  if (!payload || !signature || rest.length > 0 || token.length > 2048) return undefined
  if (!isSameSecret(signature, await signatureOf(signingKey, payload))) return undefined
  const bytes = fromBase64Url(payload)
  if (!bytes) return undefined
  const packed = JSON.parse(new TextDecoder().decode(bytes)) as Packed
  return {
    merchant: packed.m,
    ...(packed.o === undefined ? {} : { order: packed.o }),
    ...(packed.c === undefined && packed.e === undefined ? {} : { customer: { id: packed.c, emailKey: packed.e } }),
    expiresAt: packed.x,
  }
}

/** May this token see the order? A token of one order sees that one; a customer's sees what carries their id or e-mail. */
export function mayOpenOrder(
  claims: Pick<ShopperClaims, 'order' | 'customer'>,
  order: { number: string; customerId?: string | null; emailKey?: string | null },
): boolean {
  if (claims.order !== undefined && claims.order === order.number) return true
  const { id, emailKey } = claims.customer ?? {}
  return (id !== undefined && id === order.customerId) || (emailKey !== undefined && emailKey === order.emailKey)
}

function signatureOf(signingKey: string, payload: string): Promise<string> {
  return hmacText(signingKey, `shopper-token|${payload}`)
}
