import { z } from 'zod'
import { ownDestinations } from '../payouts/destinations.ts'
import { payoutActions } from '../payouts/failures.ts'
import type { PayoutEvent } from '../payouts/payout.ts'
import { bankBatchContracts } from './bank-batches.schema.ts'
import { epochMs, failureCode, json, payoutStatus, problem } from './common.schema.ts'
import type { Contract } from './contract.ts'
import { ledgerContracts } from './ledger.schema.ts'
import { accountSigns, currency, payoutId, payoutRow } from './payout-row.schema.ts'
import { reconciliationContracts } from './reconciliation.schema.ts'
import { payoutViews, refundDeskContracts } from './refund-desk.schema.ts'

/** Why something was refused, as problem+json says it; `limit` is in the payout's `currency`. */
const refusal = problem.pick({ code: true, params: true, limit: true, pointer: true, errors: true })

/** Where the money of a payout that failed can go instead. */
const payoutWay = z.object({
  /** A payment of the order, or `kind`. */
  destination: z.string(),
  kind: z.enum(['payment', ...ownDestinations]),
  method: z.string().optional(),
  /** How it is called: "Visa •••• 4242", "DE•••• 3000". */
  label: z.string().optional(),
  /** Of the payouts that were asked about: so many can go this way now. */
  possible: z.int(),
  /** Why the others cannot. */
  refusals: z.array(refusal.extend({ count: z.int(), currency: currency.optional() })),
  /** Of the account it would go to. */
  account: accountSigns.optional(),
})
export type PayoutWay = z.output<typeof payoutWay>

const byPayout = z.object({ id: payoutId })

/** What staff see and do of payouts; the desk, bank files, reconciliation and the ledger have theirs in files of their own. */
export const payoutContracts = {
  ...refundDeskContracts,
  payouts: {
    method: 'GET',
    path: '/admin/payouts',
    auth: 'staff',
    summary: 'Payouts, newest change first, keyset-paged',
    query: z.object({
      view: z.enum(payoutViews).default('today'),
      status: payoutStatus.optional(),
      provider: z.string().max(40).optional(),
      code: failureCode.optional(),
      currency: currency.optional(),
      minAmount: z.coerce.number().int().min(0).optional().describe('minor units; needs a currency'),
      maxAmount: z.coerce.number().int().min(0).optional(),
      olderThanHours: z.coerce.number().int().min(0).max(8760).optional(),
      q: z.string().trim().max(200).optional().describe('payout, request, order or provider number'),
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(25),
    }),
    response: z.object({
      payouts: z.array(payoutRow),
      nextCursor: z.string().optional(),
      total: z.int().describe('counted up to 10,000'),
    }),
  },
  payout: {
    method: 'GET',
    path: '/admin/payouts/:id',
    auth: 'staff',
    summary: 'One payout with its whole stream',
    params: byPayout,
    response: payoutRow.extend({
      events: z.array(json<PayoutEvent>()),
      /** When Amends takes it up again by itself; absent: it does not. */
      nextAt: epochMs.optional(),
    }),
    errors: ['not_found'],
  },
  act: {
    method: 'POST',
    path: '/admin/payouts/actions/:action',
    auth: 'staff',
    summary: 'Do the next thing for one or many payouts; each is done or refused for itself',
    params: z.object({
      action: z.enum([...payoutActions, 'approve']),
    }),
    body: z.strictObject({
      payouts: z.array(payoutId).min(1).max(200),
      /** With other_method: a way of `ways`. */
      destination: z.string().max(200).optional(),
      /** With mark_paid, or the destination manual: what proves it. */
      proof: z.string().trim().max(500).optional(),
      message: z.string().trim().max(2000).optional().describe('with ask_shopper: added to the e-mail'),
    }),
    response: z.object({
      results: z.array(
        z.object({
          payout: payoutId,
          done: z.boolean(),
          /** Why not. */
          problem: refusal.optional(),
          currency: currency.optional().describe('of a limit'),
        }),
      ),
    }),
    idempotent: true,
    errors: ['forbidden', 'reason_required', 'validation_failed'],
  },
  ways: {
    method: 'GET',
    path: '/admin/payout-ways',
    auth: 'staff',
    summary: 'Where these payouts can go instead, and why not elsewhere; and whether their shoppers can be asked',
    query: z.object({
      payouts: z
        .string()
        .regex(/^[0-9A-Za-z_]{1,32}(,[0-9A-Za-z_]{1,32}){0,24}$/, 'at most 25 payout numbers, with commas')
        .describe('at most 25, with commas'),
    }),
    response: z.object({
      count: z.int(),
      /** Payments of the order are among them where one payout is asked about. */
      ways: z.array(payoutWay),
      ask: payoutWay.pick({ possible: true, refusals: true }),
    }),
    errors: ['forbidden', 'not_found'],
  },
  ...bankBatchContracts,
  ...reconciliationContracts,
  ...ledgerContracts,
} as const satisfies Record<string, Contract>
