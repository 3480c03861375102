import type { Auth } from '../../shared/api/contract.ts'
import { assertNever } from '../../shared/assert-never.ts'
import { Failure } from '../failure.ts'
import {
  findMerchantById,
  findMerchantByPublishableKey,
  findMerchantBySecretKey,
  type Merchant,
} from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import type { Caller, ShopperCaller } from './call.ts'

/** How people prove who they are; given by the features that know (access, staff), so that http stands on neither. */
export interface Authenticators {
  /** Whom a shopper token of this merchant names; undefined: forged, expired, or another merchant's. */
  shopper(ports: Ports, merchant: string, token: string): Promise<ShopperCaller | undefined>
  /** Who is signed in by the session cookie of this request, and for which merchant. */
  staff(ports: Ports, request: Request): Promise<SignedInStaff | undefined>
}

export interface SignedInStaff {
  merchant: string
  id: string
  name: string
  role: string
}

export interface Authenticated {
  merchant: Merchant | undefined
  caller: Caller
}

/** The credential decides the merchant, never the body. @throws Failure unauthenticated, forbidden, origin_not_allowed */
export async function authenticate(
  ports: Ports,
  auth: Auth,
  request: Request,
  authenticators: Authenticators,
): Promise<Authenticated> {
  switch (auth) {
    case 'none':
      return { merchant: undefined, caller: { kind: 'none' } }
    case 'secret': {
      const key = bearer(request)
      const merchant = key?.startsWith('sk_') ? await findMerchantBySecretKey(ports, key) : undefined
      if (!merchant) throw new Failure('unauthenticated')
      return { merchant, caller: { kind: 'merchant' } }
    }
    case 'publishable':
      return { merchant: await publishableMerchant(ports, request), caller: { kind: 'publishable' } }
    case 'shopper': {
      const merchant = await publishableMerchant(ports, request)
      const token = bearer(request)
      const caller = token ? await authenticators.shopper(ports, merchant.id, token) : undefined
      if (!caller) throw new Failure('unauthenticated')
      return { merchant, caller }
    }
    case 'staff': {
      if (request.method !== 'GET' && !isFromOurPage(ports, request)) throw new Failure('forbidden')
      const session = await authenticators.staff(ports, request)
      const merchant = session && (await findMerchantById(ports, session.merchant))
      if (!merchant) throw new Failure('unauthenticated')
      return { merchant, caller: { kind: 'staff', id: session.id, name: session.name, role: session.role } }
    }
    default:
      return assertNever(auth)
  }
}

async function publishableMerchant(ports: Ports, request: Request): Promise<Merchant> {
  const key = request.headers.get('amends-merchant')
  const merchant = key?.startsWith('pk_') ? await findMerchantByPublishableKey(ports, key) : undefined
  if (!merchant) throw new Failure('unauthenticated')
  const origin = request.headers.get('origin')
  if (!origin || !merchant.settings.origins.includes(origin)) throw new Failure('origin_not_allowed')
  return merchant
}

function bearer(request: Request): string | undefined {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

/** A header no form can send, and no foreign Origin: a cookie alone never writes. */
function isFromOurPage(ports: Ports, request: Request): boolean {
  if (request.headers.get('amends-csrf') !== '1') return false
  const origin = request.headers.get('origin')
  return origin === null || origin === ports.settings.url || origin === new URL(request.url).origin
}
