import type { SettingsAnswer } from '../../data/settings.ts'
import { t } from '../../i18n/i18n.ts'
import type { SettingsDraft } from './settings-draft.ts'
import type { Problems } from './settings-problems.ts'

/** What each section of the page is given. */
export interface SettingsEditor {
  draft: SettingsDraft
  saved: SettingsAnswer
  problems: Problems
  change: (more: Partial<SettingsDraft>) => void
}

/** Spread into a field: its problem in words, if it has one. */
export function problemAt({ problems }: SettingsEditor, pointer: string): { problem?: string } {
  const found = problems.get(pointer)
  if (found === undefined) return {}
  return { problem: typeof found === 'string' ? t(found) : t('settings.problem.other', { message: found.text }) }
}
