import { z } from 'zod'
import { epochMs, minor, orderNumber } from './common.schema.ts'
import type { Contract } from './contract.ts'
import { currency, day, payoutId } from './payout-row.schema.ts'

export const differenceKinds = ['only_theirs', 'only_ours', 'amount', 'state'] as const
export const differenceResolutions = ['booked', 'waiting', 'written_off', 'settled'] as const

export const reconciliationDifference = z.object({
  id: z.string(),
  provider: z.string(),
  currency,
  kind: z.enum(differenceKinds),
  payout: payoutId.optional(),
  providerReference: z.string().optional(),
  order: orderNumber.optional(),
  ours: minor,
  theirs: minor,
  /** What explains it, as a key of the locale's `difference.<why>` and its facts. */
  why: z.enum([
    'made_at_provider',
    'pending_there',
    'other_amount',
    'failed_there',
    'paid_there',
    'not_found',
    'unknown_here',
    'paid_again',
  ]),
  at: epochMs.optional(),
  settlesBy: day.optional(),
  resolution: z.enum(differenceResolutions).optional(),
  waitUntil: day.optional(),
  resolvedBy: z.string().optional(),
  resolvedAt: epochMs.optional(),
  note: z.string().optional(),
  /** What can be done about it. */
  offers: z.array(z.enum(['book', 'wait', 'write_off'])),
})
export type ReconciliationDifference = z.output<typeof reconciliationDifference>

export const reconciliationDay = z.object({
  day,
  rows: z.array(
    z.object({
      provider: z.string(),
      currency,
      ours: z.object({ count: z.int(), amount: minor }),
      theirs: z.object({ count: z.int(), amount: minor }),
      source: z.string(),
      ranAt: epochMs,
      differences: z.object({ count: z.int(), open: z.int().describe('nobody has decided about them yet') }),
      /** Where there are more differences of this row than are listed here. */
      nextCursor: z.string().optional(),
    }),
  ),
  /** The first of each row, the open ones before the others. */
  differences: z.array(reconciliationDifference),
  /** Connected providers without figures for this day: `file` ones need their settlement file. */
  missing: z.array(z.object({ provider: z.string(), by: z.enum(['list', 'file']) })),
})
export type ReconciliationDay = z.output<typeof reconciliationDay>

export const reconciliationContracts = {
  reconciliation: {
    method: 'GET',
    path: '/admin/reconciliation',
    auth: 'staff',
    summary: 'A day: ours against theirs, and what differs',
    query: z.object({ day: day.optional().describe('yesterday, where none is named') }),
    response: reconciliationDay,
  },
  differences: {
    method: 'GET',
    path: '/admin/reconciliation/differences',
    auth: 'staff',
    summary: 'What differs on a day at one provider in one currency, keyset-paged, the open ones first',
    query: z.object({
      day,
      provider: z.string().max(40),
      currency,
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: z.object({ differences: z.array(reconciliationDifference), nextCursor: z.string().optional() }),
  },
  runReconciliation: {
    method: 'POST',
    path: '/admin/reconciliation/run',
    auth: 'staff',
    summary: 'Ask the providers for their refunds of a day and compare',
    body: z.strictObject({ day, provider: z.string().max(40).optional() }),
    response: reconciliationDay,
    idempotent: true,
    errors: ['forbidden'],
  },
  settlementFile: {
    method: 'POST',
    path: '/admin/reconciliation/:provider/file',
    auth: 'staff',
    summary: 'Compare with a provider’s settlement file (at most 5 MB)',
    params: z.object({ provider: z.string().max(40) }),
    query: z.object({ day }),
    body: 'binary',
    response: reconciliationDay,
    errors: ['forbidden', 'validation_failed', 'payload_too_large'],
  },
  resolveDifference: {
    method: 'POST',
    path: '/admin/reconciliation/differences/:id',
    auth: 'staff',
    summary: 'Book it to its order, wait for it, or write it off with a note',
    params: z.object({ id: z.string().max(64) }),
    body: z.strictObject({
      resolution: z.enum(['book', 'wait', 'write_off']),
      order: orderNumber.optional().describe('with book, where it is not known'),
      waitUntil: day.optional(),
      note: z.string().trim().max(500).optional(),
    }),
    response: reconciliationDifference,
    idempotent: true,
    errors: ['forbidden', 'not_found', 'illegal_state'],
  },
} as const satisfies Record<string, Contract>
