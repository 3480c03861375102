import type { PayoutView } from '../../../shared/api/refund-desk.schema.ts'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import { type Database, prepareSql } from '../../db/database.ts'
import { countedMost, foundColumns, foundOf } from './list-store.ts'
import type { FoundPayout } from './payout-row.ts'
import { inRequest, payoutViews, troubledSources } from './payout-views.ts'

export interface DeskAt {
  merchant: string
  /** Epoch ms in the shop's zone. */
  today: number
}

interface Money {
  currency: string
  amount: number
}

export interface DeskFigures {
  paidToday: Money[]
  /** Sent today, what failed for good not counted: what the daily cap has left. */
  sentToday: Money[]
  onTheWay: { count: number; oldestSentAt?: number }
  forBatch: (Money & { count: number })[]
  views: Record<Exclude<PayoutView, CountedApart>, number>
}

// These are counted together with what else is asked of the same rows: the failed ones by their causes.
const countedApart = ['on_the_way', 'failed', 'asked', 'returned'] as const satisfies readonly PayoutView[]
type CountedApart = (typeof countedApart)[number]
const isCountedApart = (view: PayoutView) => (countedApart as readonly PayoutView[]).includes(view)

const viewNames = Object.keys(payoutViews) as PayoutView[]
const { on_the_way: onTheWay } = payoutViews
const counts = viewNames
  .filter((view) => !isCountedApart(view))
  .map((view) => {
    const { from, where } = payoutViews[view]
    return `(SELECT COUNT(*) FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${countedMost})) AS view_${view}`
  })
  .join(', ')

// What was settled did not change since but for being sent back: the bound on changed_at lets the index narrow it.
const figures = prepareSql(
  `SELECT ${counts},
     (SELECT json_array(COUNT(*), MIN(p.first_sent_at)) FROM ${onTheWay.from} WHERE ${onTheWay.where}) AS on_the_way,
     (SELECT json_group_array(json_object('currency', currency, 'amount', amount)) FROM (
        SELECT currency, SUM(amount) AS amount FROM payouts WHERE merchant = :merchant AND status = 'succeeded'
          AND changed_at >= :today AND settled_at >= :today GROUP BY currency ORDER BY currency)) AS paid_today,
     (SELECT json_group_array(json_object('currency', c.value, 'amount', (SELECT COALESCE(SUM(d.amount), 0)
          FROM payouts d WHERE d.merchant = :merchant AND d.currency = c.value AND d.last_sent_at >= :today
            AND NOT (d.status = 'failed' AND d.failure_final = 1)))) FROM json_each(:currencies) c) AS sent_today,
     (SELECT json_group_array(json_object('currency', currency, 'amount', amount, 'count', n)) FROM (
        SELECT currency, SUM(amount) AS amount, COUNT(*) AS n FROM payouts
          WHERE merchant = :merchant AND hold = 'batch' GROUP BY +currency ORDER BY +currency)) AS for_batch`,
)

/** One statement: the figures are of one moment. */
export async function readFigures(
  database: Database,
  at: DeskAt & { currencies: readonly string[] },
): Promise<DeskFigures> {
  const row = (await database.read(figures({ ...at, currencies: JSON.stringify(at.currencies) })))[0] ?? {}
  const list = <T>(name: string) => JSON.parse(String(row[name] ?? '[]')) as T
  const [sent = 0, oldestSentAt] = list<(number | null)[]>('on_the_way')
  const views = Object.fromEntries(viewNames.map((view) => [view, Number(row[`view_${view}`] ?? 0)]))
  return {
    paidToday: list('paid_today'),
    sentToday: list('sent_today'),
    forBatch: list('for_batch'),
    onTheWay: { count: sent ?? 0, oldestSentAt: oldestSentAt ?? undefined },
    views: views as DeskFigures['views'],
  }
}

const firstTry = prepareSql(
  `SELECT COALESCE(SUM(status = 'succeeded' AND attempts = 1), 0) AS paid, COUNT(*) AS settled FROM payouts
   WHERE merchant = :merchant AND status IN ('succeeded', 'failed') AND settled_at >= :since AND attempts > 0`,
)

/** Of the payouts that a provider settled since then: how many were paid at the first try. */
export async function readFirstTry(
  database: Database,
  merchant: string,
  since: number,
): Promise<{ paid: number; settled: number }> {
  const row = (await database.read(firstTry({ merchant, since })))[0] ?? {}
  return { paid: Number(row.paid ?? 0), settled: Number(row.settled ?? 0) }
}

export interface TroubledGroup {
  provider: string
  code: FailureCode
  state: 'failed' | 'unknown' | 'requires_action'
  currency: string
  count: number
  /** Of them: paid once, and sent back. */
  returned: number
  amount: number
  /** The first of them, oldest first. */
  payouts: string[]
  firstAt: number
  tries: number
  unknownSince?: number
  /** Their shoppers were asked for another account: since when, and until when the first of them has time. */
  asked?: { since: number; answerBy: number }
}

/** Payouts of a cause that its answer names. */
export const namedOfCause = 200

const askedSince = `(SELECT MAX(e.at) FROM request_events e WHERE e.merchant = p.merchant AND e.request = p.request
         AND e.type = 'account_asked' AND e.body ->> 'payout' = p.id)`
const troubled = troubledSources
  .map(
    // The plus keeps the planner from indexes that would sort instead of narrow.
    ({ from, where }) => `SELECT p.id, +p.provider AS provider, p.status, +p.currency AS currency, p.amount, p.attempts,
       p.returned, p.changed_at AS since, ${inRequest('askedBy')} AS asked_by,
       CASE WHEN p.status = 'failed' AND ${inRequest('askedBy')} IS NOT NULL THEN ${askedSince} END AS asked_since,
       CASE WHEN p.status = 'unknown' THEN p.state ->> 'unknownSince' END AS unknown_since,
       COALESCE(p.failure_code, CASE p.status WHEN 'requires_action' THEN 'payer_details_required'
         ELSE 'outcome_unknown' END) AS code
     FROM ${from} WHERE ${where}`,
  )
  .join(' UNION ALL ')
const groups = prepareSql(
  `SELECT provider, code, status, currency, COUNT(*) AS n, SUM(returned) AS returned, SUM(amount) AS amount,
     MIN(since) AS first_at, MIN(asked_since) AS asked_since, MIN(asked_by) AS answer_by, MAX(attempts) AS tries,
     MIN(unknown_since) AS unknown_since,
     json_group_array(id ORDER BY place) FILTER (WHERE place <= ${namedOfCause}) AS ids
   FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY provider, code, status, asked_by IS NULL ORDER BY since, id) AS place
     FROM (${troubled}))
   GROUP BY provider, code, status, asked_by IS NULL, currency ORDER BY amount DESC`,
)

export async function readTroubled(database: Database, merchant: string): Promise<TroubledGroup[]> {
  return (await database.read(groups({ merchant }))).map((row) => ({
    provider: String(row.provider),
    code: String(row.code) as FailureCode,
    state: String(row.status) as TroubledGroup['state'],
    currency: String(row.currency),
    count: Number(row.n),
    returned: Number(row.returned),
    amount: Number(row.amount),
    payouts: JSON.parse(String(row.ids)) as string[],
    firstAt: Number(row.first_at),
    tries: Number(row.tries),
    unknownSince: row.unknown_since == null ? undefined : Number(row.unknown_since),
    asked:
      row.answer_by == null
        ? undefined
        : { since: Number(row.asked_since ?? row.first_at), answerBy: Number(row.answer_by) },
  }))
}

// The work of a payout has the payout's number and a point before its own: '/' follows '.'.
const works = prepareSql(
  `SELECT i.value AS id,
     (SELECT json_array(MIN(o.due_at), MAX(o.attempts)) FROM outbox o
        WHERE o.merchant = :merchant AND o.id > i.value || '.' AND o.id < i.value || '/' AND o.done_at IS NULL) AS work
   FROM json_each(:ids) i`,
)

/** When Amends takes each up again by itself, and how often it did. */
export async function readWork(
  database: Database,
  merchant: string,
  ids: readonly string[],
): Promise<Map<string, { nextAt: number; asked: number }>> {
  const found = new Map<string, { nextAt: number; asked: number }>()
  if (ids.length === 0) return found
  for (const row of await database.read(works({ merchant, ids: JSON.stringify(ids) }))) {
    const [nextAt, asked] = JSON.parse(String(row.work)) as (number | null)[]
    if (nextAt != null) found.set(String(row.id), { nextAt, asked: asked ?? 0 })
  }
  return found
}

const approvals = prepareSql(
  `SELECT ${foundColumns} FROM payouts p LEFT JOIN requests q ON q.merchant = p.merchant AND q.number = p.request
   WHERE p.merchant = :merchant AND p.hold = 'approval' ORDER BY +p.changed_at, p.id LIMIT :limit`,
)

/** Waiting for a person's yes, the longest waiting first. */
export async function readApprovals(database: Database, merchant: string, limit: number): Promise<FoundPayout[]> {
  return (await database.read(approvals({ merchant, limit }))).map(foundOf)
}
