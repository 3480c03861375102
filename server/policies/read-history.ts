import type { JudgedRequest } from '../../shared/api/policies.schema.ts'
import { countEvidence, evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import { addHoldings, holdingsOf } from '../../shared/lifecycle/holdings.ts'
import type { RequestItem } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { slimOrder } from '../../shared/policy/simulate/slim-order.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'
import { cursorOf, cursorText } from '../platform/cursor.ts'
import type { Ports } from '../platform/ports.ts'
import { countSubmitted, readSubmitted, type SubmittedRequest } from './history-store.ts'

export interface HistoryPage {
  requests: JudgedRequest[]
  nextCursor?: string
  /** Of the first page. */
  total?: number
}

/** Past requests to replay, newest first. Contact data stays here, and so does what replaying does not read. */
export async function readHistory(
  { database }: Ports,
  merchant: string,
  wanted: { since?: number; cursor?: string; limit: number },
): Promise<HistoryPage> {
  const { since = 0, cursor, limit } = wanted
  const [beforeAt, beforeNumber] = cursor === undefined ? [Number.MAX_SAFE_INTEGER, ''] : cursorOf(cursor)
  const [rows, total] = await Promise.all([
    readSubmitted(database, { merchant, since, beforeAt, beforeNumber, limit: limit + 1 }, judgedOf),
    cursor === undefined ? countSubmitted(database, merchant, since) : undefined,
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    requests: page,
    ...(rows.length > limit && last ? { nextCursor: cursorText([last.submittedAt, last.number]) } : {}),
    ...(total === undefined ? {} : { total }),
  }
}

function judgedOf(row: SubmittedRequest): JudgedRequest {
  const { earlier, evidence } = row
  const claimed = row.items.filter(({ subject }) => subject.kind !== 'shipping')
  const items = claimed.map((item) => pastItem(item, evidence))
  const holdings = earlier.reduce<Holdings>((sum, other) => addHoldings(sum, holdingsOf(other)), {})
  return {
    number: row.number,
    version: row.policyVersion,
    submittedAt: row.submittedAt,
    customer: row.customerName,
    order: slimOrder(withoutContact(row.order), { items, holdings }),
    refunds90: row.refunds90,
    holdings,
    ...(row.order.refunds.length > 0 && row.ours.length > 0 ? { ours: row.ours } : {}),
    items,
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

/** What rules and the quote read; nothing by which a person could be reached. */
export function withoutContact(order: Order): Order {
  const { customer, shippingAddress, ...rest } = order
  const { country, tier, tags } = customer
  return {
    ...rest,
    customer: { country, tier, tags },
    ...(shippingAddress && {
      shippingAddress: { country: shippingAddress.country, region: shippingAddress.region },
    }),
    payments: order.payments.map(({ label: _, ...payment }) => payment),
    fulfillments: order.fulfillments.map(({ trackingNumber: _, ...fulfillment }) => fulfillment),
  }
}
