import type { RequestItem, RequestState } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { type Database, prepareSql, type Row } from '../db/database.ts'
import { textOf } from '../db/order-file.ts'

/** What a request claims as it stands, and what was known when it was submitted. */
export interface SubmittedRequest {
  number: string
  submittedAt: number
  customerName?: string
  items: RequestItem[]
  policyVersion: number
  /** What replaying reads of the order that it was decided on, as JSON; undefined where it was not kept. */
  slim: string | undefined
  refunds90: number
  /** States of the order's earlier requests, as they stand. */
  earlier: RequestState[]
  /** Types of the evidence files of its order, by id. */
  evidence: Record<string, string>
  /** Ids of our payouts on the order, and the providers' references to them; empty where the order tells of no refund. */
  ours: string[]
}

const ninetyDaysMs = 90 * 86_400_000

// submitted_at + 0 is what the index requests_history holds.
const page = prepareSql(
  `SELECT q.number, q.submitted_at, q.customer_name, json_extract(q.state, '$.items') AS items,
     json_extract(q.state, '$.policyVersion') AS policy_version,
     r.slim,
     (SELECT COUNT(*) FROM requests h WHERE h.merchant = q.merchant AND h.email_key = q.email_key
        AND h.submitted_at >= q.submitted_at - ${ninetyDaysMs} AND h.submitted_at < q.submitted_at) AS refunds90,
     (SELECT json_group_array(json(h.state)) FROM requests h WHERE h.merchant = q.merchant
        AND h.order_number = q.order_number AND (h.submitted_at, h.number) < (q.submitted_at, q.number)) AS earlier,
     (SELECT json_group_array(json_array(f.id, f.type)) FROM evidence f
        WHERE f.merchant = q.merchant AND f.order_number = q.order_number) AS evidence,
     CASE WHEN json_array_length(r.slim, '$.refunds') = 0 THEN '[]' ELSE
       (SELECT json_group_array(json_array(p.id, p.provider_reference)) FROM payouts p
          WHERE p.merchant = q.merchant AND p.order_number = q.order_number) END AS ours
   FROM requests q LEFT JOIN replay_orders r ON r.merchant = q.merchant AND r.request = q.number
   WHERE q.merchant = :merchant AND q.submitted_at + 0 >= :since AND (q.submitted_at + 0, q.number) < (:beforeAt, :beforeNumber)
   ORDER BY q.submitted_at + 0 DESC, q.number DESC LIMIT :limit`,
)
const decidedOn = prepareSql(
  `SELECT q.number, v.snapshot FROM json_each(:requests) n
   JOIN requests q ON q.merchant = :merchant AND q.number = n.value
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

/** The whole orders that these were decided on, by request. */
export async function readDecidedOn(
  database: Database,
  merchant: string,
  requests: readonly string[],
): Promise<Map<string, Order>> {
  if (requests.length === 0) return new Map()
  const rows = await database.read(decidedOn({ merchant, requests: JSON.stringify(requests) }))
  return new Map(rows.map(({ number, snapshot }) => [String(number), JSON.parse(String(snapshot)) as Order]))
}

export async function countSubmitted(database: Database, merchant: string, since: number): Promise<number> {
  return Number((await database.read(count({ merchant, since })))[0]?.requests ?? 0)
}

function submittedOf(row: Row): SubmittedRequest {
  return {
    number: String(row.number),
    submittedAt: Number(row.submitted_at),
    customerName: textOf(row.customer_name),
    items: JSON.parse(String(row.items)) as RequestItem[],
    policyVersion: Number(row.policy_version),
    slim: textOf(row.slim),
    refunds90: Number(row.refunds90),
    earlier: JSON.parse(String(row.earlier)) as RequestState[],
    evidence: Object.fromEntries(JSON.parse(String(row.evidence)) as [string, string][]),
    ours: (JSON.parse(String(row.ours)) as (string | null)[][]).flat().filter((id) => id !== null),
  }
}
