import type { PayoutView } from '../../../shared/api/refund-desk.schema.ts'
import { providerNames } from '../../../shared/payouts/payout.ts'
import { type Database, prepareSql, type Row, type SqlValue, type Statement } from '../../db/database.ts'
import type { FoundPayout } from './payout-row.ts'
import { payoutViews, smallViews } from './payout-views.ts'

export interface PayoutQuery {
  merchant: string
  /** Epoch ms in the shop's zone. */
  today: number
  view: PayoutView
  q?: string
  status?: string
  provider?: string
  code?: string
  currency?: string
  minAmount?: number
  maxAmount?: number
  changedBefore?: number
  after?: readonly [changedAt: number, id: string]
  limit: number
}

/** Nothing is counted further. */
export const countedMost = 10_000

/** What a row of the desk shows; `p` is the payout, `q` its request. */
export const foundColumns = `p.state, p.seq, q.customer_name, q.reason, q.state ->> 'policyVersion' AS policy_version,
  (SELECT s.value FROM json_each(q.state, '$.payouts') s WHERE s.value ->> 'id' = p.id) AS summary`

// Whoever asks for a number wants that payout, in whatever view it stands. Each part has its index.
const found = (condition: string) => `SELECT f.id FROM payouts f WHERE f.merchant = :merchant AND ${condition}`
const search = `(SELECT :typed AS id UNION ${found('f.request = :upper')}
  UNION ${found('f.order_number IN (:typed, :bare, :marked)')}
  UNION ${found(`f.provider IN (${providerNames.map((name) => `'${name}'`).join(', ')}) AND f.provider_reference = :typed`)})`

/** Conditions on `p`, each on one column; `code` narrows by state too, since only what is open or failed has one. */
const filters = {
  status: ['p.status', '= :status'],
  provider: ['p.provider', '= :provider'],
  code: [
    'p.failure_code',
    `= :code AND p.status IN ('queued', 'submitting', 'pending', 'requires_action', 'unknown', 'failed')`,
  ],
  currency: ['p.currency', '= :currency'],
  minAmount: ['p.amount', '>= :minAmount'],
  maxAmount: ['p.amount', '<= :maxAmount'],
  changedBefore: ['p.changed_at', '<= :changedBefore'],
} as const
type FilterName = keyof typeof filters
const filterNames = Object.keys(filters) as FilterName[]

/**
 * By what the payouts are found. The planner knows no figures, so it is told: every other column is hidden from it by a plus.
 * `sorted`: few are found by their state, and put in order; the others are walked in their order until the page is full.
 */
type Lead = 'sorted' | 'time' | 'status' | 'provider' | 'currency'

function leadOf({ q, view, code, status, provider, currency }: PayoutQuery): Lead {
  if (q || code || smallViews.includes(view)) return 'sorted'
  if (view === 'today') return 'time'
  // Nearly all are paid: every other state narrows more than anything else does.
  if (status && status !== 'succeeded') return 'status'
  if (provider) return 'provider'
  if (currency) return 'currency'
  return status ? 'status' : 'time'
}

type Shape = (values: Record<string, SqlValue | undefined>) => Statement
const shapes = new Map<string, Shape>()

/** One statement a page, built once for each combination of view and filters. */
function shapeOf(query: PayoutQuery): Shape {
  const used = filterNames.filter((name) => query[name] !== undefined)
  const lead = leadOf(query)
  const key = [query.q ? 'search' : query.view, lead, ...used, query.after ? 'after' : ''].join()
  const known = shapes.get(key)
  if (known) return known
  const isWalked = lead !== 'sorted'
  // CROSS JOIN: what was found first, then the payouts of it.
  const { from, where } = query.q
    ? { from: `${search} w CROSS JOIN payouts p`, where: 'p.merchant = :merchant AND p.id = w.id' }
    : payoutViews[query.view]
  const narrowed = used.map((name) => {
    const [column, condition] = filters[name]
    const isLeading = name === lead || (isWalked && name === 'changedBefore')
    return `${isLeading ? '' : '+'}${column} ${condition}`
  })
  const filter = [where, ...narrowed].join(' AND ')
  const changedAt = isWalked ? 'p.changed_at' : '+p.changed_at'
  const after = query.after ? ` AND (${changedAt}, p.id) < (:afterAt, :afterId)` : ''
  // The page is found by its columns first: states are long, and sorting carries them along.
  const shape = prepareSql(
    `SELECT ${foundColumns}, page.matches FROM (
       SELECT p.merchant, p.id, p.changed_at,
         (SELECT COUNT(*) FROM (SELECT 1 FROM ${from} WHERE ${filter} LIMIT ${countedMost})) AS matches
       FROM ${from} WHERE ${filter}${after} ORDER BY ${changedAt} DESC, p.id DESC LIMIT :limit) page
     CROSS JOIN payouts p ON p.merchant = page.merchant AND p.id = page.id
     LEFT JOIN requests q ON q.merchant = p.merchant AND q.number = p.request
     ORDER BY page.changed_at DESC, page.id DESC`,
  )
  shapes.set(key, shape)
  return shape
}

export async function readPayouts(
  database: Database,
  query: PayoutQuery,
): Promise<{ found: FoundPayout[]; matches: number }> {
  const typed = query.q ?? ''
  const bare = typed.replace(/^#/, '')
  const { merchant, today, status, provider, code, currency, minAmount, maxAmount, changedBefore, after, limit } = query
  const rows = await database.read(
    shapeOf(query)({
      merchant,
      today,
      typed,
      bare,
      marked: `#${bare}`,
      upper: typed.toUpperCase(),
      status,
      provider,
      code,
      currency,
      minAmount,
      maxAmount,
      changedBefore,
      afterAt: after?.[0],
      afterId: after?.[1],
      limit,
    }),
  )
  return { found: rows.map(foundOf), matches: Number(rows[0]?.matches ?? 0) }
}

const one = prepareSql(
  `SELECT ${foundColumns},
     (SELECT json_group_array(json_array(e.seq, e.at, e.type, json(e.body)))
        FROM (SELECT * FROM payout_events WHERE merchant = p.merchant AND payout = p.id ORDER BY seq) e) AS events
   FROM payouts p LEFT JOIN requests q ON q.merchant = p.merchant AND q.number = p.request
   WHERE p.merchant = :merchant AND p.id = :id`,
)

/** One payout with its stream, oldest first, as stored: [seq, at, type, body]. */
export async function readFoundPayout(
  database: Database,
  merchant: string,
  id: string,
): Promise<{ found: FoundPayout; events: [seq: number, at: number, type: string, body: object][] } | undefined> {
  const row = (await database.read(one({ merchant, id })))[0]
  return row && { found: foundOf(row), events: JSON.parse(String(row.events)) }
}

const some = prepareSql(
  `SELECT ${foundColumns} FROM json_each(:ids) i
   CROSS JOIN payouts p ON p.merchant = :merchant AND p.id = i.value
   LEFT JOIN requests q ON q.merchant = p.merchant AND q.number = p.request ORDER BY i.key`,
)

/** These payouts, in the order they are named; what is not this merchant's is not there. */
export async function readFoundPayouts(
  database: Database,
  merchant: string,
  ids: readonly string[],
): Promise<FoundPayout[]> {
  return (await database.read(some({ merchant, ids: JSON.stringify(ids) }))).map(foundOf)
}

export function foundOf(row: Row): FoundPayout {
  return {
    state: JSON.parse(String(row.state)),
    seq: Number(row.seq),
    summary: row.summary == null ? undefined : JSON.parse(String(row.summary)),
    customer: row.customer_name == null ? undefined : String(row.customer_name),
    reason: row.reason == null ? undefined : String(row.reason),
    policyVersion: row.policy_version == null ? undefined : Number(row.policy_version),
  }
}
