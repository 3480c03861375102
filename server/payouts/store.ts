import type { FailureCode, PayoutStatus } from '../../shared/lifecycle/request.ts'
import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'
import { guardOneRow } from '../db/guard.ts'
import { textOf } from '../db/order-file.ts'
import { payoutEvent } from '../db/payout-rows.ts'
import type { ProviderState } from '../platform/ports.ts'

export interface Payout {
  merchant: string
  id: string
  request: string
  orderNumber: string
  destination: string
  provider: string
  reference: string
  currency: string
  amount: number
  status: PayoutStatus
  failure?: { code: FailureCode; final: boolean }
  providerReference?: string
  attempts: number
  seq: number
  requestedAt: number
  changedAt: number
}

const select = prepareSql('SELECT * FROM payouts WHERE merchant = :merchant AND id = :id')
const submit = prepareSql(
  `UPDATE payouts SET status = 'submitting', attempts = attempts + 1, seq = seq + 1, changed_at = :at
   WHERE merchant = :merchant AND id = :id AND seq = :seq`,
)
const change = prepareSql(
  `UPDATE payouts SET status = :status, failure_code = :code, failure_final = :final,
     provider_reference = COALESCE(:reference, provider_reference), seq = seq + 1, changed_at = :at
   WHERE merchant = :merchant AND id = :id AND seq = :seq`,
)

export async function readPayout(database: Database, merchant: string, id: string): Promise<Payout | undefined> {
  const row = (await database.read(select({ merchant, id })))[0]
  return row && payoutOf(row)
}

/** Said before the provider is called: whoever finds `submitting` later must ask before sending again. */
export function markSubmitting({ merchant, id, seq, attempts }: Payout, at: number): Statement[] {
  return [
    submit({ merchant, id, seq, at }),
    guardOneRow('payout_seq'),
    payoutEvent({
      merchant,
      payout: id,
      seq: seq + 1,
      at,
      type: 'submitting',
      body: JSON.stringify({ attempt: attempts + 1 }),
    }),
  ]
}

export function changePayout({ merchant, id, seq }: Payout, state: ProviderState, at: number): Statement[] {
  const { status, failure, providerReference } = state
  return [
    change({
      merchant,
      id,
      seq,
      at,
      status,
      code: failure?.code,
      final: failure && (failure.final ? 1 : 0),
      reference: providerReference,
    }),
    guardOneRow('payout_seq'),
    payoutEvent({
      merchant,
      payout: id,
      seq: seq + 1,
      at,
      type: status,
      body: JSON.stringify({ failure, providerReference }),
    }),
  ]
}

function payoutOf(row: Row): Payout {
  const code = textOf(row.failure_code)
  return {
    merchant: String(row.merchant),
    id: String(row.id),
    request: String(row.request),
    orderNumber: String(row.order_number),
    destination: String(row.destination),
    provider: String(row.provider),
    reference: String(row.reference),
    currency: String(row.currency),
    amount: Number(row.amount),
    status: String(row.status) as PayoutStatus,
    ...(code === undefined ? {} : { failure: { code: code as FailureCode, final: row.failure_final === 1 } }),
    providerReference: textOf(row.provider_reference),
    attempts: Number(row.attempts),
    seq: Number(row.seq),
    requestedAt: Number(row.requested_at),
    changedAt: Number(row.changed_at),
  }
}
