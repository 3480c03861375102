import type { RequestEvent } from '../../../shared/lifecycle/events.ts'
import type { RequestState } from '../../../shared/lifecycle/request.ts'
import type { PayoutEventBody } from '../../../shared/payouts/payout.ts'
import { writeBalances } from '../../db/balance-rows.ts'
import type { SqlValue, Statement } from '../../db/database.ts'
import type { OrderFile } from '../../db/order-file.ts'
import { columnsOf, type PayoutFile } from '../../db/payout-rows.ts'
import type { Replay } from '../../db/replay-row.ts'
import { type CustomerKeys, requestRow } from '../../db/request-row.ts'
import { insertRows, type TableRow } from './insert-rows.ts'

export type PayoutStreamEvent = PayoutEventBody & { seq: number; at: number }

/** Work that was asked for, by whoever does it. */
export interface PastWork {
  id: string
  kind: 'mail' | 'payout'
  body: object
  /** Epoch ms. */
  dueAt: number
  /** Epoch ms; undefined while it is still to be done. */
  doneAt: number | undefined
  attempts: number
}

export interface PastRows {
  request(state: RequestState, events: readonly RequestEvent[], keys: CustomerKeys, replay: Replay): void
  payout(file: PayoutFile, events: readonly PayoutStreamEvent[]): void
  order(number: string, file: OrderFile): void
  work(work: PastWork): void
  /** What the sandbox would remember of a refund. */
  sandbox(row: TableRow): void
  credit(grant: Statement): void
  statements(): Statement[]
}

/**
 * The rows of the past: events as they happened, and of each projection the last, by the functions that append writes with.
 * Thousands of requests would take long one statement after the other, only to be overwritten by the next.
 *
 * @param keptSince epoch ms; work that was done earlier has been forgotten by now
 */
export function pastRows(merchant: string, keptSince: number): PastRows {
  const requests: TableRow[] = []
  const replays: TableRow[] = []
  const requestEvents: TableRow[] = []
  const payouts: TableRow[] = []
  const payoutEvents: TableRow[] = []
  const orders: TableRow[] = []
  const outbox: TableRow[] = []
  const sandbox: TableRow[] = []
  const balances: Statement[] = []
  const credits: Statement[] = []
  return {
    request(state, events, keys, replay) {
      const [claim, slim] = [JSON.stringify(replay.claim), JSON.stringify(replay.slim)]
      replays.push({ merchant, request: state.number, claim, slim })
      requests.push(inColumns(requestRow(merchant, state, events.length, keys)))
      for (const { seq, type, at, actor, ...body } of events) {
        const [by, what] = [JSON.stringify(actor), JSON.stringify(body)]
        requestEvents.push({ merchant, request: state.number, seq, type, at, actor: by, body: what })
      }
    },
    payout({ state, seq: length }, events) {
      payouts.push({ ...inColumns(columnsOf(merchant, state)), seq: length })
      for (const { seq, at, type, ...body } of events) {
        payoutEvents.push({ merchant, payout: state.id, seq, at, type, body: JSON.stringify(body) })
      }
    },
    order(number, { balanceVersion, revision, balances: rows }) {
      if (balanceVersion === undefined) return
      orders.push({ merchant, order_number: number, version: balanceVersion, order_revision: revision })
      if (rows.length > 0) balances.push(writeBalances(merchant, number, rows))
    },
    work({ id, kind, body, dueAt, doneAt, attempts }) {
      if (doneAt !== undefined && doneAt < keptSince) return
      outbox.push({ merchant, id, kind, body: JSON.stringify(body), due_at: dueAt, done_at: doneAt, attempts })
    },
    sandbox: (row) => sandbox.push(row),
    credit: (grant) => credits.push(grant),
    statements: () => [
      ...insertRows('requests', requests),
      ...insertRows('replays', replays),
      ...insertRows('request_events', requestEvents),
      ...insertRows('order_balances', orders),
      ...balances,
      ...insertRows('payouts', payouts),
      ...insertRows('payout_events', payoutEvents),
      ...insertRows('sandbox_refunds', sandbox),
      ...credits,
      ...insertRows('outbox', outbox),
    ],
  }
}

/** Properties as columns are called. */
function inColumns(row: Record<string, SqlValue | undefined>): TableRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [columnOf(name), value]))
}

const columns = new Map<string, string>()

function columnOf(name: string): string {
  const column = columns.get(name) ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  columns.set(name, column)
  return column
}
