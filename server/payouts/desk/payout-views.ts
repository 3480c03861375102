import type { PayoutView } from '../../../shared/api/refund-desk.schema.ts'

/** Where payouts are looked for, and which: `p` is the payout, `:merchant` and `:today` are bound. */
export interface PayoutSource {
  from: string
  where: string
}

/** Of the payout's summary in its request `q`, by its name there. */
export const inRequest = (name: string) =>
  `(SELECT s.value ->> '${name}' FROM json_each(q.state, '$.payouts') s WHERE s.value ->> 'id' = p.id)`

/** Every state but paid, cancelled and, old failures among them, failed. */
const openStates = `'queued', 'submitting', 'pending', 'requires_action', 'unknown'`

const of = (where: string): PayoutSource => ({ from: 'payouts p', where: `p.merchant = :merchant AND ${where}` })

/**
 * Failed, and nothing took its place: a later number of the same request pays what this one did not. They are found by the
 * requests that wait for them, so that the failures of years cost nothing.
 */
const unsolved: PayoutSource = {
  from: 'requests q CROSS JOIN payouts p ON p.merchant = q.merchant AND p.request = q.number',
  where: `q.merchant = :merchant AND q.payout_failed = 1 AND +p.status = 'failed' AND ${inRequest('replacedBy')} IS NULL`,
}
const narrowed = ({ from, where }: PayoutSource, more: string): PayoutSource => ({
  from,
  where: `${where} AND ${more}`,
})

/** What each view of the desk holds. Those that were asked are with their shoppers: no work of the staff's. */
export const payoutViews: Readonly<Record<PayoutView, PayoutSource>> = {
  today: of('p.changed_at >= :today'),
  on_the_way: of(`p.status IN (${openStates}) AND (p.status <> 'queued' OR (p.hold IS NULL AND p.batch IS NULL))`),
  failed: narrowed(unsolved, `${inRequest('askedBy')} IS NULL`),
  asked: narrowed(unsolved, `${inRequest('askedBy')} IS NOT NULL`),
  returned: narrowed(unsolved, 'p.returned = 1'),
  held: of('p.hold IS NOT NULL'),
  with_person: of(`p.person_since IS NOT NULL AND p.status IN (${openStates}, 'failed')`),
  all: of('1 = 1'),
}

/** Views that are small because of their state, not because of their time: their pages are sorted, not walked. */
export const smallViews: readonly PayoutView[] = ['on_the_way', 'failed', 'asked', 'returned', 'held', 'with_person']

/** What needs somebody, or is in doubt. The causes of the desk are grouped from these. */
export const troubledSources: readonly PayoutSource[] = [
  {
    from: 'payouts p CROSS JOIN requests q ON q.merchant = p.merchant AND q.number = p.request',
    where: `p.merchant = :merchant AND p.status IN ('unknown', 'requires_action')`,
  },
  unsolved,
]
