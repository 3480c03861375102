import type { PayoutView } from '../../../shared/api/payouts.schema.ts'

/**
 * Failed, and nothing took its place: a later number of the same request pays what this one did not. The request is asked
 * for those that are open only, so that old failures cost a look-up each.
 */
const isUnsolved = `EXISTS (SELECT 1 FROM requests q WHERE q.merchant = p.merchant AND q.number = p.request AND q.open = 1
  AND NOT EXISTS (SELECT 1 FROM json_each(q.state, '$.payouts') s
    WHERE s.value ->> 'id' = p.id AND s.value ->> 'replacedBy' IS NOT NULL))`

/** Every state but paid, cancelled and, old failures among them, failed. */
const openStates = `'queued', 'submitting', 'pending', 'requires_action', 'unknown'`

/** What each view of the desk holds; `p` is the payout, `:merchant` and `:today` are bound. */
export const payoutViewFilters: Record<PayoutView, string> = {
  today: 'p.changed_at >= :today',
  on_the_way: `p.status IN (${openStates}) AND (p.status <> 'queued' OR (p.hold IS NULL AND p.batch IS NULL))`,
  failed: `p.status = 'failed' AND ${isUnsolved}`,
  returned: `p.status = 'failed' AND p.returned = 1 AND ${isUnsolved}`,
  held: 'p.hold IS NOT NULL',
  with_person: `p.person_since IS NOT NULL AND p.status IN (${openStates}, 'failed')`,
  all: '1 = 1',
}

/** Views that are small because of their state, not because of their time: their pages are sorted, not walked. */
export const smallViews: readonly PayoutView[] = ['on_the_way', 'failed', 'returned', 'held', 'with_person']

/** What needs somebody, or is in doubt, as two lists: each has its index. The causes of the desk are grouped from these. */
export const troubledFilters = [
  `p.status IN ('unknown', 'requires_action')`,
  `p.status = 'failed' AND ${isUnsolved}`,
] as const
