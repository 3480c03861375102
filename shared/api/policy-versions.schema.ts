import { z } from 'zod'
import type { Policy } from '../policy/policy.ts'
import { epochMs, json } from './common.schema.ts'

export const version = z.int().min(1)

/** Who did it: a colleague by name, or the merchant's own server. */
export const author = z.object({ id: z.string().optional(), name: z.string() })

export const policyIssue = z.object({
  pointer: z.string().describe('JSON pointer into the policy'),
  code: z.string(),
  message: z.string(),
  rule: z.string().optional(),
  field: z.string().optional(),
})

export const versionRow = z.object({
  version,
  publishedAt: epochMs,
  effectiveAt: epochMs,
  note: z.string().optional(),
  by: author.optional().describe('absent: published by the installation itself'),
  /** Of a roll back: the version that this one repeats. */
  copyOf: version.optional(),
  /** Why it was published although cases failed. */
  overrideReason: z.string().optional(),
  cancelled: z.object({ at: epochMs, by: author }).optional(),
  state: z.enum(['live', 'past', 'scheduled', 'cancelled']),
})
export type PolicyVersionRow = z.output<typeof versionRow>

export const livePolicy = z.object({
  version,
  publishedAt: epochMs,
  effectiveAt: epochMs,
  policy: json<Policy>(),
})

export const policyDraft = z.object({
  policy: json<Policy>().describe('as it was saved: perhaps incomplete'),
  basedOn: version.optional().describe('the newest version when the draft was begun, or last compared'),
  revision: z.int().min(1),
  savedAt: epochMs,
  savedBy: author,
})
