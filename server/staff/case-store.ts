import type { RequestStatus } from '../../shared/lifecycle/request.ts'
import type { PayoutState } from '../../shared/payouts/payout.ts'
import { type Database, prepareSql } from '../db/database.ts'

const selectPayouts = prepareSql(
  `SELECT state FROM payouts WHERE merchant = :merchant AND request = :number ORDER BY requested_at, id`,
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
  payouts: PayoutState[]
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
    payouts: payouts.map((row) => JSON.parse(String(row.state)) as PayoutState),
    orders: Number(customer[0]?.orders ?? 0),
    requests: JSON.parse(String(customer[0]?.requests ?? '[]')) as RequestOfCustomer[],
  }
}
