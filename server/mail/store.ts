import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import type { RequestState } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { eventOf } from '../db/append-events.ts'
import { type Database, prepareSql } from '../db/database.ts'

const snapshot = `(SELECT v.snapshot FROM order_revisions v
  WHERE v.merchant = o.merchant AND v.number = o.number AND v.revision = o.revision)`

const selectRequest = prepareSql(
  `SELECT r.state, e.seq, e.type, e.at, e.actor, e.body, ${snapshot} AS snapshot
   FROM requests r
   JOIN request_events e ON e.merchant = r.merchant AND e.request = r.number AND e.seq = :seq
   JOIN orders o ON o.merchant = r.merchant AND o.number = r.order_number
   WHERE r.merchant = :merchant AND r.number = :request`,
)

/** What an e-mail about one event is written from: the request as it is by now, the event as it was. */
export interface MailSource {
  state: RequestState
  event: RequestEvent
  order: Order
}

export async function readMailSource(
  database: Database,
  merchant: string,
  request: string,
  seq: number,
): Promise<MailSource | undefined> {
  const row = (await database.read(selectRequest({ merchant, request, seq })))[0]
  if (!row) return undefined
  const { type, at, actor, body } = row
  return {
    state: JSON.parse(String(row.state)) as RequestState,
    event: eventOf({ seq, type: String(type), at: Number(at), actor: String(actor), body: String(body) }),
    order: JSON.parse(String(row.snapshot)) as Order,
  }
}

const selectAddress = prepareSql(
  `SELECT json_extract(${snapshot}, '$.customer.email') AS email
   FROM orders o WHERE o.merchant = :merchant AND o.number = :order`,
)

export async function readOrderEmail(database: Database, merchant: string, order: string): Promise<string | undefined> {
  const email = (await database.read(selectAddress({ merchant, order })))[0]?.email
  return email == null ? undefined : String(email)
}
