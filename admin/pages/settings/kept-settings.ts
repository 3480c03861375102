import type { SettingsAnswer } from '../../data/settings.ts'
import type { SettingsDraft } from './settings-draft.ts'

/** Changes that were left behind unsaved, until their author comes back to the page in this window. */
export interface KeptSettings {
  draft: SettingsDraft
  saved: SettingsAnswer
}

let kept: (KeptSettings & { of: string }) | undefined

export function keepSettings(of: string, changes: KeptSettings | undefined): void {
  kept = changes && { ...changes, of }
}

/** Once: the page takes them over. A colleague at the same machine is not given them. */
export function takeKeptSettings(of: string): KeptSettings | undefined {
  const found = kept?.of === of ? kept : undefined
  kept = undefined
  return found
}
