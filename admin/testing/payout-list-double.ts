import type { PayoutRow, PayoutView } from '../data/payouts.ts'

const hourMs = 3_600_000

/** Which payouts a view of the desk shows. */
export function isIn(view: PayoutView, { status, failure, hold, person, replacedBy, askedBy }: PayoutRow): boolean {
  switch (view) {
    case 'on_the_way':
      return ['submitting', 'pending', 'requires_action', 'unknown'].includes(status)
    case 'failed':
      return status === 'failed' && !replacedBy && !askedBy
    case 'asked':
      return status === 'failed' && !replacedBy && askedBy !== undefined
    case 'returned':
      return failure?.returned === true
    case 'held':
      return status === 'queued' && hold !== undefined
    case 'with_person':
      return person !== undefined
    case 'today':
    case 'all':
      return true
  }
}

/** The page of payouts that the query asks for. */
export function pageOf(all: readonly PayoutRow[], query: URLSearchParams) {
  const wanted = (name: string, value: string | undefined) => !query.get(name) || query.get(name) === value
  const q = query.get('q')?.toLowerCase() ?? ''
  const min = Number(query.get('minAmount') ?? 0)
  const max = Number(query.get('maxAmount') ?? Number.POSITIVE_INFINITY)
  const before = Date.now() - Number(query.get('olderThanHours') ?? 0) * hourMs
  const rows = all
    .filter((each) => isIn((query.get('view') ?? 'today') as PayoutView, each))
    .filter((each) => wanted('status', each.status) && wanted('provider', each.provider))
    .filter((each) => wanted('code', each.failure?.code) && wanted('currency', each.currency))
    .filter(({ amount, changedAt }) => amount >= min && amount <= max && changedAt <= before)
    .filter(({ id, request, order }) => [id, request, order].some((text) => text.toLowerCase().includes(q)))
  const from = Number(query.get('cursor') ?? 0)
  const to = from + Number(query.get('limit') ?? 25)
  const payouts = rows.slice(from, to)
  return { payouts, total: rows.length, ...(to < rows.length ? { nextCursor: String(to) } : {}) }
}
