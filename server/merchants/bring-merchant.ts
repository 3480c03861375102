import { constraintFailure } from '../db/constraints.ts'
import type { Ports } from '../platform/ports.ts'
import { isSameJson } from '../platform/same-json.ts'
import { createMerchant } from './create-merchant.ts'
import { forgetMerchants } from './find-merchant.ts'
import { type Merchant, type MerchantSettings, nameOf } from './merchant.ts'
import { isSafeAddress } from './safe-address.ts'
import { hashesOf, withFile } from './shop-file.ts'
import { markShopFile, readFirstMerchant, readSettings, replaceSettings } from './store.ts'

/** Colleagues who save while an edge starts. */
const mostTries = 5

export interface MerchantKeys {
  publishableKey: string
  secretKey: string
}

/**
 * An installation's own merchant, with the settings its owner has written down: made when there is none; later each field
 * counts when the owner changed it since. Without settings it stays as it is. `makeKeys` is asked only for the first.
 */
export async function bringMerchant(
  ports: Ports,
  { settings, makeKeys }: { settings: MerchantSettings | undefined; makeKeys: () => MerchantKeys },
): Promise<Merchant> {
  const known = await readFirstMerchant(ports.database)
  if (known && !settings) return known
  const merchant = known ?? (await makeFirst(ports, settings ?? firstSettings(ports), makeKeys()))
  return settings ? bringShopFile(ports, merchant, settings) : merchant
}

/** Also remembered of a file that was written from the settings, so that reading it again changes nothing. */
export async function bringShopFile(ports: Ports, merchant: Merchant, file: MerchantSettings): Promise<Merchant> {
  const { database } = ports
  const now = await hashesOf(file)
  for (let tries = 0; tries < mostTries; tries += 1) {
    const stored = await readSettings(database, merchant.id)
    if (!stored) break
    if (stored.fileHashes && isSameJson(stored.fileHashes, now)) return { ...merchant, settings: stored.settings }
    const settings = withFile(stored.settings, file, { before: stored.fileHashes, now })
    if (isSameJson(settings, stored.settings)) {
      await database.write([markShopFile(merchant.id, now)])
      return { ...merchant, settings }
    }
    const name = nameOf(settings)
    const row = { id: merchant.id, settings, name, expected: stored.revision, fileHashes: now }
    const [rows] = await database.write([replaceSettings(row)])
    forgetMerchants(ports)
    if (rows?.[0]) return { ...merchant, settings, name }
  }
  throw new Error('the settings changed all the while: start again')
}

async function makeFirst(ports: Ports, settings: MerchantSettings, keys: MerchantKeys): Promise<Merchant> {
  try {
    return (await createMerchant(ports, { name: nameOf(settings), ...keys, settings })).merchant
  } catch (error) {
    // Two isolates of an edge may be first at once; the keys are the same.
    const known = constraintFailure(error) && (await readFirstMerchant(ports.database))
    if (known) return known
    throw error
  }
}

/** Enough to look around: its only origin is our own, which over plain http on a network is none. */
function firstSettings({ settings, ids }: Ports): MerchantSettings {
  const url = new URL(settings.url)
  return {
    names: { en: 'My shop', 'zh-CN': '我的店铺' },
    origins: isSafeAddress(url) ? [url.origin] : [],
    contact: {},
    returnAddresses: [],
    locales: ['en', 'zh-CN'],
    timezone: 'Europe/London',
    identityKeys: [{ kid: 'k1', secret: ids.token() }],
    arrival: {},
    currencies: ['GBP', 'EUR', 'CNY', 'USD', 'JPY', 'KWD'],
    fromEmail: 'refunds@localhost',
  }
}
