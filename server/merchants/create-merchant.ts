import { sha256Hex } from '../platform/hmac.ts'
import type { Ids, Ports } from '../platform/ports.ts'
import { forgetMerchants } from './find-merchant.ts'
import type { Merchant, MerchantSettings } from './merchant.ts'
import { insertMerchant, replaceSettings } from './store.ts'

export interface NewMerchant {
  id?: string
  name: string
  settings: MerchantSettings
  /** Given for a demo whose keys must not change; made otherwise. */
  publishableKey?: string
  secretKey?: string
}

/** The secret key is shown this once: only its hash is kept. */
export async function createMerchant(
  ports: Ports,
  wanted: NewMerchant,
): Promise<{ merchant: Merchant; secretKey: string }> {
  const { database, ids, clock } = ports
  const secretKey = wanted.secretKey ?? `sk_${ids.token()}`
  const merchant: Merchant = {
    id: wanted.id ?? ids.next('m'),
    name: wanted.name,
    publishableKey: wanted.publishableKey ?? newPublishableKey(ids),
    settings: wanted.settings,
    settingsRevision: 1,
    hasWebhooks: false,
  }
  await database.write([insertMerchant(merchant, await sha256Hex(secretKey), clock.now())])
  return { merchant, secretKey }
}

/** Letters and digits alone: it stands in pages, and a double-click selects it whole. */
export function newPublishableKey(ids: Ids): string {
  const letters = ids.token().replaceAll(/[^A-Za-z0-9]/g, '')
  return `pk_${letters.slice(0, 24)}`
}

/** The name without a language, which staff see, stays unless it is given. */
export async function changeMerchantSettings(
  ports: Ports,
  id: string,
  settings: MerchantSettings,
  name?: string,
): Promise<void> {
  await ports.database.write([replaceSettings({ id, settings, name })])
  forgetMerchants(ports)
}
