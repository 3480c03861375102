import type { z } from 'zod'
import type { BankBatch } from '../../shared/api/bank-batches.schema.ts'
import type { LedgerEntry } from '../../shared/api/ledger.schema.ts'
import type { AccountSigns, PayoutRow } from '../../shared/api/payout-row.schema.ts'
import type { PayoutWay, payoutContracts } from '../../shared/api/payouts.schema.ts'
import type { ReconciliationDay, ReconciliationDifference } from '../../shared/api/reconciliation.schema.ts'
import type {
  AskedCause,
  PayoutCause,
  PayoutControls,
  PayoutView,
  RefundDesk,
} from '../../shared/api/refund-desk.schema.ts'
import { type AnswerOf, call, fetchFile } from './http.ts'
import { withIntent } from './intents.ts'
import { mergedWays } from './merged-ways.ts'

export type {
  AccountSigns,
  AskedCause,
  BankBatch,
  LedgerEntry,
  PayoutCause,
  PayoutControls,
  PayoutRow,
  PayoutView,
  PayoutWay,
  ReconciliationDay,
  ReconciliationDifference,
  RefundDesk,
}

type Body<Name extends keyof typeof payoutContracts> = (typeof payoutContracts)[Name] extends {
  body: infer Schema extends z.ZodType
}
  ? z.input<Schema>
  : never

/** What a person can do with payouts from the desk. */
export type PayoutAct = z.output<(typeof payoutContracts)['act']['params']>['action']
export type ActBody = Body<'act'>
export type ActResult = AnswerOf<'act'>['results'][number]
/** Why one of several was refused. */
export type Refused = NonNullable<ActResult['problem']>
export type PayoutWays = AnswerOf<'ways'>
export type PayoutDetail = AnswerOf<'payout'>
export type PayoutPage = AnswerOf<'payouts'>
export type BatchPreview = AnswerOf<'previewBatch'>
export type BatchOutcome = AnswerOf<'batchResult'>
export type Ledger = AnswerOf<'ledger'>
export type DifferencePage = AnswerOf<'differences'>
export type DifferenceDecision = Body<'resolveDifference'>

export const payoutViewNames = [
  'today',
  'on_the_way',
  'failed',
  'asked',
  'returned',
  'held',
  'with_person',
  'all',
] as const satisfies readonly PayoutView[]

/** What the list of payouts shows; amounts are minor units of `currency`. */
export interface PayoutFilter {
  view: PayoutView
  status?: string
  provider?: string
  code?: string
  currency?: string
  minAmount?: number
  maxAmount?: number
  olderThanHours?: number
  q?: string
}

export interface LedgerWanted {
  by: 'day' | 'order' | 'request'
  key: string
  until?: string
}

export function listPayouts(filter: PayoutFilter, cursor?: string, limit = 25, quiet = false): Promise<PayoutPage> {
  return call<'payouts'>('GET', '/admin/payouts', { query: { ...filter, cursor, limit }, quiet })
}

export function readPayout(id: string, quiet = false): Promise<PayoutDetail> {
  return call<'payout'>('GET', `/admin/payouts/${encodeURIComponent(id)}`, { quiet })
}

/** One piece of work at a time: each payout of it is done or refused for itself. @throws ApiError */
export async function actOnPayouts(action: PayoutAct, body: ActBody): Promise<ActResult[]> {
  const { results } = await withIntent(`payouts ${action} ${JSON.stringify(body)}`, (idempotencyKey) =>
    call<'act'>('POST', `/admin/payouts/actions/${action}`, { body, idempotencyKey }),
  )
  return results
}

/** So many are asked about in one call. */
const waysAtOnce = 25

/** Where these payouts can go instead, and why not elsewhere; many are asked about piece by piece. */
export async function readWays(payouts: readonly string[]): Promise<PayoutWays> {
  const pieces: PayoutWays[] = []
  for (let from = 0; from < payouts.length; from += waysAtOnce) {
    const query = { payouts: payouts.slice(from, from + waysAtOnce).join() }
    pieces.push(await call<'ways'>('GET', '/admin/payout-ways', { query }))
  }
  return mergedWays(pieces, payouts.length === 1)
}

/** @throws ApiError; with `stale` somebody else saved since `revision`, and nothing was overwritten. */
export function saveControls(body: Body<'saveControls'>): Promise<PayoutControls> {
  return call<'saveControls'>('PUT', '/admin/payout-controls', { body })
}

export function switchPayouts(to: 'stop' | 'resume', reason: string): Promise<PayoutControls> {
  return withIntent(`payouts ${to} ${reason}`, (idempotencyKey) =>
    call<'stop'>('POST', `/admin/payout-controls/${to}`, { body: { reason }, idempotencyKey }),
  )
}

export function previewBatch(currency: string): Promise<BatchPreview> {
  return call<'previewBatch'>('GET', '/admin/bank-batches/preview', { query: { currency } })
}

/** @throws ApiError; with `stale` the payouts or their total are no longer those of the preview. */
export function makeBatch(body: Body<'makeBatch'>): Promise<BankBatch> {
  return withIntent(`batch ${JSON.stringify(body)}`, (idempotencyKey) =>
    call<'makeBatch'>('POST', '/admin/bank-batches', { body, idempotencyKey }),
  )
}

export function fetchBatchFile(
  number: number,
  format: 'pain001' | 'csv',
): Promise<{ file: Blob; name: string | undefined }> {
  return fetchFile(`/admin/bank-batches/${number}/file`, { format })
}

export function markBatchSent(number: number): Promise<BankBatch> {
  return withIntent(`batch ${number} sent`, (idempotencyKey) =>
    call<'batchSent'>('POST', `/admin/bank-batches/${number}/sent`, { body: {}, idempotencyKey }),
  )
}

/** @throws ApiError; with `stale` something of it changed meanwhile */
export function discardBatch(number: number, reason: string): Promise<BankBatch> {
  return withIntent(`batch ${number} discard ${reason}`, (idempotencyKey) =>
    call<'discardBatch'>('POST', `/admin/bank-batches/${number}/discard`, { body: { reason }, idempotencyKey }),
  )
}

/** Importing the same answer twice counts it once. */
export function importBatchResult(number: number, file: Blob): Promise<BatchOutcome> {
  return call<'batchResult'>('POST', `/admin/bank-batches/${number}/result`, { file })
}

/** @param day YYYY-MM-DD in the shop's zone; yesterday where none is named */
export function readReconciliation(day?: string): Promise<ReconciliationDay> {
  return call<'reconciliation'>('GET', '/admin/reconciliation', { query: { day } })
}

/** More of what differs on a day at one provider in one currency. */
export function listDifferences(
  of: { day: string; provider: string; currency: string },
  cursor: string,
  limit?: number,
): Promise<DifferencePage> {
  return call<'differences'>('GET', '/admin/reconciliation/differences', { query: { ...of, cursor, limit } })
}

export function runReconciliation(day: string, provider?: string): Promise<ReconciliationDay> {
  return withIntent(`reconcile ${day} ${provider ?? ''}`, (idempotencyKey) =>
    call<'runReconciliation'>('POST', '/admin/reconciliation/run', {
      body: { day, ...(provider ? { provider } : {}) },
      idempotencyKey,
    }),
  )
}

export function uploadSettlement(day: string, provider: string, file: Blob): Promise<ReconciliationDay> {
  return call<'settlementFile'>('POST', `/admin/reconciliation/${encodeURIComponent(provider)}/file`, {
    query: { day },
    file,
  })
}

export function resolveDifference(id: string, body: DifferenceDecision): Promise<ReconciliationDifference> {
  return withIntent(`difference ${id} ${JSON.stringify(body)}`, (idempotencyKey) =>
    call<'resolveDifference'>('POST', `/admin/reconciliation/differences/${encodeURIComponent(id)}`, {
      body,
      idempotencyKey,
    }),
  )
}

export function readLedger(wanted: LedgerWanted): Promise<Ledger> {
  return call<'ledger'>('GET', '/admin/ledger', { query: { ...wanted } })
}

export function fetchLedgerFile(wanted: LedgerWanted): Promise<{ file: Blob; name: string | undefined }> {
  return fetchFile('/admin/ledger.csv', { ...wanted })
}
