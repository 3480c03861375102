import { prepareSql, type Statement } from '../db/database.ts'
import type { OrderRow } from './store.ts'

const insertRows = prepareSql(
  `INSERT INTO orders (merchant, number, revision, source_revision, content_hash, email_key, phone_key, customer_id,
     placed_at, currency, country, total, line_count, received_at)
   SELECT :merchant, value ->> 'number', 1, value ->> 'sourceRevision', value ->> 'contentHash', value ->> 'emailKey',
     value ->> 'phoneKey', value ->> 'customerId', value ->> 'placedAt', value ->> 'currency', value ->> 'country',
     value ->> 'total', value ->> 'lineCount', value ->> 'receivedAt'
   FROM json_each(:rows)`,
)
const insertSnapshots = prepareSql(
  `INSERT INTO order_revisions (merchant, number, revision, snapshot)
   SELECT :merchant, value ->> 0, 1, value ->> 1 FROM json_each(:rows)`,
)

/** Many new orders in two statements: parameters are bounded by number on D1, not by what they hold. */
export function insertOrders(merchant: string, rows: readonly OrderRow[]): Statement[] {
  const index = rows.map(({ snapshot: _, merchant: __, ...row }) => row)
  return [
    insertRows({ merchant, rows: JSON.stringify(index) }),
    insertSnapshots({ merchant, rows: JSON.stringify(rows.map(({ number, snapshot }) => [number, snapshot])) }),
  ]
}
