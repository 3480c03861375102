import { z } from 'zod'
import { maxFilesPerItem } from '../lifecycle/evidence-limits.ts'
import { answers } from './commands.schema.ts'
import { epochMs, minor, orderNumber } from './common.schema.ts'
import { author } from './policy-versions.schema.ts'

/** What a case says: this much of this order, for this reason, must come out like this. */
export const policyCaseBody = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    order: orderNumber,
    line: z.string().min(1).max(200).optional(),
    payment: z.string().min(1).max(200).optional(),
    reason: z.string().min(1).max(64),
    quantity: z.int().min(1).default(1),
    condition: z.enum(['unopened', 'opened', 'used', 'broken']).optional(),
    photos: z.int().min(0).max(maxFilesPerItem).optional(),
    answers: answers.optional(),
    at: z.iso.datetime({ offset: true }).optional().describe('absent: the day the case is run'),
    expect: z.strictObject({
      decision: z.enum(['approve', 'review', 'decline']),
      amount: z.union([z.literal('full'), minor]).optional(),
    }),
  })
  .refine(({ line, payment }) => (line === undefined) !== (payment === undefined), {
    message: 'exactly one of line, payment',
    path: ['line'],
  })

export const policyCase = z.object({ id: z.string(), ...policyCaseBody.shape, savedAt: epochMs, savedBy: author })
export type StoredCase = z.output<typeof policyCase>

export const caseResult = z.object({
  id: z.string(),
  name: z.string(),
  passed: z.boolean(),
  expected: policyCaseBody.shape.expect,
  got: z
    .object({ decision: z.enum(['approve', 'review', 'decline']), eligible: z.boolean(), amount: minor.optional() })
    .optional()
    .describe('absent: the order is gone'),
  because: z.unknown().optional(),
})
export type CaseResult = z.output<typeof caseResult>
