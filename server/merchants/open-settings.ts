import type { SettingsAnswer } from '../../shared/api/settings.schema.ts'
import { type PaymentMethod, paymentMethods } from '../../shared/order/order.ts'
import { usualArrival } from '../../shared/time/arrival.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import type { MerchantSettings } from './merchant.ts'
import { readSettings, type StoredSettings } from './store.ts'

/** As they are now; of what the installation alone knows (keys, origins) nothing. @throws Failure not_found */
export async function openSettings(ports: Ports, merchant: string): Promise<SettingsAnswer> {
  return settingsAnswer(await requireSettings(ports, merchant))
}

/** @throws Failure not_found */
export async function requireSettings({ database }: Ports, merchant: string): Promise<StoredSettings> {
  const stored = await readSettings(database, merchant)
  if (!stored) throw new Failure('not_found')
  return stored
}

/** Field by field: what is added to the settings one day is not answered by itself. */
export function settingsAnswer({ settings, revision, savedAt, savedBy }: StoredSettings): SettingsAnswer {
  const { country, storeCredit, contact, returnAddresses, names, locales, timezone } = settings
  return {
    revision,
    ...(savedAt === undefined ? {} : { savedAt }),
    ...(savedBy ? { savedBy } : {}),
    arrival: arrivalTable(settings),
    ...(country === undefined ? {} : { country }),
    ...(storeCredit === undefined ? {} : { storeCredit }),
    contact,
    returnAddresses,
    names,
    locales,
    timezone,
  }
}

function arrivalTable({ arrival }: MerchantSettings): SettingsAnswer['arrival'] {
  const rows = paymentMethods.map((method): [PaymentMethod, SettingsAnswer['arrival'][PaymentMethod]] => {
    const own = arrival[method]
    const [earliest, latest] = usualArrival[method]
    return [method, { days: own ?? [earliest, latest], usual: [earliest, latest], from: own ? 'merchant' : 'usual' }]
  })
  return Object.fromEntries(rows) as SettingsAnswer['arrival']
}
