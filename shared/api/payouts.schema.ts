import { z } from 'zod'
import { ownDestinations } from '../payouts/destinations.ts'
import { failureActions, payoutActions } from '../payouts/failures.ts'
import type { PayoutEvent } from '../payouts/payout.ts'
import {
  arrival,
  epochMs,
  failureCode,
  minor,
  orderNumber,
  payoutStatus,
  problem,
  requestNumber,
} from './common.schema.ts'
import type { Contract } from './contract.ts'

const json = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null)

const payoutId = z.string().regex(/^[0-9A-Za-z_]{1,32}$/, 'a payout number looks like po_01KB2X8Q…')
const day = z.iso.date().describe('YYYY-MM-DD in the shop’s zone')
const currency = z.string().length(3)
const person = z.object({ id: z.string(), name: z.string() })

/** Sums never mix currencies. */
const money = z.object({ currency, amount: minor })
export type Money = z.output<typeof money>

/** `failed` is work; `asked` waits for its shopper. */
export const payoutViews = ['today', 'on_the_way', 'failed', 'asked', 'returned', 'held', 'with_person', 'all'] as const
export type PayoutView = (typeof payoutViews)[number]

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

/** Why something was refused, as problem+json says it; `limit` is in the payout's `currency`. */
const refusal = problem.pick({ code: true, params: true, limit: true, pointer: true, errors: true })

/** Where the money of a payout that failed can go instead. */
export const payoutWay = z.object({
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

export const bankBatch = z.object({
  number: z.int(),
  id: z.string(),
  currency,
  count: z.int(),
  total: minor,
  status: z.enum(['made', 'sent', 'settled']),
  executeOn: day,
  madeBy: z.string(),
  madeAt: epochMs,
  sentAt: epochMs.optional(),
  settledAt: epochMs.optional(),
})
export type BankBatch = z.output<typeof bankBatch>

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
    }),
  ),
  differences: z.array(reconciliationDifference),
  /** Connected providers without figures for this day: `file` ones need their settlement file. */
  missing: z.array(z.object({ provider: z.string(), by: z.enum(['list', 'file']) })),
})
export type ReconciliationDay = z.output<typeof reconciliationDay>

/** Money that left or came back. `amount` is signed: out is positive. */
export const ledgerEntry = z.object({
  at: epochMs,
  day,
  kind: z.enum(['paid', 'returned', 'external', 'external_failed']),
  request: requestNumber.optional(),
  order: orderNumber,
  payout: payoutId.optional(),
  provider: z.string(),
  providerReference: z.string().optional(),
  destination: z.string(),
  currency,
  amount: z.int(),
})
export type LedgerEntry = z.output<typeof ledgerEntry>

const ledgerWanted = z.object({
  by: z.enum(['day', 'order', 'request']),
  key: z.string().min(1).max(100).describe('a day, an order number, or a request number'),
  until: day.optional().describe('with by=day: the last day, at most 92 days later'),
})

const byPayout = z.object({ id: payoutId })
const byBatch = z.object({ number: z.coerce.number().int().min(1) })
const reason = z.string().trim().min(1).max(500)

export const payoutContracts = {
  desk: {
    method: 'GET',
    path: '/admin/refund-desk',
    auth: 'staff',
    summary: 'Today’s figures, failures by cause, what waits for a second person',
    response: refundDesk,
  },
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
    response: payoutRow.extend({ events: z.array(json<PayoutEvent>()) }),
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
  reconciliation: {
    method: 'GET',
    path: '/admin/reconciliation',
    auth: 'staff',
    summary: 'A day: ours against theirs, and what differs',
    query: z.object({ day: day.optional().describe('yesterday, where none is named') }),
    response: reconciliationDay,
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
  ledger: {
    method: 'GET',
    path: '/admin/ledger',
    auth: 'staff',
    summary: 'Money out and back, by day, order or request, with sums that are those of its lines',
    query: ledgerWanted,
    response: z.object({
      entries: z.array(ledgerEntry),
      sums: z.array(z.object({ currency, out: minor, back: minor, net: z.int() })),
      /** With by=day, where there are more than are shown. */
      isCut: z.boolean(),
    }),
  },
  ledgerFile: {
    method: 'GET',
    path: '/admin/ledger.csv',
    auth: 'staff',
    summary: 'The same as CSV, whole',
    query: ledgerWanted,
    response: 'binary',
  },
} as const satisfies Record<string, Contract>
