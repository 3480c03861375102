import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { type Database, prepareSql, type Statement } from '../../db/database.ts'
import type { ProviderRefund, RefundOrder } from '../../platform/ports.ts'
import { payoutNumberOf } from './payout-number.ts'

/** What the sandbox remembers of one number. `lost`: it never arrived, as far as anybody can ask. */
export interface SandboxRefund {
  status: ProviderState['status'] | 'lost'
  failure?: { code: FailureCode; final: boolean }
  asked: number
  at: number
}

const ask = prepareSql(
  `INSERT INTO sandbox_refunds (payout, merchant, amount, currency, reference, status, asked, paid, at)
   VALUES (:payout, :merchant, :amount, :currency, :reference, 'lost', 1, 0, :at)
   ON CONFLICT (payout) DO UPDATE SET asked = asked + 1
   RETURNING status, failure_code, failure_final, asked, at`,
)
const settle = prepareSql(
  `UPDATE sandbox_refunds SET status = :status, failure_code = :code, failure_final = :final, at = :at,
     paid = paid + (:status = 'succeeded' AND status <> 'succeeded'), callback_at = :callbackAt
   WHERE payout = :payout`,
)
const find = prepareSql(
  'SELECT status, failure_code, failure_final, asked, at FROM sandbox_refunds WHERE payout = :payout',
)
const list = prepareSql(
  `SELECT payout, amount, currency, reference, status, failure_code, failure_final, asked, at FROM sandbox_refunds
   WHERE merchant = :merchant AND at >= :from AND at < :until AND status <> 'lost' ORDER BY at, payout`,
)
const due = prepareSql(
  `SELECT merchant, payout, reference, callbacks, callback_at FROM sandbox_refunds
   WHERE callback_at IS NOT NULL AND callback_at <= :now ORDER BY callback_at LIMIT 50`,
)
const called = prepareSql(
  `UPDATE sandbox_refunds SET callbacks = callbacks + 1, callback_at = :next,
     status = COALESCE(:status, status), paid = paid + (:status = 'succeeded' AND status <> 'succeeded'),
     failure_code = COALESCE(:code, failure_code), failure_final = COALESCE(:final, failure_final)
   WHERE payout = :payout AND callbacks = :callbacks`,
)

/** Counts a call under this number; what it did before is what it does again. */
export async function askLedger(database: Database, order: RefundOrder, at: number): Promise<SandboxRefund> {
  const { id: payout, merchant, amount, currency, reference } = order
  const [rows] = await database.write([ask({ payout, merchant, amount, currency, reference, at })])
  const known = rows?.[0] && refundOf(rows[0])
  if (!known) throw new Error('the sandbox ledger did not answer')
  return known
}

export async function settleLedger(
  database: Database,
  payout: string,
  state: ProviderState,
  at: number,
  callbackAt: number | undefined,
): Promise<void> {
  const { status, failure } = state
  const final = failure && (failure.final ? 1 : 0)
  await database.write([settle({ payout, status, code: failure?.code, final, at, callbackAt })])
}

export async function findInLedger(database: Database, payout: string): Promise<SandboxRefund | undefined> {
  const row = (await database.read(find({ payout })))[0]
  return row && refundOf(row)
}

/** What the sandbox was asked for in [from, until), as a provider's own list would have it. */
export async function readSandboxRefunds(
  database: Database,
  wanted: { merchant: string; from: number; until: number },
): Promise<ProviderRefund[]> {
  return (await database.read(list({ ...wanted }))).map((row) => {
    const { status, failure, at } = refundOf(row)
    return {
      providerReference: `sandbox_${row.payout}`,
      // What somebody made in its dashboard has no number of ours.
      payout: payoutNumberOf(String(row.payout)),
      payment: String(row.reference),
      amount: Number(row.amount),
      currency: String(row.currency),
      state: { status: status as ProviderState['status'], failure },
      at,
    }
  })
}

/** A callback that is to be made now. */
export interface DueCallback {
  merchant: string
  payout: string
  reference: string
  /** How many were made before. */
  callbacks: number
  at: number
}

export async function readDueCallbacks(database: Database, now: number): Promise<DueCallback[]> {
  return (await database.read(due({ now }))).map((row) => ({
    merchant: String(row.merchant),
    payout: String(row.payout),
    reference: String(row.reference),
    callbacks: Number(row.callbacks),
    at: Number(row.callback_at),
  }))
}

/** Written with what the callback changed; `said` only where the sandbox's own books change with it. */
export function callbackMade(
  { payout, callbacks }: DueCallback,
  said: ProviderState | undefined,
  next: number | undefined,
): Statement {
  const final = said?.failure && (said.failure.final ? 1 : 0)
  return called({ payout, callbacks, next, status: said?.status, code: said?.failure?.code, final })
}

function refundOf(row: Record<string, unknown>): SandboxRefund {
  const code = row.failure_code as FailureCode | null
  return {
    status: row.status as SandboxRefund['status'],
    ...(code === null ? {} : { failure: { code, final: row.failure_final === 1 } }),
    asked: Number(row.asked),
    at: Number(row.at),
  }
}
