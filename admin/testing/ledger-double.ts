import type { Ledger, PayoutRow } from '../data/payouts.ts'
import { dayOf } from './day-of.ts'
import { sumsByCurrency } from './sums-by-currency.ts'

/** What went out of the payouts that the query asks for; the first came back. */
export function ledgerOf(payouts: readonly PayoutRow[], query: URLSearchParams): Ledger {
  const key = query.get('key') ?? ''
  const by = query.get('by')
  const rows = payouts.filter(
    ({ status, order, request }) =>
      status === 'succeeded' && (by === 'day' || (by === 'order' ? order : request) === key),
  )
  const entries: Ledger['entries'] = rows.map((each) => ({
    at: each.settledAt ?? each.changedAt,
    day: dayOf(each.changedAt),
    kind: 'paid',
    request: each.request,
    order: each.order,
    payout: each.id,
    provider: each.provider,
    providerReference: each.providerReference,
    destination: 'payment',
    currency: each.currency,
    amount: each.amount,
  }))
  const [first] = entries
  if (first) entries.push({ ...first, kind: 'returned', amount: -first.amount })
  const sums = sumsByCurrency(rows).map(({ currency, amount }) => {
    const back = first?.currency === currency ? first.amount : 0
    return { currency, out: amount, back, net: amount - back }
  })
  return { entries, sums, isCut: false }
}
