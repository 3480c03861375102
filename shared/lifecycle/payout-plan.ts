import type { RequestItem, RequestState } from './request.ts'

export interface PlannedPayout {
  destination: string
  /** Minor units, above 0. */
  amount: number
  items: string[]
}

/**
 * What is due and not asked for yet, per destination of the quote. Cumulative: what is due for the items whose time has
 * come, minus what was already asked, so that money paid in rounds adds up to exactly the quote. Fees, and promotions that
 * take, are taken from the first money due; shipping, and promotions that add, go with the last item of all, whichever
 * way the others go: while one is open it may still be declined, and the whole order is not returned then.
 */
export function payoutPlan(state: RequestState): PlannedPayout[] {
  const due = dueByDestination(state)
  const asked = state.payouts.filter(({ replacedBy }) => replacedBy === undefined)
  // A new quote may split otherwise than the one that was paid on: never more than is due, all destinations together.
  let room = sumOf(due) - sumOf(asked)
  const planned: PlannedPayout[] = []
  for (const { destination, amount, items } of due) {
    const before = asked.filter(({ plannedFor }) => plannedFor === destination)
    const missing = Math.min(room, amount - sumOf(before))
    if (missing <= 0) continue
    room -= missing
    const covered = new Set(before.flatMap((payout) => payout.items))
    const fresh = items.filter((item) => !covered.has(item))
    planned.push({ destination, amount: missing, items: fresh.length > 0 ? fresh : items })
  }
  return planned
}

/** All that is due by now, whatever was asked for. Destinations are filled in the quote's order, so that each ends at exactly its share. */
function dueByDestination(state: RequestState): PlannedPayout[] {
  const { quote } = state
  const quoted = quote.for.map((id) => state.items.find((item) => item.id === id))
  const isLast = quoted.every((item) => item === undefined || isDue(item))
  const taken = sumOf(quote.fees) - (quote.promotions ?? []).reduce((sum, { amount }) => sum + Math.min(0, amount), 0)
  const planned: PlannedPayout[] = []
  for (const way of ['payments', 'store_credit', 'account'] as const) {
    const targets = quote.payments.filter(({ payment, amount }) => amount > 0 && wayOf(payment) === way)
    const due = quoted.flatMap((item, index) =>
      item && isDue(item) && wayOf(item.resolution) === way ? [{ item, amount: quote.items[index]?.amount ?? 0 }] : [],
    )
    // Only shipping or goodwill may go this way.
    if (due.length === 0 && !isLast) continue
    const items = due.length > 0 ? due.map(({ item }) => item) : state.items.filter(isDue)
    let left = isLast ? sumOf(targets) : Math.max(0, sumOf(due) - taken)
    for (const { payment, amount } of targets) {
      const target = Math.min(amount, left)
      left -= target
      planned.push({ destination: payment, amount: target, items: items.map(({ id }) => id) })
    }
  }
  return planned
}

function isDue(item: RequestItem): boolean {
  return item.decision === 'approved' && item.dueAt !== undefined
}

/** Of a destination or a resolution: back to payments together; store credit and an account each for itself. */
function wayOf(destination: string): 'payments' | 'store_credit' | 'account' {
  if (destination === 'store_credit') return destination
  return destination === 'account' || destination === 'other_account' ? 'account' : 'payments'
}

function sumOf(parts: readonly { amount: number }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0)
}
