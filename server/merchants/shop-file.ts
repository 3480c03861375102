import { sha256Hex } from '../platform/hmac.ts'
import { sortedJson } from '../platform/same-json.ts'
import type { MerchantSettings } from './merchant.ts'

/** SHA-256 of each field of a shop.json: what changed in it is known without keeping its keys twice. */
export type FileHashes = Readonly<Record<string, string>>

export async function hashesOf(file: MerchantSettings): Promise<FileHashes> {
  const hashes = Object.entries(file).map(
    async ([field, value]) => [field, await sha256Hex(sortedJson(value))] as const,
  )
  return Object.fromEntries(await Promise.all(hashes))
}

/**
 * A field counts when the owner changed it since the file was last brought; what colleagues changed in other fields stays.
 * A file that was never brought counts as a whole.
 */
export function withFile(
  known: MerchantSettings,
  file: MerchantSettings,
  { before, now }: { before: FileHashes | undefined; now: FileHashes },
): MerchantSettings {
  if (!before) return file
  const isKept = ([field]: [string, unknown]) => before[field] === now[field]
  const changed = Object.entries(file).filter((entry) => !isKept(entry))
  return {
    ...Object.fromEntries(Object.entries(known).filter(isKept)),
    ...Object.fromEntries(changed),
  } as MerchantSettings
}
