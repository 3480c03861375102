import type { Plugin } from 'vite'

export interface ShortKeys {
  plugin: Plugin
  /** The same words under the keys of the build. */
  rename(words: Record<string, unknown>): Record<string, unknown>
}

export function shortKeys(folder: string, locales: string): ShortKeys
