import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import type { Actor, RequestState, RequestStatus } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { eventOf } from '../db/append-events.ts'
import { type Database, prepareSql, type Row } from '../db/database.ts'
import { type OrderAccounts, orderAccountColumns, orderAccountsOf } from '../db/order-accounts.ts'
import { type OrderFile, orderFileColumns, orderFileOf, textOf } from '../db/order-file.ts'
import type { CustomerKeys } from '../db/request-row.ts'
import { parsedOnce } from './parsed-once.ts'

/** What a decision on a new request reads. */
export interface OrderCase extends OrderFile, OrderAccounts {
  /** Requests of this customer in the last 90 days. */
  refunds90: number
}

export interface EvidenceFile {
  id: string
  type: string
  bytes: number
}

/** What a view of a request reads. */
export interface RequestFile
  extends Pick<OrderFile, 'order' | 'emailKey' | 'customerId'>,
    Pick<OrderAccounts, 'accountKinds'> {
  state: RequestState
  seq: number
  /** Oldest first; of `submitted` and `edited` only the frame, their bodies are in the state. */
  events: readonly RequestEvent[]
  evidence: readonly EvidenceFile[]
}

/** What a decision on a request reads. */
export interface RequestCase extends OrderCase, RequestFile {
  keys: CustomerKeys
}

const ninetyDaysMs = 90 * 86_400_000

const refunds90 = `(SELECT COUNT(*) FROM requests h
  WHERE h.merchant = o.merchant AND h.email_key = o.email_key AND h.submitted_at >= :since) AS refunds90`

const selectOrderCase = prepareSql(
  `SELECT ${orderFileColumns}, ${orderAccountColumns}, ${refunds90} FROM orders o WHERE o.merchant = :merchant AND o.number = :number`,
)
const selectRequestCase = prepareSql(
  `SELECT q.state, q.seq, q.email_key AS request_email_key, q.phone_key AS request_phone_key,
     (SELECT json_group_array(json_array(e.seq, e.type, e.at, json(e.actor),
        CASE WHEN e.type IN ('submitted', 'edited') THEN NULL ELSE json(e.body) END))
      FROM (SELECT * FROM request_events WHERE merchant = q.merchant AND request = q.number ORDER BY seq) e) AS events,
     (SELECT json_group_array(json_array(f.id, f.type, f.bytes)) FROM evidence f
      WHERE f.merchant = q.merchant AND f.order_number = q.order_number) AS evidence,
     ${orderFileColumns}, ${orderAccountColumns}, ${refunds90}
   FROM requests q JOIN orders o ON o.merchant = q.merchant AND o.number = q.order_number
   WHERE q.merchant = :merchant AND q.number = :number`,
)

export async function readOrderCase(
  database: Database,
  merchant: string,
  number: string,
  now: number,
): Promise<OrderCase | undefined> {
  const row = (await database.read(selectOrderCase({ merchant, number, since: now - ninetyDaysMs })))[0]
  return row && orderCaseOf(row)
}

export async function readRequestCase(
  database: Database,
  merchant: string,
  number: string,
  now: number,
): Promise<RequestCase | undefined> {
  const row = (await database.read(selectRequestCase({ merchant, number, since: now - ninetyDaysMs })))[0]
  if (!row) return undefined
  const keys = { emailKey: textOf(row.request_email_key), phoneKey: textOf(row.request_phone_key) }
  return { ...orderCaseOf(row), ...partsOf(row), keys }
}

/** By the same statement; what only a decision needs is not parsed. */
export async function readRequestFile(
  database: Database,
  merchant: string,
  number: string,
  now: number,
): Promise<RequestFile | undefined> {
  const row = (await database.read(selectRequestCase({ merchant, number, since: now - ninetyDaysMs })))[0]
  return row && requestFileOf(`${merchant} ${number}`, row)
}

const requestFileOf = parsedOnce<RequestFile>(
  ['state', 'seq', 'events', 'evidence', 'snapshot', 'email_key', 'customer_id', 'connected'],
  (row) => ({
    order: JSON.parse(String(row.snapshot)) as Order,
    accountKinds: orderAccountsOf(row).accountKinds,
    emailKey: textOf(row.email_key),
    customerId: textOf(row.customer_id),
    ...partsOf(row),
  }),
)

function partsOf(row: Row): Pick<RequestFile, 'state' | 'seq' | 'events' | 'evidence'> {
  return {
    state: JSON.parse(String(row.state)) as RequestState,
    seq: Number(row.seq),
    events: (JSON.parse(String(row.events)) as EventTuple[]).map(
      ([seq, type, at, actor, body]) => ({ seq, at, actor, type, ...body }) as RequestEvent,
    ),
    evidence: (JSON.parse(String(row.evidence)) as [string, string, number][]).map(([id, type, bytes]) => ({
      id,
      type,
      bytes,
    })),
  }
}

type EventTuple = [seq: number, type: string, at: number, actor: Actor, body: object | null]

function orderCaseOf(row: Row): OrderCase {
  return { ...orderFileOf(row), ...orderAccountsOf(row), refunds90: Number(row.refunds90) }
}

const selectEvidence = prepareSql(
  `SELECT f.id, f.type, f.bytes FROM json_each(:ids) n JOIN evidence f ON f.merchant = :merchant AND f.id = n.value
   WHERE f.order_number = :order`,
)

/** Of these files, those that were uploaded for this order. */
export async function readEvidence(
  database: Database,
  merchant: string,
  order: string,
  ids: readonly string[],
): Promise<EvidenceFile[]> {
  if (ids.length === 0) return []
  const rows = await database.read(selectEvidence({ merchant, order, ids: JSON.stringify(ids) }))
  return rows.map((row) => ({ id: String(row.id), type: String(row.type), bytes: Number(row.bytes) }))
}

export interface RequestSummary {
  number: string
  order: string
  status: RequestStatus
  currency: string
  total: number
  submittedAt: number
  changedAt: number
}

const summaryColumns = 'number, order_number, status, currency, total, submitted_at, changed_at'

const selectChanged = prepareSql(
  `SELECT ${summaryColumns} FROM requests
   WHERE merchant = :merchant AND (changed_at, number) < (:beforeAt, :beforeNumber)
   ORDER BY changed_at DESC, number DESC LIMIT :limit`,
)
const selectFiltered = prepareSql(
  `SELECT ${summaryColumns} FROM requests
   WHERE merchant = :merchant AND (:status IS NULL OR status = :status) AND (:order IS NULL OR order_number = :order)
     AND (changed_at, number) < (:beforeAt, :beforeNumber)
   ORDER BY changed_at DESC, number DESC LIMIT :limit`,
)
const selectOfShopper = prepareSql(
  `SELECT q.number, q.order_number, q.status, q.currency, q.total, q.submitted_at, q.changed_at
   FROM orders o JOIN requests q ON q.merchant = o.merchant AND q.order_number = o.number
   WHERE o.merchant = :merchant AND (o.number = :order OR o.customer_id = :customer OR o.email_key = :emailKey)
   ORDER BY q.submitted_at DESC, q.number DESC LIMIT 200`,
)
const selectOfOrder = prepareSql(
  `SELECT number, status, submitted_at, total, state FROM requests WHERE merchant = :merchant AND order_number = :order
   ORDER BY submitted_at DESC, number DESC`,
)

/** By last change, newest first; keyset-paged, so flat at any depth. */
export async function readChangedRequests(
  database: Database,
  wanted: {
    merchant: string
    status?: string
    order?: string
    beforeAt: number
    beforeNumber: string
    limit: number
  },
): Promise<RequestSummary[]> {
  const isFiltered = wanted.status !== undefined || wanted.order !== undefined
  const rows = await database.read((isFiltered ? selectFiltered : selectChanged)({ ...wanted }))
  return rows.map(summaryOf)
}

export async function readShopperRequests(
  database: Database,
  merchant: string,
  who: { order?: string; customer?: string; emailKey?: string },
): Promise<RequestSummary[]> {
  return (await database.read(selectOfShopper({ merchant, ...who }))).map(summaryOf)
}

export async function readOrderRequests(database: Database, merchant: string, order: string) {
  const rows = await database.read(selectOfOrder({ merchant, order }))
  return rows.map((row) => ({
    number: String(row.number),
    status: String(row.status) as RequestStatus,
    submittedAt: Number(row.submitted_at),
    total: Number(row.total),
    state: JSON.parse(String(row.state)) as RequestState,
  }))
}

function summaryOf(row: Row): RequestSummary {
  return {
    number: String(row.number),
    order: String(row.order_number),
    status: String(row.status) as RequestStatus,
    currency: String(row.currency),
    total: Number(row.total),
    submittedAt: Number(row.submitted_at),
    changedAt: Number(row.changed_at),
  }
}

const selectEvents = prepareSql(
  `SELECT e.seq, e.type, e.at, e.actor, e.body FROM request_events e
   WHERE e.merchant = :merchant AND e.request = :number AND e.seq > :after ORDER BY e.seq LIMIT :limit`,
)
const selectExists = prepareSql('SELECT seq FROM requests WHERE merchant = :merchant AND number = :number')

export async function readEvents(
  database: Database,
  wanted: { merchant: string; number: string; after: number; limit: number },
): Promise<RequestEvent[]> {
  const rows = await database.read(selectEvents({ ...wanted }))
  return rows.map((row) => eventOf(row as unknown as Parameters<typeof eventOf>[0]))
}

/** How long the stream is; undefined: no such request. */
export async function readSeq(database: Database, merchant: string, number: string): Promise<number | undefined> {
  const row = (await database.read(selectExists({ merchant, number })))[0]
  return row && Number(row.seq)
}
