import { z } from 'zod'
import { epochMs, minor } from './common.schema.ts'
import type { Contract } from './contract.ts'
import { currency, day, payoutId, payoutRow } from './payout-row.schema.ts'

/** One file for the merchant's bank. */
export const bankBatch = z.object({
  number: z.int(),
  id: z.string(),
  currency,
  count: z.int(),
  total: minor,
  status: z.enum(['made', 'sent', 'settled', 'discarded']),
  executeOn: day,
  madeBy: z.string(),
  madeAt: epochMs,
  sentAt: epochMs.optional(),
  settledAt: epochMs.optional(),
})
export type BankBatch = z.output<typeof bankBatch>

const byBatch = z.object({ number: z.coerce.number().int().min(1) })

export const bankBatchContracts = {
  previewBatch: {
    method: 'GET',
    path: '/admin/bank-batches/preview',
    auth: 'staff',
    summary: 'What the next file to the bank would hold',
    query: z.object({ currency }),
    response: z.object({
      currency,
      count: z.int(),
      total: minor,
      payouts: z.array(payoutRow),
      /** Left out, and why. */
      left: z.array(z.object({ payout: payoutId, why: z.enum(['not_approved', 'account_unusable', 'stopped']) })),
      debtor: z.object({ name: z.string(), account: z.string() }).optional(),
    }),
  },
  makeBatch: {
    method: 'POST',
    path: '/admin/bank-batches',
    auth: 'staff',
    summary: 'Make a file for the bank of these payouts',
    body: z.strictObject({ currency, executeOn: day, payouts: z.array(payoutId).min(1).max(5000), total: minor }),
    response: bankBatch,
    status: 201,
    idempotent: true,
    errors: ['forbidden', 'stale', 'illegal_state'],
  },
  batchFile: {
    method: 'GET',
    path: '/admin/bank-batches/:number/file',
    auth: 'staff',
    summary: 'The file: pain.001.001.09 (ISO 20022) or CSV',
    params: byBatch,
    query: z.object({ format: z.enum(['pain001', 'csv']).default('pain001') }),
    response: 'binary',
    errors: ['forbidden', 'not_found'],
  },
  batchSent: {
    method: 'POST',
    path: '/admin/bank-batches/:number/sent',
    auth: 'staff',
    summary: 'The bank has the file',
    params: byBatch,
    body: z.strictObject({}),
    response: bankBatch,
    idempotent: true,
    errors: ['forbidden', 'illegal_state'],
  },
  discardBatch: {
    method: 'POST',
    path: '/admin/bank-batches/:number/discard',
    auth: 'staff',
    summary: 'The file never goes to the bank: its payouts wait for another',
    params: byBatch,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
    response: bankBatch,
    idempotent: true,
    errors: ['forbidden', 'not_found', 'stale', 'illegal_state'],
  },
  batchResult: {
    method: 'POST',
    path: '/admin/bank-batches/:number/result',
    auth: 'staff',
    summary: 'What the bank says became of them: pain.002, camt.054, or CSV (at most 5 MB)',
    params: byBatch,
    body: 'binary',
    response: z.object({
      batch: bankBatch,
      paid: z.int(),
      failed: z.int(),
      unmatched: z.array(z.object({ reference: z.string(), why: z.string() })),
    }),
    errors: ['forbidden', 'validation_failed', 'payload_too_large'],
  },
} as const satisfies Record<string, Contract>
