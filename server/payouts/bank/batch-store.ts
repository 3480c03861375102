import type { BankBatch } from '../../../shared/api/bank-batches.schema.ts'
import { evolvePayout } from '../../../shared/payouts/evolve-payout.ts'
import type { PayoutEventBody } from '../../../shared/payouts/payout.ts'
import { type Database, prepareSql, type Row, type Statement } from '../../db/database.ts'
import { guardOneRow } from '../../db/guard.ts'
import { type PayoutFile, payoutFileOf } from '../../db/payout-rows.ts'

/** Transfers one file holds at most. */
export const mostOfBatch = 5000

const selectLast = prepareSql('SELECT * FROM bank_batches WHERE merchant = :merchant ORDER BY number DESC LIMIT :limit')
const selectOne = prepareSql('SELECT * FROM bank_batches WHERE merchant = :merchant AND number = :number')
const selectById = prepareSql('SELECT * FROM bank_batches WHERE merchant = :merchant AND id = :id')

export async function readBatches(database: Database, merchant: string, limit: number): Promise<BankBatch[]> {
  return (await database.read(selectLast({ merchant, limit }))).map(batchOf)
}

export async function readBatch(database: Database, merchant: string, number: number): Promise<BankBatch | undefined> {
  const row = (await database.read(selectOne({ merchant, number })))[0]
  return row && batchOf(row)
}

export async function readBatchById(database: Database, merchant: string, id: string): Promise<BankBatch | undefined> {
  const row = (await database.read(selectById({ merchant, id })))[0]
  return row && batchOf(row)
}

function batchOf(row: Row): BankBatch {
  const { name } = JSON.parse(String(row.made_by)) as { name: string }
  return {
    number: Number(row.number),
    id: String(row.id),
    currency: String(row.currency),
    count: Number(row.count),
    total: Number(row.total),
    status: String(row.status) as BankBatch['status'],
    executeOn: String(row.execute_on),
    madeBy: name,
    madeAt: Number(row.made_at),
    sentAt: row.sent_at == null ? undefined : Number(row.sent_at),
    settledAt: row.settled_at == null ? undefined : Number(row.settled_at),
  }
}

const selectWaiting = prepareSql(
  `SELECT merchant, seq, state FROM payouts
   WHERE merchant = :merchant AND hold IN ('batch', 'approval', 'stopped') AND +provider = 'bank' AND +currency = :currency
   ORDER BY requested_at, id LIMIT ${mostOfBatch}`,
)

/** Payouts that wait for a file of this currency, and those that something else holds first; the oldest first. */
export async function readWaiting(database: Database, merchant: string, currency: string): Promise<PayoutFile[]> {
  return (await database.read(selectWaiting({ merchant, currency }))).map(payoutFileOf)
}

const selectChosen = prepareSql(
  `SELECT p.merchant, p.seq, p.state FROM json_each(:ids) i
   CROSS JOIN payouts p ON p.merchant = :merchant AND p.id = i.value WHERE p.hold = 'batch'`,
)

/** Of these payouts the ones that still wait for a file. */
export async function readChosen(database: Database, merchant: string, ids: readonly string[]): Promise<PayoutFile[]> {
  return (await database.read(selectChosen({ merchant, ids: JSON.stringify(ids) }))).map(payoutFileOf)
}

const selectOfBatch = prepareSql(
  'SELECT merchant, seq, state FROM payouts WHERE merchant = :merchant AND batch = :batch ORDER BY requested_at, id',
)

export async function readPayoutsOfBatch(database: Database, merchant: string, number: number): Promise<PayoutFile[]> {
  return (await database.read(selectOfBatch({ merchant, batch: String(number) }))).map(payoutFileOf)
}

const selectNumber = prepareSql(
  'SELECT COALESCE(MAX(number), 0) + 1 AS number FROM bank_batches WHERE merchant = :merchant',
)

export async function readNextNumber(database: Database, merchant: string): Promise<number> {
  return Number((await database.read(selectNumber({ merchant })))[0]?.number)
}

const selectCommitted = prepareSql(
  `SELECT (SELECT COALESCE(SUM(amount), 0) FROM payouts WHERE merchant = :merchant AND currency = :currency
       AND last_sent_at >= :today AND NOT (status = 'failed' AND failure_final = 1))
     + (SELECT COALESCE(SUM(amount), 0) FROM payouts WHERE merchant = :merchant AND +currency = :currency
       AND batch IS NOT NULL AND status = 'queued') AS amount`,
)

/** Sent today, and in files that the bank does not have yet: what counts towards the daily cap. */
export async function readCommitted(
  database: Database,
  at: { merchant: string; currency: string; today: number },
): Promise<number> {
  return Number((await database.read(selectCommitted(at)))[0]?.amount ?? 0)
}

const insertBatch = prepareSql(
  `INSERT INTO bank_batches (merchant, number, id, currency, count, total, status, execute_on, made_by, made_at)
   VALUES (:merchant, :number, :id, :currency, :count, :total, 'made', :executeOn, :madeBy, :madeAt)`,
)
const changed = `seq = r.value ->> 1 + 1, state = r.value ->> 2, changed_at = :at FROM json_each(:rows) r
   WHERE payouts.merchant = :merchant AND payouts.id = r.value ->> 0 AND payouts.seq = r.value ->> 1`
const takeIn = prepareSql(`UPDATE payouts SET batch = :batch, hold = NULL, ${changed} AND payouts.hold = 'batch'`)
const takeOut = prepareSql(`UPDATE payouts SET batch = NULL, hold = 'batch', ${changed} AND payouts.batch = :batch`)
const guardCount = prepareSql(`INSERT INTO guards (ok, name) SELECT 0, 'batch' WHERE changes() <> :count`)
const insertEvents = prepareSql(
  `INSERT INTO payout_events (merchant, payout, seq, at, type, body)
   SELECT :merchant, r.value ->> 0, r.value ->> 1 + 1, :at, :type, :body FROM json_each(:rows) r`,
)

/** Rows of one statement: its JSON stays far below what a parameter may be. */
const rowsPerStatement = 250

/** Payouts as they were read, and the one event that happens to all of them. */
export interface BatchChange {
  merchant: string
  number: number
  event: PayoutEventBody & { type: 'batched' | 'unbatched' }
  payouts: readonly PayoutFile[]
  at: number
}

/** All of them, or nothing: one that was paid, stopped or put into another file meanwhile refuses it. */
function payoutsMoved({ merchant, number, event, payouts, at }: BatchChange): Statement[] {
  const { type, ...body } = event
  const update = type === 'batched' ? takeIn : takeOut
  const statements: Statement[] = []
  for (let from = 0; from < payouts.length; from += rowsPerStatement) {
    const part = payouts.slice(from, from + rowsPerStatement)
    const rows = JSON.stringify(
      part.map(({ state, seq }) => {
        return [state.id, seq, JSON.stringify(evolvePayout(state, { seq: seq + 1, at, ...event }))]
      }),
    )
    statements.push(
      update({ merchant, batch: String(number), at, rows }),
      guardCount({ count: part.length }),
      insertEvents({ merchant, at, rows, type, body: JSON.stringify(body) }),
    )
  }
  return statements
}

/** The file, with all that is in it. */
export function batchMade(batch: BankBatch, madeBy: { id: string; name: string }, change: BatchChange): Statement[] {
  const { number, id, currency, count, total, executeOn, madeAt } = batch
  const { merchant } = change
  const by = JSON.stringify(madeBy)
  return [
    insertBatch({ merchant, number, id, currency, count, total, executeOn, madeBy: by, madeAt }),
    ...payoutsMoved(change),
  ]
}

const setDiscarded = prepareSql(
  `UPDATE bank_batches SET status = 'discarded' WHERE merchant = :merchant AND number = :number AND status = 'made'`,
)

/** The bank never gets the file: what is in it waits for another. */
export function batchDiscarded(change: BatchChange): Statement[] {
  const { merchant, number } = change
  return [setDiscarded({ merchant, number }), guardOneRow('bank_batch'), ...payoutsMoved(change)]
}

const setSent = prepareSql(
  `UPDATE bank_batches SET status = 'sent', sent_at = :now WHERE merchant = :merchant AND number = :number AND status = 'made'`,
)
const workOfBatch = prepareSql(
  `INSERT INTO outbox (merchant, id, kind, body, due_at)
   SELECT merchant, id || '.' || seq, 'payout', json_object('payout', id), :now FROM payouts
   WHERE merchant = :merchant AND batch = :batch AND status = 'queued'`,
)

/** The file is with the bank, and so are its payouts, each by its own work. */
export function batchSent(merchant: string, number: number, now: number): Statement[] {
  return [
    setSent({ merchant, number, now }),
    guardOneRow('bank_batch'),
    workOfBatch({ merchant, batch: String(number), now }),
  ]
}

const setSettled = prepareSql(
  `UPDATE bank_batches SET status = 'settled', settled_at = :now
   WHERE merchant = :merchant AND number = :number AND status = 'sent'
     AND NOT EXISTS (SELECT 1 FROM payouts p WHERE p.merchant = :merchant AND p.batch = :batch
       AND p.status NOT IN ('succeeded', 'failed', 'cancelled'))`,
)

/** Settled once the bank has said of each what became of it. */
export function batchSettled(merchant: string, number: number, now: number): Statement {
  return setSettled({ merchant, number, batch: String(number), now })
}
