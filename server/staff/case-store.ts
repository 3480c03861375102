import type { RequestStatus } from '../../shared/lifecycle/request.ts'
import { type Database, prepareSql, type Row } from '../db/database.ts'

const selectPayouts = prepareSql(
  `SELECT id, destination, amount, status, failure_code, failure_final, provider_reference, attempts, changed_at
   FROM payouts WHERE merchant = :merchant AND request = :number ORDER BY requested_at, id`,
)
const selectCustomer = prepareSql(
  `SELECT
     (SELECT COUNT(*) FROM orders WHERE merchant = :merchant AND email_key = :emailKey) AS orders,
     (SELECT json_group_array(json_object('number', number, 'order', order_number, 'status', status,
        'submittedAt', submitted_at, 'currency', currency, 'total', total, 'stars', state ->> '$.rating.stars'))
      FROM (SELECT * FROM requests WHERE merchant = :merchant AND email_key = :emailKey AND number <> :number
            ORDER BY submitted_at DESC, number DESC LIMIT 20)) AS requests`,
)
const selectCase = prepareSql(
  `SELECT (SELECT json_group_array(json_object('id', staff, 'name', name)) FROM
     (SELECT staff, name FROM presences WHERE merchant = :merchant AND request = :number AND staff <> :me
        AND seen_at >= :since ORDER BY name)) AS looking`,
)

export interface PayoutOfCase {
  id: string
  destination: string
  amount: number
  status: string
  failure?: { code: string; final: boolean }
  providerReference?: string
  attempts: number
  changedAt: number
}

export interface RequestOfCustomer {
  number: string
  order: string
  status: RequestStatus
  submittedAt: number
  currency: string
  total: number
  stars: number | null
}

export interface CaseAround {
  looking: { id: string; name: string }[]
  payouts: PayoutOfCase[]
  orders: number
  requests: RequestOfCustomer[]
}

/** What stands around a request: its payouts' own rows, its customer's other requests, who looks at it. */
export async function readAround(
  database: Database,
  at: { merchant: string; number: string; emailKey?: string; me: string; since: number },
): Promise<CaseAround> {
  const [around, payouts, customer] = await Promise.all([
    database.read(selectCase(at)),
    database.read(selectPayouts(at)),
    database.read(selectCustomer(at)),
  ])
  return {
    looking: JSON.parse(String(around[0]?.looking ?? '[]')) as CaseAround['looking'],
    payouts: payouts.map(payoutOf),
    orders: Number(customer[0]?.orders ?? 0),
    requests: JSON.parse(String(customer[0]?.requests ?? '[]')) as RequestOfCustomer[],
  }
}

function payoutOf(row: Row): PayoutOfCase {
  return {
    id: String(row.id),
    destination: String(row.destination),
    amount: Number(row.amount),
    status: String(row.status),
    failure:
      row.failure_code == null ? undefined : { code: String(row.failure_code), final: Number(row.failure_final) === 1 },
    providerReference: row.provider_reference == null ? undefined : String(row.provider_reference),
    attempts: Number(row.attempts),
    changedAt: Number(row.changed_at),
  }
}
