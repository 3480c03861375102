import type { EventBody, EventOf, RequestEvent } from '../../shared/lifecycle/events.ts'
import { evolve } from '../../shared/lifecycle/evolve.ts'
import { holdingsChange, holdingsOf } from '../../shared/lifecycle/holdings.ts'
import type { Actor, RequestState } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { methodOfPayer } from '../../shared/payouts/account.ts'
import type { PayoutOrder } from '../../shared/payouts/payout.ts'
import { appendEvents } from './append-events.ts'
import { changedBalances, writeBalances } from './balance-rows.ts'
import { type Database, prepareSql, type Statement } from './database.ts'
import { guardOneRow } from './guard.ts'
import type { OrderFile } from './order-file.ts'
import { outboxRow } from './outbox-row.ts'
import { payoutAgain, payoutRequested } from './payout-rows.ts'
import { replayRow } from './replay-row.ts'
import { type CustomerKeys, requestRow } from './request-row.ts'

export interface Append {
  merchant: string
  number: string
  /** The state decided on; undefined for a new request. */
  before: RequestState | undefined
  /** How long the stream was then: whoever is second loses the race. */
  seq: number
  events: readonly EventBody[]
  actor: Actor
  at: number
  /** The order as it was decided on. */
  file: OrderFile
  keys: CustomerKeys
  /** The files that the command names. */
  evidence: readonly { id: string; type: string }[]
  /** Which e-mails these events cause. */
  mailsFor(events: readonly RequestEvent[]): readonly { template: string; seq: number }[]
  /** Called with what will be true: the Idempotency-Key's row, which stores the answer. */
  prepared?(appended: Appended): readonly Statement[]
  /** What must be true together with the events. */
  extra?: readonly Statement[]
}

export interface Appended {
  state: RequestState
  seq: number
  events: readonly RequestEvent[]
}

/**
 * The one write of a request's stream: events, projection, balances, payouts and outbox in one batch, all or nothing.
 * Throws the driver's constraint error when a race was lost (constraints.ts); the caller reloads and decides again.
 */
export async function appendRequest(database: Database, input: Append): Promise<Appended> {
  const { merchant, number, file, at } = input
  const events = numbered(input)
  const state = events.reduce<RequestState | undefined>(evolve, input.before)
  if (!state) throw new Error('an append without events')
  const appended: Appended = { state, seq: input.seq + events.length, events }

  const change = holdingsChange(holdingsOf(input.before), holdingsOf(state))
  const asksForMoney = events.some(({ type }) => type === 'payout_requested')
  const statements: Statement[] = []
  if (Object.keys(change).length > 0 || asksForMoney) {
    statements.push(...takeOrder(merchant, state.order, file))
    const rows = changedBalances(file, change, isPaidOutside(input) ? 'fact' : 'decided')
    if (rows.length > 0) statements.push(writeBalances(merchant, state.order, rows))
  }
  statements.push(...appendEvents(merchant, number, events))
  const row = requestRow(merchant, state, appended.seq, input.keys)
  statements.push(input.before ? updateRequest(row) : insertRequest(row))
  statements.push(...events.flatMap((event) => replayRow(merchant, state, event, input)))
  statements.push(...payoutStatements(merchant, state, events, file, at))
  for (const { template, seq } of input.mailsFor(events)) {
    const body = JSON.stringify({ template, request: number, seq })
    statements.push(outboxRow({ merchant, id: `${number}.${seq}.${template}`, kind: 'mail', body, dueAt: at }))
  }
  if (input.extra) statements.push(...input.extra)
  if (input.prepared) statements.push(...input.prepared(appended))
  await database.write(statements)
  return appended
}

/** A provider says that it paid, also under a number that was given up. */
function isPaidOutside({ actor, events }: Append): boolean {
  return (
    actor.kind === 'system' && events.some((event) => event.type === 'payout_changed' && event.status === 'succeeded')
  )
}

function numbered({ events, seq, at, actor }: Append): RequestEvent[] {
  return events.map((event, index) => ({ seq: seq + index + 1, at, actor, ...event }))
}

const insertVersion = prepareSql(
  `INSERT INTO order_balances (merchant, order_number, version, order_revision)
   SELECT :merchant, :order, 1, :revision
   WHERE (SELECT revision FROM orders WHERE merchant = :merchant AND number = :order) = :revision`,
)
const bumpVersion = prepareSql(
  `UPDATE order_balances SET version = version + 1, order_revision = :revision
   WHERE merchant = :merchant AND order_number = :order AND version = :version`,
)

/** Requests on one order are decided one after the other, and on the snapshot that is the latest. */
function takeOrder(merchant: string, order: string, { revision, balanceVersion }: OrderFile): Statement[] {
  const take =
    balanceVersion === undefined
      ? insertVersion({ merchant, order, revision })
      : bumpVersion({ merchant, order, revision, version: balanceVersion })
  return [take, guardOneRow('order_version')]
}

const requestColumns = `seq = :seq, status = :status, open = :open, payout_failed = :payoutFailed,
  state = :state, reason = :reason, total = :total, suggested = :suggested, due_at = :dueAt, tick_at = :tickAt,
  assignee = :assignee, changed_at = :changedAt`
const updateRequest = prepareSql(
  `UPDATE requests SET ${requestColumns} WHERE merchant = :merchant AND number = :number`,
)
const insertRequest = prepareSql(
  `INSERT INTO requests (merchant, number, order_number, seq, status, open, payout_failed, state, email_key, phone_key, customer_name,
     country, reason, currency, total, suggested, due_at, tick_at, assignee, submitted_at, changed_at)
   VALUES (:merchant, :number, :orderNumber, :seq, :status, :open, :payoutFailed, :state, :emailKey, :phoneKey, :customerName,
     :country, :reason, :currency, :total, :suggested, :dueAt, :tickAt, :assignee, :submittedAt, :changedAt)`,
)

function payoutStatements(
  merchant: string,
  state: RequestState,
  events: readonly RequestEvent[],
  file: OrderFile,
  at: number,
): Statement[] {
  return events.flatMap((event) => {
    if (event.type === 'payout_requeued') return [payoutAgain(merchant, event.payout, event.seq, at)]
    if (event.type !== 'payout_requested') return []
    const payout = state.payouts.find(({ id }) => id === event.payout)
    const status = payout?.status === 'succeeded' ? 'succeeded' : 'queued'
    return payoutRequested(merchant, payoutOrder(state, file.order, event), status, at)
  })
}

/** What the event asks for, in the words of the payment it goes back to. */
export function payoutOrder(
  state: RequestState,
  order: Order,
  { payout: id, destination, amount, proof, account, replaces }: EventOf<'payout_requested'>,
): PayoutOrder {
  const payment = order.payments.find((candidate) => candidate.id === destination)
  const { number: request, order: orderNumber, currency } = state
  const common = { id, request, orderNumber, destination, currency, amount, ...(replaces ? { replaces } : {}) }
  if (payment) {
    const { method, reference, label, amount: capturedAmount, capturedAt } = payment
    const provider = payment.executor === 'manual' ? 'manual' : payment.provider
    return { ...common, provider, method, reference, label, capturedAmount, capturedAt: Date.parse(capturedAt) }
  }
  if (destination === 'account') {
    const { id: reference = '', provider = 'bank', label } = account ?? {}
    return { ...common, provider, method: methodOfPayer(provider), reference, label, account: reference }
  }
  const method = destination === 'store_credit' || destination === 'gift_card' ? destination : 'other'
  return { ...common, provider: destination, method, reference: proof ?? destination, proof }
}
