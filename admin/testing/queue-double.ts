import type { QueueRow, QueueView } from '../../shared/api/admin.schema.ts'
import { nextStepOf } from '../../shared/lifecycle/next-step.ts'
import type { RequestItem } from '../../shared/lifecycle/request.ts'
import { isOpen, statusOf } from '../../shared/lifecycle/status.ts'
import { queueViewNames } from '../data/requests.ts'
import type { AdminDouble } from './admin-double.ts'
import { lineOf, type RequestCase } from './requests-double.ts'

const dayMs = 86_400_000

/** The page of requests that the query asks for. */
export function queueOf(
  shop: AdminDouble,
  query: URLSearchParams,
): { requests: QueueRow[]; nextCursor?: string; total: number } {
  const q = query.get('q')?.toLowerCase() ?? ''
  const rows = rowsOf(shop, (query.get('view') ?? 'open') as QueueView, query.get('sort') ?? 'due')
    .filter(
      (row) => !q || [row.number, row.order, row.customer.name ?? ''].some((text) => text.toLowerCase().includes(q)),
    )
    .filter((row) => !query.get('country') || row.customer.country === query.get('country'))
    .filter((row) => !query.get('reason') || row.reason.code === query.get('reason'))
  const from = Number(query.get('cursor') ?? 0)
  const limit = Number(query.get('limit') ?? 25)
  const to = from + limit
  return {
    requests: rows.slice(from, to),
    total: rows.length,
    ...(to < rows.length ? { nextCursor: String(to) } : {}),
  }
}

export function countersOf(shop: AdminDouble): Record<string, number> {
  return Object.fromEntries(queueViewNames.map((view) => [view, rowsOf(shop, view, 'due').length]))
}

/** Who is to decide next, the first due. */
export function nextAfter(shop: AdminDouble, number: string): string | undefined {
  return rowsOf(shop, 'to_decide', 'due').find((row) => row.number !== number)?.number
}

function rowsOf(shop: AdminDouble, view: QueueView, sort: string): QueueRow[] {
  const rows = [...shop.cases.values()].filter((each) => isIn(view, each, shop.me.id)).map((each) => rowOf(shop, each))
  const due = (row: QueueRow) => row.dueAt ?? Number.POSITIVE_INFINITY
  if (sort === 'newest') return rows.sort((a, b) => b.submittedAt - a.submittedAt)
  if (sort === 'amount') return rows.sort((a, b) => b.total - a.total)
  return rows.sort((a, b) => due(a) - due(b))
}

function isIn(view: QueueView, { state }: RequestCase, me: string): boolean {
  const status = statusOf(state)
  const due = nextStepOf(state, Date.now()).by
  switch (view) {
    case 'open':
      return isOpen(status)
    case 'to_decide':
      return status === 'in_review'
    case 'due_today':
      return isOpen(status) && due !== undefined && due < Date.now() + dayMs / 2
    case 'mine':
      return isOpen(status) && state.assignee === me
    case 'payout_failed':
      return status === 'payout_failed'
    case 'waiting_for_shopper':
      return status === 'needs_info'
    case 'to_receive':
      return status === 'awaiting_return' || status === 'in_transit'
    case 'closed':
      return !isOpen(status)
  }
}

function rowOf({ policy, colleagues }: AdminDouble, { state, order, events }: RequestCase): QueueRow {
  const first = state.items[0] as RequestItem
  const status = statusOf(state)
  const labels = policy.reasons.find(({ code }) => code === first.reason)?.labels ?? {}
  const assignee = colleagues.find(({ id }) => id === state.assignee)
  const suggestion = state.items.some(({ terms }) => terms.decision !== 'approve') ? 'look_closer' : 'approve'
  const dueAt = nextStepOf(state, Date.now()).by
  return {
    number: state.number,
    order: order.number,
    status,
    customer: { name: state.customer.name, country: state.customer.country },
    items: state.items.map((item) => {
      const line = lineOf(order, item)
      return { title: line?.title ?? 'Visa •••• 4242', image: line?.image, quantity: item.quantity }
    }),
    reason: { code: first.reason, labels },
    currency: state.currency,
    total: state.quote.total,
    suggested: status === 'in_review' ? suggestion : 'none',
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(assignee ? { assignee } : {}),
    submittedAt: state.submittedAt,
    changedAt: state.changedAt,
    seq: events.length,
  }
}
