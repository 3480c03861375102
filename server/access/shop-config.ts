import type { ShopConfig } from '../../shared/api/shop-config.schema.ts'
import { evidenceLimits } from '../evidence/index.ts'
import type { Merchant } from '../merchants/index.ts'

/** What the widget needs to know of the merchant; nothing a stranger may not read. */
export function shopConfigOf({ name, settings }: Merchant): ShopConfig {
  return {
    merchant: { name, names: settings.names },
    contact: settings.contact,
    locales: settings.locales,
    timezone: settings.timezone,
    evidence: {
      maxFiles: evidenceLimits.filesPerItem,
      maxBytes: evidenceLimits.bytesPerFile,
      types: [...evidenceLimits.types],
      videos: {
        maxFiles: evidenceLimits.videosPerOrder,
        maxBytes: evidenceLimits.videoBytes,
        maxSeconds: evidenceLimits.videoSeconds,
        types: [...evidenceLimits.videoTypes],
      },
    },
    storeCredit: settings.storeCredit,
  }
}
