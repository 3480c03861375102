import { z } from 'zod'
import { failureActions } from '../payouts/failures.ts'
import { arrival, epochMs, failureCode, minor, orderNumber, payoutStatus, requestNumber } from './common.schema.ts'

export const payoutId = z.string().regex(/^[0-9A-Za-z_]{1,32}$/, 'a payout number looks like po_01KB2X8Q…')
export const day = z.iso.date().describe('YYYY-MM-DD in the shop’s zone')
export const currency = z.string().length(3)
const person = z.object({ id: z.string(), name: z.string() })

/** Sums never mix currencies. */
export const money = z.object({ currency, amount: minor })
export type Money = z.output<typeof money>

const holdReason = z.enum(['approval', 'daily_cap', 'stopped', 'batch'])
const personReason = z.enum([
  'unknown_too_long',
  'pending_too_long',
  'tries_exhausted',
  'key_expired',
  'above_cap',
  'paid_before',
])

/** What is known of the account that a shopper named. Neither who they are nor any part of a number. */
export const accountSigns = z.object({
  namedAt: epochMs,
  /** Other accounts that were named for the same order before it. */
  earlier: z.int(),
  /** Customers, apart from this one, who named the same account: often the same fraud under several names. */
  otherCustomers: z.int(),
})
export type AccountSigns = z.output<typeof accountSigns>

export const payoutRow = z.object({
  id: payoutId,
  request: requestNumber,
  order: orderNumber,
  customer: z.string().optional(),
  destination: z.string(),
  provider: z.string(),
  method: z.string(),
  label: z.string().optional(),
  currency,
  amount: minor,
  status: payoutStatus,
  failure: z.object({ code: failureCode, final: z.boolean(), returned: z.boolean().optional() }).optional(),
  providerCode: z.string().optional(),
  providerReference: z.string().optional(),
  hold: holdReason.optional(),
  person: z.object({ since: epochMs, why: personReason }).optional(),
  /** The number that took its place after a final failure. */
  replacedBy: payoutId.optional(),
  batch: z.string().optional(),
  attempts: z.int(),
  /** Once it is sent and not yet confirmed. */
  arrival: arrival.optional(),
  approvals: z.array(person.extend({ at: epochMs })),
  /** Until when the shopper was asked for another account. */
  askedBy: epochMs.optional(),
  /** Of the account it goes to, where that is looked at one by one. */
  account: accountSigns.optional(),
  requestedAt: epochMs,
  changedAt: epochMs,
  settledAt: epochMs.optional(),
  /** What this caller may do with it now, the likeliest first. */
  actions: z.array(z.enum(failureActions)),
})
export type PayoutRow = z.output<typeof payoutRow>
