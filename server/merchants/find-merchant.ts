import { sha256Hex } from '../platform/hmac.ts'
import { keptFor } from '../platform/kept.ts'
import type { Ports } from '../platform/ports.ts'
import type { Merchant } from './merchant.ts'
import { readMerchantById, readMerchantByPublishableKey, readMerchantBySecretKeyHash } from './store.ts'

const keptMs = 5000
const merchants = keptFor<Merchant | undefined>(keptMs)

export function findMerchantByPublishableKey(ports: Ports, key: string): Promise<Merchant | undefined> {
  const { database, clock } = ports
  return merchants.get(database, `pk:${key}`, clock.now(), () => readMerchantByPublishableKey(database, key))
}

export function findMerchantBySecretKey(ports: Ports, key: string): Promise<Merchant | undefined> {
  const { database, clock } = ports
  return merchants.get(database, `sk:${key}`, clock.now(), async () =>
    readMerchantBySecretKeyHash(database, await sha256Hex(key)),
  )
}

export function findMerchantById(ports: Ports, id: string): Promise<Merchant | undefined> {
  const { database, clock } = ports
  return merchants.get(database, `id:${id}`, clock.now(), () => readMerchantById(database, id))
}

/** After changing settings, so that this process sees them at once; others within five seconds. */
export function forgetMerchants(ports: Ports): void {
  merchants.forget(ports.database)
}
