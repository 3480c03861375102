import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { type Database, prepareSql } from '../../db/database.ts'
import type { RefundOrder } from '../../platform/ports.ts'

/** What the sandbox remembers of one number. `lost`: it never arrived, as far as anybody can ask. */
export interface SandboxRefund {
  status: ProviderState['status'] | 'lost'
  failure?: { code: FailureCode; final: boolean }
  asked: number
  at: number
}

const ask = prepareSql(
  `INSERT INTO sandbox_refunds (payout, amount, currency, reference, status, asked, paid, at)
   VALUES (:payout, :amount, :currency, :reference, 'lost', 1, 0, :at)
   ON CONFLICT (payout) DO UPDATE SET asked = asked + 1
   RETURNING status, failure_code, failure_final, asked, at`,
)
const settle = prepareSql(
  `UPDATE sandbox_refunds SET status = :status, failure_code = :code, failure_final = :final, at = :at,
     paid = paid + (:status = 'succeeded' AND status <> 'succeeded')
   WHERE payout = :payout`,
)
const find = prepareSql(
  'SELECT status, failure_code, failure_final, asked, at FROM sandbox_refunds WHERE payout = :payout',
)

/** Counts a call under this number; what it did before is what it does again. */
export async function askLedger(database: Database, order: RefundOrder, at: number): Promise<SandboxRefund> {
  const { id: payout, amount, currency, reference } = order
  const [rows] = await database.write([ask({ payout, amount, currency, reference, at })])
  const known = rows?.[0] && refundOf(rows[0])
  if (!known) throw new Error('the sandbox ledger did not answer')
  return known
}

export async function settleLedger(
  database: Database,
  payout: string,
  state: ProviderState,
  at: number,
): Promise<void> {
  const { status, failure } = state
  const final = failure && (failure.final ? 1 : 0)
  await database.write([settle({ payout, status, code: failure?.code, final, at })])
}

export async function findInLedger(database: Database, payout: string): Promise<SandboxRefund | undefined> {
  const row = (await database.read(find({ payout })))[0]
  return row && refundOf(row)
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
