import { evolvePayout } from '../../shared/payouts/evolve-payout.ts'
import type { PayoutEventBody, PayoutOrder, PayoutState } from '../../shared/payouts/payout.ts'
import { prepareSql, type Row, type SqlValue, type Statement } from './database.ts'
import { guardOneRow } from './guard.ts'
import { outboxRow } from './outbox-row.ts'

/** A payout as it was read: its state, and how long its stream was then. */
export interface PayoutFile {
  merchant: string
  seq: number
  state: PayoutState
}

const insertPayout = prepareSql(
  `INSERT INTO payouts (merchant, id, request, order_number, destination, provider, reference, currency, amount, status,
     attempts, seq, state, requested_at, changed_at, settled_at)
   VALUES (:merchant, :id, :request, :orderNumber, :destination, :provider, :reference, :currency, :amount, :status,
     0, 1, :state, :requestedAt, :changedAt, :settledAt)`,
)
const updatePayout = prepareSql(
  `UPDATE payouts SET status = :status, failure_code = :failureCode, failure_final = :failureFinal, returned = :returned,
     hold = :hold, provider_reference = :providerReference, batch = :batch, attempts = :attempts, seq = :seq, state = :state,
     changed_at = :changedAt, first_sent_at = :firstSentAt, last_sent_at = :lastSentAt, settled_at = :settledAt, person_since = :personSince
   WHERE merchant = :merchant AND id = :id AND seq = :before`,
)
const insertEvents = prepareSql(
  `INSERT INTO payout_events (merchant, payout, seq, at, type, body)
   SELECT :merchant, :payout, value ->> 0, :at, value ->> 1, value ->> 2 FROM json_each(:events)`,
)

/** The payout, its first event, and what sends it; one paid by hand is paid already and sends nothing. */
export function payoutRequested(
  merchant: string,
  order: PayoutOrder,
  status: 'queued' | 'succeeded',
  at: number,
): Statement[] {
  const { state } = requestedPayout(merchant, order, at, status)
  const event: PayoutEventBody = { type: 'requested', order, status }
  const statements = [insertPayout(columnsOf(merchant, state)), eventRows(merchant, order.id, 0, [event], at)]
  if (status === 'queued') statements.push(payoutDue(merchant, order.id, 1, at))
  return statements
}

/** A payout as it begins. */
export function requestedPayout(
  merchant: string,
  order: PayoutOrder,
  at: number,
  status: 'queued' | 'succeeded' = 'queued',
): PayoutFile {
  return { merchant, seq: 1, state: evolvePayout(undefined, { seq: 1, at, type: 'requested', order, status }) }
}

/** Events of a payout's stream with its projection; the guard refuses whoever comes second. */
export function payoutChanged(
  { merchant, seq, state }: PayoutFile,
  events: readonly PayoutEventBody[],
  at: number,
): { after: PayoutFile; statements: Statement[] } {
  const after = events.reduce<PayoutState>(
    (folded, event, index) => evolvePayout(folded, { seq: seq + index + 1, at, ...event }),
    state,
  )
  const file = { merchant, seq: seq + events.length, state: after }
  return {
    after: file,
    statements: [
      updatePayout({ ...columnsOf(merchant, after), seq: file.seq, before: seq }),
      guardOneRow('payout_seq'),
      eventRows(merchant, state.id, seq, events, at),
    ],
  }
}

/** Work on this payout, once for each length of its stream. */
export function payoutDue(merchant: string, id: string, seq: number, dueAt: number): Statement {
  return outboxRow({ merchant, id: `${id}.${seq}`, kind: 'payout', body: JSON.stringify({ payout: id }), dueAt })
}

/** Somebody asked to try a failed one again; `seq` is that of the request's event. */
export function payoutAgain(merchant: string, id: string, seq: number, dueAt: number): Statement {
  const body = JSON.stringify({ payout: id, requeue: true })
  return outboxRow({ merchant, id: `${id}.again.${seq}`, kind: 'payout', body, dueAt })
}

function eventRows(
  merchant: string,
  payout: string,
  seq: number,
  events: readonly PayoutEventBody[],
  at: number,
): Statement {
  const rows = events.map(({ type, ...body }, index) => [seq + index + 1, type, JSON.stringify(body)])
  return insertEvents({ merchant, payout, at, events: JSON.stringify(rows) })
}

/** The columns of a payout's row, all of them from its state: a rebuild makes them again. */
export function columnsOf(merchant: string, state: PayoutState): Record<string, SqlValue | undefined> {
  const { failure } = state
  return {
    merchant,
    id: state.id,
    request: state.request,
    orderNumber: state.orderNumber,
    destination: state.destination,
    provider: state.provider,
    reference: state.reference,
    currency: state.currency,
    amount: state.amount,
    status: state.status,
    failureCode: failure?.code,
    failureFinal: failure && (failure.final ? 1 : 0),
    returned: failure?.returned ? 1 : 0,
    hold: state.hold,
    providerReference: state.providerReference,
    batch: state.batch,
    attempts: state.attempts,
    state: JSON.stringify(state),
    requestedAt: state.requestedAt,
    changedAt: state.changedAt,
    firstSentAt: state.firstSentAt,
    lastSentAt: state.lastSentAt,
    settledAt: state.settledAt,
    personSince: state.person?.since,
  }
}

/** Of a row with merchant, seq and state. */
export function payoutFileOf(row: Row): PayoutFile {
  return { merchant: String(row.merchant), seq: Number(row.seq), state: JSON.parse(String(row.state)) as PayoutState }
}
