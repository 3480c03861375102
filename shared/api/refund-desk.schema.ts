import { z } from 'zod'
import { failureActions } from '../payouts/failures.ts'
import { bankBatch } from './bank-batches.schema.ts'
import { epochMs, failureCode, minor } from './common.schema.ts'
import type { Contract } from './contract.ts'
import { currency, money, payoutId, payoutRow } from './payout-row.schema.ts'

/** `failed` is work; `asked` waits for its shopper. */
export const payoutViews = ['today', 'on_the_way', 'failed', 'asked', 'returned', 'held', 'with_person', 'all'] as const
export type PayoutView = (typeof payoutViews)[number]

/** Payouts that failed, or are in doubt, for one reason: they are solved together. */
export const payoutCause = z.object({
  provider: z.string(),
  code: failureCode,
  /** `unknown`: nobody knows whether it was paid. */
  state: z.enum(['failed', 'unknown', 'requires_action']),
  who: z.enum(['amends', 'finance', 'shopper', 'manager']),
  actions: z.array(z.enum(failureActions)),
  count: z.int(),
  sums: z.array(money),
  payouts: z.array(payoutId).max(200),
  firstAt: epochMs,
  /** When Amends itself tries or asks again; and how often it did. */
  nextAt: epochMs.optional(),
  tries: z.int(),
  /** Amends asks until then; after it a person looks. */
  untilAt: epochMs.optional(),
})
export type PayoutCause = z.output<typeof payoutCause>

/** Payouts that failed for one reason, and whose shoppers were asked where the money can go: nothing to do but wait. */
export const askedCause = z.object({
  provider: z.string(),
  code: failureCode,
  count: z.int(),
  sums: z.array(money),
  /** When the first was asked, and by when the first has to answer. */
  since: epochMs,
  answerBy: epochMs,
})
export type AskedCause = z.output<typeof askedCause>

export const payoutControls = z.object({
  secondPersonAbove: z.record(currency, minor),
  dailyCap: z.record(currency, minor),
  stopped: z.object({ at: epochMs, by: z.string(), reason: z.string() }).optional(),
  revision: z.int(),
})
export type PayoutControls = z.output<typeof payoutControls>

export const refundDesk = z.object({
  paidToday: z.array(money),
  onTheWay: z.object({ count: z.int(), oldestSentAt: epochMs.optional() }),
  /** Work: those whose shoppers were asked are apart. */
  failed: z.object({ count: z.int(), oldestAt: epochMs.optional() }),
  /** Of those settled in the last 30 days. */
  firstTry: z.object({ paid: z.int(), settled: z.int() }),
  caps: z.array(z.object({ currency, cap: minor, used: minor })),
  controls: payoutControls,
  causes: z.array(payoutCause),
  asked: z.array(askedCause),
  /** Waiting for a second person. */
  approvals: z.array(
    payoutRow.extend({
      reason: z.string().optional(),
      /** The merchant's words for the reason, by language. */
      reasonLabels: z.record(z.string(), z.string()),
      /** This caller said yes already. */
      mine: z.boolean(),
    }),
  ),
  views: z.record(z.enum(payoutViews), z.int().describe('counted up to 10,000')),
  /** Payouts per currency that wait for the next file to the bank. */
  forBatch: z.array(z.object({ currency, count: z.int(), amount: minor })),
  batches: z.array(bankBatch),
  /** What this caller may do here. */
  may: z.object({
    act: z.boolean(),
    approve: z.boolean(),
    /** Stop and resume. */
    control: z.boolean(),
    /** The second person's limit and the daily cap. */
    setLimits: z.boolean(),
  }),
})
export type RefundDesk = z.output<typeof refundDesk>

const reason = z.string().trim().min(1).max(500)

export const refundDeskContracts = {
  desk: {
    method: 'GET',
    path: '/admin/refund-desk',
    auth: 'staff',
    summary: 'Today’s figures, failures by cause, what waits for a second person',
    response: refundDesk,
  },
  saveControls: {
    method: 'PUT',
    path: '/admin/payout-controls',
    auth: 'staff',
    summary: 'Above what two people approve, and what may go out in a day',
    body: z.strictObject({
      secondPersonAbove: z.record(currency, minor),
      dailyCap: z.record(currency, minor),
      revision: z.int().min(0),
    }),
    response: payoutControls,
    errors: ['forbidden', 'stale'],
  },
  stop: {
    method: 'POST',
    path: '/admin/payout-controls/stop',
    auth: 'staff',
    summary: 'Stop all payouts at once: nothing more is sent until somebody resumes',
    body: z.strictObject({ reason }),
    response: payoutControls,
    idempotent: true,
    errors: ['forbidden'],
  },
  resume: {
    method: 'POST',
    path: '/admin/payout-controls/resume',
    auth: 'staff',
    summary: 'Let payouts go again',
    body: z.strictObject({ reason }),
    response: payoutControls,
    idempotent: true,
    errors: ['forbidden'],
  },
} as const satisfies Record<string, Contract>
