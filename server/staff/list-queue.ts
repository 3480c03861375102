import type { QueueRow, QueueView } from '../../shared/api/admin.schema.ts'
import { zonedClock } from '../../shared/time/zoned.ts'
import { contactKeys } from '../access/index.ts'
import type { Merchant } from '../merchants/index.ts'
import { cursorOf, cursorText } from '../platform/cursor.ts'
import type { Ports } from '../platform/ports.ts'
import { findPolicyVersion } from '../policies/index.ts'
import { type QueuedRequest, type QueueSort, readCounters, readQueue } from './queue-store.ts'

/** A due time this far away stands for none. */
const neverFrom = Date.UTC(9000, 0)

export interface QueueWanted {
  merchant: Merchant
  me: string
  view: QueueView
  sort: QueueSort
  q?: string
  reason?: string
  country?: string
  cursor?: string
  limit: number
}

/** A page of the queue, keyset-paged: a request that changes while somebody pages is neither lost nor shown twice. */
export async function listQueue(
  ports: Ports,
  wanted: QueueWanted,
): Promise<{ requests: QueueRow[]; nextCursor?: string; total: number }> {
  const { merchant, sort, limit, q } = wanted
  const { rows, matches } = await readQueue(ports.database, {
    merchant: merchant.id,
    me: wanted.me,
    endOfToday: endOfToday(ports, merchant),
    view: wanted.view,
    sort,
    reason: wanted.reason,
    country: wanted.country?.toUpperCase(),
    after: wanted.cursor === undefined ? undefined : cursorOf(wanted.cursor),
    limit: limit + 1,
    search: q
      ? { typed: q, ...(await contactKeys(ports.secrets.signingKey, merchant.id, { email: q, phone: q })) }
      : undefined,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    requests: await Promise.all(page.map((row) => queueRow(ports, merchant.id, row))),
    ...(rows.length > limit && last ? { nextCursor: cursorText([sortValue(last, sort), last.number]) } : {}),
    total: matches,
  }
}

export async function countQueue(
  ports: Ports,
  { merchant, me }: { merchant: Merchant; me: string },
): Promise<{ views: Record<QueueView, number> }> {
  const at = { merchant: merchant.id, me, endOfToday: endOfToday(ports, merchant) }
  return { views: await readCounters(ports.database, at) }
}

async function queueRow(ports: Ports, merchant: string, row: QueuedRequest): Promise<QueueRow> {
  const { state, reason } = row
  const version = state.items[0]?.policyVersion ?? state.policyVersion
  const { compiled } = await findPolicyVersion(ports, merchant, version)
  return {
    number: row.number,
    order: row.order,
    status: row.status,
    customer: { name: row.customerName, country: row.country },
    items: state.items.map(({ subject, quantity }) => {
      const line = subject.kind === 'line' ? row.lines.find(({ id }) => id === subject.line) : undefined
      const title = line?.title ?? (subject.kind === 'line' ? subject.line : subject.kind)
      return { title, image: line?.image ?? undefined, quantity }
    }),
    reason: { code: reason, labels: compiled.reasons.get(reason)?.reason.labels ?? {} },
    currency: row.currency,
    total: row.total,
    suggested: row.suggested as QueueRow['suggested'],
    dueAt: row.dueAt < neverFrom ? row.dueAt : undefined,
    assignee: row.assignee,
    submittedAt: row.submittedAt,
    changedAt: row.changedAt,
    seq: row.seq,
  }
}

function endOfToday({ clock }: Ports, { settings }: Merchant): number {
  const zone = zonedClock(settings.timezone)
  return zone.endOfDay(zone.dayOf(clock.now()))
}

function sortValue(row: QueuedRequest, sort: QueueSort): number {
  return sort === 'due' ? row.dueAt : sort === 'newest' ? row.submittedAt : row.total
}
