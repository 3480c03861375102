import type { RequestItem, RequestState } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { type Database, prepareSql, type Row } from '../db/database.ts'
import { textOf } from '../db/order-file.ts'

/** A past request, and what was known when it was submitted. */
export interface SubmittedRequest {
  number: string
  submittedAt: number
  /** What it claims and the order that it was decided on, as JSON; undefined where that was not kept. */
  claim: string | undefined
  slim: string | undefined
  refunds90: number
  /** States of the order's earlier requests, as they stand. */
  earlier: RequestState[]
  /** Ids of our payouts on the order, and the providers' references to them; empty where the order tells of no refund. */
  ours: string[]
}

/** The whole of what a request was decided on. */
export interface DecidedRequest {
  state: RequestState
  /** As they were claimed last. */
  items: RequestItem[]
  order: Order
  /** Types of the evidence files of its order, by id. */
  evidence: Record<string, string>
}

const ninetyDaysMs = 90 * 86_400_000

// submitted_at + 0 is what the index requests_history holds; a pair alone is no bound on it: every page would begin at the newest.
const page = prepareSql(
  `SELECT q.number, q.submitted_at, r.claim, r.slim,
     (SELECT COUNT(*) FROM requests h WHERE h.merchant = q.merchant AND h.email_key = q.email_key
        AND h.submitted_at >= q.submitted_at - ${ninetyDaysMs} AND h.submitted_at < q.submitted_at) AS refunds90,
     (SELECT json_group_array(json(h.state)) FROM requests h WHERE h.merchant = q.merchant
        AND h.order_number = q.order_number AND (h.submitted_at, h.number) < (q.submitted_at, q.number)) AS earlier,
     CASE WHEN json_array_length(r.slim, '$.refunds') = 0 THEN '[]' ELSE
       (SELECT json_group_array(json_array(p.id, p.provider_reference)) FROM payouts p
          WHERE p.merchant = q.merchant AND p.order_number = q.order_number) END AS ours
   FROM requests q LEFT JOIN replays r ON r.merchant = q.merchant AND r.request = q.number
   WHERE q.merchant = :merchant AND q.submitted_at + 0 >= :since AND q.submitted_at + 0 <= :beforeAt
     AND (q.submitted_at + 0, q.number) < (:beforeAt, :beforeNumber)
   ORDER BY q.submitted_at + 0 DESC, q.number DESC LIMIT :limit`,
)
const decided = prepareSql(
  `SELECT q.number, q.state, v.snapshot,
     (SELECT e.body ->> '$.items' FROM request_events e WHERE e.merchant = q.merchant AND e.request = q.number
        AND e.type IN ('submitted', 'edited') ORDER BY e.seq DESC LIMIT 1) AS items,
     (SELECT json_group_array(json_array(f.id, f.type)) FROM evidence f
        WHERE f.merchant = q.merchant AND f.order_number = q.order_number) AS evidence
   FROM json_each(:requests) n JOIN requests q ON q.merchant = :merchant AND q.number = n.value
   JOIN order_revisions v ON v.merchant = q.merchant AND v.number = q.order_number
     AND v.revision = json_extract(q.state, '$.orderRevision')`,
)
const count = prepareSql(
  'SELECT COUNT(*) AS requests FROM requests WHERE merchant = :merchant AND submitted_at + 0 >= :since',
)

/** Newest first, keyset-paged. */
export async function readSubmitted(
  database: Database,
  wanted: { merchant: string; since: number; beforeAt: number; beforeNumber: string; limit: number },
): Promise<SubmittedRequest[]> {
  return (await database.read(page({ ...wanted }))).map(submittedOf)
}

/** Of these requests, by number, the whole of what they were decided on. */
export async function readDecided(
  database: Database,
  merchant: string,
  requests: readonly string[],
): Promise<Map<string, DecidedRequest>> {
  if (requests.length === 0) return new Map()
  const rows = await database.read(decided({ merchant, requests: JSON.stringify(requests) }))
  return new Map(rows.map((row) => [String(row.number), decidedRequest(row)]))
}

function decidedRequest(row: Row): DecidedRequest {
  return {
    state: JSON.parse(String(row.state)) as RequestState,
    items: JSON.parse(String(row.items)) as RequestItem[],
    order: JSON.parse(String(row.snapshot)) as Order,
    evidence: Object.fromEntries(JSON.parse(String(row.evidence)) as [string, string][]),
  }
}

export async function countSubmitted(database: Database, merchant: string, since: number): Promise<number> {
  return Number((await database.read(count({ merchant, since })))[0]?.requests ?? 0)
}

const none = '[]'

function submittedOf(row: Row): SubmittedRequest {
  const { earlier, ours } = row
  return {
    number: String(row.number),
    submittedAt: Number(row.submitted_at),
    claim: textOf(row.claim),
    slim: textOf(row.slim),
    refunds90: Number(row.refunds90),
    earlier: earlier === none ? [] : (JSON.parse(String(earlier)) as RequestState[]),
    ours: ours === none ? [] : (JSON.parse(String(ours)) as (string | null)[][]).flat().filter((id) => id !== null),
  }
}
