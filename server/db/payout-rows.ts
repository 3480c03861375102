import type { PayoutStatus } from '../../shared/lifecycle/request.ts'
import { prepareSql, type Statement } from './database.ts'
import { outboxRow } from './outbox-row.ts'

export interface PayoutRow {
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
}

const insertPayout = prepareSql(
  `INSERT INTO payouts (merchant, id, request, order_number, destination, provider, reference, currency, amount, status,
     attempts, seq, requested_at, changed_at)
   VALUES (:merchant, :id, :request, :orderNumber, :destination, :provider, :reference, :currency, :amount, :status,
     0, 1, :at, :at)`,
)
const insertEvent = prepareSql(
  `INSERT INTO payout_events (merchant, payout, seq, at, type, body) VALUES (:merchant, :payout, :seq, :at, :type, :body)`,
)
const requeue = prepareSql(
  `UPDATE payouts SET status = 'queued', failure_code = NULL, failure_final = NULL, seq = seq + 1, changed_at = :at
   WHERE merchant = :merchant AND id = :id`,
)
const requeuedEvent = prepareSql(
  `INSERT INTO payout_events (merchant, payout, seq, at, type, body)
   SELECT merchant, id, seq, :at, 'requeued', '{}' FROM payouts WHERE merchant = :merchant AND id = :id`,
)
const requeuedOutbox = prepareSql(
  `INSERT INTO outbox (merchant, id, kind, body, due_at)
   SELECT merchant, id || '.' || seq, 'payout', json_object('payout', id), :at
   FROM payouts WHERE merchant = :merchant AND id = :id`,
)

/** The payout, its first event, and what sends it; one paid by hand is paid already and sends nothing. */
export function payoutRequested(row: PayoutRow, at: number): Statement[] {
  const { merchant, id } = row
  const { destination, amount, currency, status } = row
  const body = JSON.stringify({ destination, amount, currency, status })
  const statements = [
    insertPayout({ ...row, at }),
    insertEvent({ merchant, payout: id, seq: 1, at, type: 'requested', body }),
  ]
  if (status === 'queued') {
    statements.push(
      outboxRow({ merchant, id: `${id}.1`, kind: 'payout', body: JSON.stringify({ payout: id }), dueAt: at }),
    )
  }
  return statements
}

/** Sent again under its own number: the provider never executed it. */
export function payoutRequeued(merchant: string, id: string, at: number): Statement[] {
  return [requeue({ merchant, id, at }), requeuedEvent({ merchant, id, at }), requeuedOutbox({ merchant, id, at })]
}

export { insertEvent as payoutEvent }
