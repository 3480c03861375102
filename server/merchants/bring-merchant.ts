import { constraintFailure } from '../db/constraints.ts'
import type { Ports } from '../platform/ports.ts'
import { isSameJson } from '../platform/same-json.ts'
import { changeMerchantSettings, createMerchant } from './create-merchant.ts'
import type { Merchant, MerchantSettings } from './merchant.ts'
import { isSafeAddress } from './safe-address.ts'
import { readFirstMerchant } from './store.ts'

export interface MerchantKeys {
  publishableKey: string
  secretKey: string
}

/**
 * An installation's own merchant, with the settings its owner has written down: made when there is none, changed when they
 * differ. Without settings it stays as it is. `makeKeys` is asked only for the first.
 */
export async function bringMerchant(
  ports: Ports,
  { settings, makeKeys }: { settings: MerchantSettings | undefined; makeKeys: () => MerchantKeys },
): Promise<Merchant> {
  const known = await readFirstMerchant(ports.database)
  if (!known) return makeFirst(ports, settings ?? firstSettings(ports), makeKeys())
  if (!settings || isSameJson(known.settings, settings)) return known
  const name = nameOf(settings)
  await changeMerchantSettings(ports, known.id, settings, name)
  return { ...known, settings, name }
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

function nameOf({ names }: MerchantSettings): string {
  return names.en ?? Object.values(names)[0] ?? ''
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
