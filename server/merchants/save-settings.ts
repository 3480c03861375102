import type { SettingsAnswer, SettingsChange } from '../../shared/api/settings.schema.ts'
import { Failure } from '../failure.ts'
import type { Caller } from '../http/call.ts'
import type { Ports } from '../platform/ports.ts'
import { isSameJson } from '../platform/same-json.ts'
import { requireEditor } from '../policies/index.ts'
import { forgetMerchants } from './find-merchant.ts'
import { type Merchant, type MerchantSettings, nameOf } from './merchant.ts'
import { requireSettings, settingsAnswer } from './open-settings.ts'
import { replaceSettings, type StoredSettings } from './store.ts'

/**
 * Replaces the parts that are given. Of two who save at once one wins; the other is told who and when.
 * @throws Failure forbidden, stale
 */
export async function saveSettings(
  ports: Ports,
  { merchant, caller, change }: { merchant: Merchant; caller: Caller; change: SettingsChange },
): Promise<SettingsAnswer> {
  const by = requireEditor(merchant, caller)
  const { expectedRevision: expected, ...parts } = change
  const stored = await requireSettings(ports, merchant.id)
  if (stored.revision !== expected) throw staleFailure(stored)
  const settings = withParts(stored.settings, parts)
  if (isSameJson(settings, stored.settings)) return settingsAnswer(stored)
  const at = ports.clock.now()
  const row = { id: merchant.id, settings, expected, saved: { at, by }, ...(parts.names && { name: nameOf(settings) }) }
  const [rows] = await ports.database.write([replaceSettings(row)])
  const saved = rows?.[0]
  if (!saved) throw staleFailure(await requireSettings(ports, merchant.id))
  forgetMerchants(ports)
  ports.log.info('settings_changed', {
    merchant: merchant.id,
    revision: expected + 1,
    parts: Object.keys(parts).join(','),
    by: by.id ?? 'merchant',
  })
  return settingsAnswer({ settings, revision: expected + 1, savedAt: at, savedBy: by })
}

type Parts = Omit<SettingsChange, 'expectedRevision'>

/** What is null is taken out; what is left out stays. */
function withParts(known: MerchantSettings, { country, storeCredit, ...parts }: Parts): MerchantSettings {
  const settings: MerchantSettings = { ...known, ...parts }
  if (country === null) delete settings.country
  else if (country !== undefined) settings.country = country
  if (storeCredit === null) delete settings.storeCredit
  else if (storeCredit !== undefined) settings.storeCredit = storeCredit
  return settings
}

function staleFailure({ revision, savedAt, savedBy }: StoredSettings): Failure {
  return new Failure('stale', {
    detail: {
      revision,
      ...(savedAt === undefined ? {} : { savedAt }),
      ...(savedBy ? { savedBy: savedBy.name, savedById: savedBy.id ?? '' } : {}),
    },
  })
}
