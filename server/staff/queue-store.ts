import type { QueueView } from '../../shared/api/admin.schema.ts'
import type { RequestState, RequestStatus } from '../../shared/lifecycle/request.ts'
import { type Database, prepareSql, type Row, type SqlValue, type Statement } from '../db/database.ts'

export type QueueSort = 'due' | 'newest' | 'amount'

/** What each view of the queue holds; `:me` and `:endOfToday` are bound. */
const views: Record<QueueView, string> = {
  open: 'q.open = 1',
  to_decide: "q.status = 'in_review'",
  due_today: 'q.open = 1 AND q.due_at <= :endOfToday',
  mine: 'q.open = 1 AND q.assignee = :me',
  payout_failed: "q.status = 'payout_failed'",
  waiting_for_shopper: "q.status IN ('needs_info', 'awaiting_return')",
  to_receive: "q.status IN ('in_transit', 'to_inspect')",
  closed: 'q.open = 0',
}

/** A search looks everywhere: whoever asks for a number wants that request, in whatever view it stands. */
const search = `(q.number = :upper OR q.order_number IN (:typed, :bare, :marked) OR q.email_key = :emailKey
  OR q.phone_key = :phoneKey OR q.customer_name LIKE :prefix ESCAPE '\\' OR q.customer_name LIKE :word ESCAPE '\\')`

const sorts: Record<QueueSort, { column: string; order: 'ASC' | 'DESC'; after: '>' | '<' }> = {
  due: { column: 'q.due_at', order: 'ASC', after: '>' },
  newest: { column: 'q.submitted_at', order: 'DESC', after: '<' },
  amount: { column: 'q.total', order: 'DESC', after: '<' },
}

export interface QueueQuery {
  merchant: string
  me: string
  endOfToday: number
  view: QueueView
  sort: QueueSort
  search?: { typed: string; emailKey?: string; phoneKey?: string }
  reason?: string
  country?: string
  after?: readonly [value: number, number: string]
  limit: number
}

export interface QueuedRequest {
  number: string
  order: string
  status: RequestStatus
  seq: number
  state: RequestState
  /** The lines that the claimed items name. */
  lines: { id: string; title: string; image?: string }[]
  customerName?: string
  country: string
  reason: string
  currency: string
  total: number
  suggested: string
  dueAt: number
  assignee?: { id: string; name: string }
  submittedAt: number
  changedAt: number
}

type Shape = (values: Record<string, SqlValue | undefined>) => Statement
const shapes = new Map<string, Shape>()

/** One statement a page, whatever is asked: built once for each combination of view, sort and filters. */
function shapeOf(query: QueueQuery): Shape {
  const key = [query.search ? 'search' : query.view, query.sort, !!query.reason, !!query.country, !!query.after].join()
  const known = shapes.get(key)
  if (known) return known
  const { column, order, after } = sorts[query.sort]
  const filter = [
    'q.merchant = :merchant',
    query.search ? search : views[query.view],
    ...(query.reason ? ['q.reason = :reason'] : []),
    ...(query.country ? ['q.country = :country'] : []),
  ].join(' AND ')
  const shape = prepareSql(
    `SELECT q.number, q.order_number, q.status, q.seq, q.state, q.customer_name, q.country, q.reason, q.currency, q.total,
       q.suggested, q.due_at, q.assignee, u.name AS assignee_name, q.submitted_at, q.changed_at,
       (SELECT json_group_array(json_object('id', l.value ->> 'id', 'title', l.value ->> 'title', 'image', l.value ->> 'image'))
          FROM json_each(v.snapshot, '$.lines') l
          WHERE l.value ->> 'id' IN (SELECT i.value ->> '$.subject.line' FROM json_each(q.state, '$.items') i LIMIT 8)
       ) AS lines,
       (SELECT COUNT(*) FROM requests q WHERE ${filter}) AS matches
     FROM requests q
     LEFT JOIN orders o ON o.merchant = q.merchant AND o.number = q.order_number
     LEFT JOIN order_revisions v ON v.merchant = o.merchant AND v.number = o.number AND v.revision = o.revision
     LEFT JOIN user u ON u.id = q.assignee
     WHERE ${filter}${query.after ? ` AND (${column}, q.number) ${after} (:afterValue, :afterNumber)` : ''}
     ORDER BY ${column} ${order}, q.number ${order} LIMIT :limit`,
  )
  shapes.set(key, shape)
  return shape
}

export async function readQueue(
  database: Database,
  query: QueueQuery,
): Promise<{ rows: QueuedRequest[]; matches: number }> {
  const typed = query.search?.typed ?? ''
  const bare = typed.replace(/^#/, '')
  const literal = typed.replaceAll(/[\\%_]/g, '\\$&')
  const rows = await database.read(
    shapeOf(query)({
      merchant: query.merchant,
      me: query.me,
      endOfToday: query.endOfToday,
      upper: typed.toUpperCase(),
      typed,
      bare,
      marked: `#${bare}`,
      emailKey: query.search?.emailKey,
      phoneKey: query.search?.phoneKey,
      prefix: `${literal}%`,
      word: `% ${literal}%`,
      reason: query.reason,
      country: query.country,
      afterValue: query.after?.[0],
      afterNumber: query.after?.[1],
      limit: query.limit,
    }),
  )
  return { rows: rows.map(queuedOf), matches: Number(rows[0]?.matches ?? 0) }
}

function queuedOf(row: Row): QueuedRequest {
  return {
    number: String(row.number),
    order: String(row.order_number),
    status: String(row.status) as RequestStatus,
    seq: Number(row.seq),
    state: JSON.parse(String(row.state)) as RequestState,
    lines: JSON.parse(String(row.lines)) as QueuedRequest['lines'],
    customerName: row.customer_name == null ? undefined : String(row.customer_name),
    country: String(row.country),
    reason: String(row.reason),
    currency: String(row.currency),
    total: Number(row.total),
    suggested: String(row.suggested),
    dueAt: Number(row.due_at),
    assignee:
      row.assignee == null ? undefined : { id: String(row.assignee), name: String(row.assignee_name ?? row.assignee) },
    submittedAt: Number(row.submitted_at),
    changedAt: Number(row.changed_at),
  }
}

const count = prepareSql(
  `SELECT ${Object.entries(views)
    .map(([name, filter]) => `(SELECT COUNT(*) FROM requests q WHERE q.merchant = :merchant AND ${filter}) AS ${name}`)
    .join(', ')}`,
)

export async function readCounters(
  database: Database,
  at: { merchant: string; me: string; endOfToday: number },
): Promise<Record<QueueView, number>> {
  const row = (await database.read(count(at)))[0] ?? {}
  return Object.fromEntries(Object.keys(views).map((view) => [view, Number(row[view] ?? 0)])) as Record<
    QueueView,
    number
  >
}

const next = prepareSql(
  `SELECT number FROM requests WHERE merchant = :merchant AND open = 1 AND status IN ('in_review', 'payout_failed', 'to_inspect')
     AND number <> :number AND (due_at, number) >
       ((SELECT due_at FROM requests WHERE merchant = :merchant AND number = :number), :number)
   ORDER BY due_at, number LIMIT 1`,
)
const first = prepareSql(
  `SELECT number FROM requests WHERE merchant = :merchant AND open = 1 AND status IN ('in_review', 'payout_failed', 'to_inspect')
     AND number <> :number ORDER BY due_at, number LIMIT 1`,
)

/** The case that is due after this one and waits for staff; behind the last comes the first. */
export async function readNextCase(
  database: Database,
  at: { merchant: string; number: string },
): Promise<string | undefined> {
  const row = (await database.read(next(at)))[0] ?? (await database.read(first(at)))[0]
  return row && String(row.number)
}
