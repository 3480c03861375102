import { z } from 'zod'
import type { Order } from '../order/order.ts'
import type { Answers } from '../policy/policy.ts'
import type { Holdings } from '../quote/quote-types.ts'
import { epochMs, json, requestNumber, resolution } from './common.schema.ts'
import { version } from './policy-versions.schema.ts'

/** One past request as a simulation replays it: its order without contact data, and what was known at its time. */
export const pastRequest = z.object({
  number: requestNumber,
  /** The version that judged it, and what it decided. */
  version,
  submittedAt: epochMs,
  /** For the list; nothing reads it. */
  customer: z.string().optional(),
  order: json<Order>(),
  refunds90: z.int(),
  ours: z.array(z.string()).optional(),
  holdings: json<Holdings>(),
  items: z.array(
    z.object({
      line: z.string().optional(),
      payment: z.string().optional(),
      quantity: z.int(),
      reason: z.string(),
      condition: z.string().optional(),
      photos: z.int(),
      videos: z.int().optional(),
      documents: z.int().optional(),
      detailLength: z.int().optional(),
      answers: json<Answers>().optional(),
      resolution,
    }),
  ),
  shipping: z.boolean().optional().describe('delivery itself was claimed'),
})

export type JudgedRequest = z.output<typeof pastRequest>

/** The first line of a history in lines. */
export interface HistoryStart {
  total: number
}
/** The last one; without it the answer was cut short. */
export interface HistoryEnd {
  sent: number
}
