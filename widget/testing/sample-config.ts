import type { ShopConfig } from '../../shared/api/shop-config.schema.ts'
import { inBoth } from './in-both.ts'

export const config: ShopConfig = {
  merchant: { name: 'Hearth & Linen', names: inBoth('Hearth & Linen', '木与麻') },
  contact: {
    email: 'help@hearth.example',
    phone: '+44 113 496 0000',
    hours: inBoth('Mon to Sat, 9:00 to 18:00', '周一至周六 9:00–18:00'),
  },
  locales: ['en', 'zh-CN'],
  timezone: 'Europe/London',
  evidence: {
    maxFiles: 6,
    maxBytes: 10_000_000,
    types: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
    videos: {
      maxFiles: 2,
      maxBytes: 52_428_800,
      maxSeconds: 300,
      types: ['video/mp4', 'video/quicktime', 'video/webm'],
    },
  },
}
