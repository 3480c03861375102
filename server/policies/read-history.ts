import type { JudgedRequest } from '../../shared/api/policies.schema.ts'
import { countEvidence, evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import { addHoldings, holdingsOf } from '../../shared/lifecycle/holdings.ts'
import type { RequestItem } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { withoutContact } from '../../shared/order/without-contact.ts'
import { hasHeldLines, slimOrder } from '../../shared/policy/simulate/slim-order.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'
import type { Database } from '../db/database.ts'
import { cursorOf, cursorText } from '../platform/cursor.ts'
import type { Ports } from '../platform/ports.ts'
import { countSubmitted, readDecidedOn, readSubmitted, type SubmittedRequest } from './history-store.ts'

export interface HistoryPage<T> {
  requests: T[]
  nextCursor?: string
  /** Of the first page. */
  total?: number
}

/** A past request with what replaying reads of its order, as JSON: whoever sends it on need not parse it. */
export interface ReplayRequest {
  request: Omit<JudgedRequest, 'order'>
  order: string
}

export interface WantedHistory {
  /** Epoch ms. */
  since?: number
  cursor?: string
  limit: number
}

/** Past requests to replay, newest first. Contact data stays here, and so does what replaying does not read. */
export async function readHistory(
  ports: Ports,
  merchant: string,
  wanted: WantedHistory,
): Promise<HistoryPage<JudgedRequest>> {
  const page = await readReplays(ports, merchant, wanted)
  return {
    ...page,
    requests: page.requests.map(({ request, order }) => ({ ...request, order: JSON.parse(order) as Order })),
  }
}

/** The same, each order still as text. */
export async function readReplays(
  { database }: Ports,
  merchant: string,
  wanted: WantedHistory,
): Promise<HistoryPage<ReplayRequest>> {
  const { since = 0, cursor, limit } = wanted
  const [beforeAt, beforeNumber] = cursor === undefined ? [Number.MAX_SAFE_INTEGER, ''] : cursorOf(cursor)
  const [rows, total] = await Promise.all([
    readSubmitted(database, { merchant, since, beforeAt, beforeNumber, limit: limit + 1 }),
    cursor === undefined ? countSubmitted(database, merchant, since) : undefined,
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    requests: await withOrders(database, merchant, page),
    ...(rows.length > limit && last ? { nextCursor: cursorText([last.submittedAt, last.number]) } : {}),
    ...(total === undefined ? {} : { total }),
  }
}

/** With the order as it was kept; where none was, or a request was edited since to name another line of it, with the whole one made slim. */
async function withOrders(
  database: Database,
  merchant: string,
  rows: readonly SubmittedRequest[],
): Promise<ReplayRequest[]> {
  const past = rows.map((row) => ({ row, request: judgedOf(row) }))
  const lacking = past.filter(({ row, request }) => !isEnough(row.slim, request.holdings))
  const whole = await readDecidedOn(
    database,
    merchant,
    lacking.map(({ row }) => row.number),
  )
  return past.map(({ row, request }) => {
    const order = whole.get(row.number)
    return { request, order: order ? JSON.stringify(slimFor(order, request)) : String(row.slim) }
  })
}

function isEnough(slim: string | undefined, holdings: Holdings): boolean {
  if (slim === undefined) return false
  return Object.keys(holdings).length === 0 || hasHeldLines(JSON.parse(slim) as Order, holdings)
}

function slimFor(order: Order, { items, holdings }: ReplayRequest['request']): Order {
  return slimOrder(withoutContact(order), { claimed: items.flatMap(({ line }) => line ?? []), holdings })
}

function judgedOf(row: SubmittedRequest): ReplayRequest['request'] {
  const { earlier, evidence, ours } = row
  const claimed = row.items.filter(({ subject }) => subject.kind !== 'shipping')
  return {
    number: row.number,
    version: row.policyVersion,
    submittedAt: row.submittedAt,
    customer: row.customerName,
    refunds90: row.refunds90,
    holdings: earlier.reduce<Holdings>((sum, other) => addHoldings(sum, holdingsOf(other)), {}),
    ...(ours.length > 0 ? { ours } : {}),
    items: claimed.map((item) => pastItem(item, evidence)),
    ...(claimed.length < row.items.length ? { shipping: true } : {}),
  }
}

function pastItem(item: RequestItem, types: Record<string, string>): JudgedRequest['items'][number] {
  const { subject, details = '' } = item
  const detailLength = details.trim().length
  return {
    ...(subject.kind === 'line' ? { line: subject.line } : {}),
    ...(subject.kind === 'payment' ? { payment: subject.payment } : {}),
    quantity: item.quantity,
    reason: item.reason,
    ...(item.condition === undefined ? {} : { condition: item.condition }),
    ...countEvidence(item.evidence, (id) => evidenceKindOf(types[id] ?? '')),
    detailLength,
    ...(item.answers === undefined ? {} : { answers: item.answers }),
    resolution: item.resolution,
  }
}
