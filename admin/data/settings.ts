import type { SettingsAnswer, SettingsChange } from '../../shared/api/settings.schema.ts'
import { call } from './http.ts'

export type { SettingsAnswer, SettingsChange }

export function readSettings(): Promise<SettingsAnswer> {
  return call<'settings'>('GET', '/admin/settings')
}

/** @throws ApiError; with `stale` somebody else saved since `expectedRevision`, and nothing was overwritten. */
export function saveSettings(change: SettingsChange): Promise<SettingsAnswer> {
  return call<'saveSettings'>('PUT', '/admin/settings', { body: change })
}
