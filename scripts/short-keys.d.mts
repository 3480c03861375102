import type { Plugin } from 'vite'

export interface ShortKeys {
  plugin: Plugin
  /** The same words under the keys of the build. */
  rename(words: Record<string, string>): Record<string, string>
  /** The same without most keys, as `unpacked` of widget/i18n/packed-words.ts reads them. */
  pack(words: Record<string, string>): [number, string, ...string[]]
}

export function shortKeys(folder: string, locales: string): ShortKeys
