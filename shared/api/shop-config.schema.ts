import { z } from 'zod'

const fileLimits = { maxFiles: z.int(), maxBytes: z.int(), types: z.array(z.string()) }

export const shopConfig = z.object({
  merchant: z.object({ name: z.string(), names: z.record(z.string(), z.string()) }),
  contact: z.object({
    email: z.string().optional(),
    phone: z.string().optional(),
    hours: z.record(z.string(), z.string()).optional(),
  }),
  locales: z.array(z.string()),
  timezone: z.string(),
  evidence: z.object({
    ...fileLimits,
    videos: z.object({ ...fileLimits, maxSeconds: z.int() }),
  }),
  storeCredit: z
    .object({ expiresAfterDays: z.int() })
    .optional()
    .describe('how long store credit that is granted now can be spent; absent: it never expires'),
})
export type ShopConfig = z.output<typeof shopConfig>
