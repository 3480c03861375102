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
 * take, are taken from the first money due; shipping, and promotions that add, go with the last item.
 */
export function payoutPlan(state: RequestState): PlannedPayout[] {
  const { quote } = state
  const quoted = quote.for.map((id) => state.items.find((item) => item.id === id))
  const destinations = quote.payments.filter(({ amount }) => amount > 0)
  const taken =
    quote.fees.reduce((sum, fee) => sum + fee.amount, 0) -
    (quote.promotions ?? []).reduce((sum, { amount }) => sum + Math.min(0, amount), 0)
  const planned: PlannedPayout[] = []
  for (const kind of ['payments', 'store_credit', 'account'] as const) {
    const group = quoted.flatMap((item, index) =>
      item && destinationKind(item.resolution) === kind ? [{ item, amount: quote.items[index]?.amount ?? 0 }] : [],
    )
    const targets = destinations.filter(({ payment }) => (isElsewhere(payment) ? payment : 'payments') === kind)
    const groupTotal = targets.reduce((sum, { amount }) => sum + amount, 0)
    const due = group.filter(({ item }) => isDue(item))
    if (due.length === 0) {
      // only shipping or goodwill goes this way: due with the last item
      if (group.length > 0 || !state.items.every((item) => item.decision === 'declined' || isDue(item))) continue
    }
    const partial = due.reduce((sum, { amount }) => sum + amount, 0) - taken
    const dueTotal = due.length === group.length ? groupTotal : Math.min(groupTotal, Math.max(0, partial))
    const itemIds = due.length > 0 ? due.map(({ item }) => item.id) : state.items.filter(isDue).map((item) => item.id)
    planned.push(...fill(state, targets, dueTotal, itemIds))
  }
  return planned
}

function destinationKind(resolution: RequestItem['resolution']): 'payments' | 'store_credit' | 'account' {
  if (resolution === 'store_credit') return 'store_credit'
  return resolution === 'other_account' ? 'account' : 'payments'
}

function isElsewhere(payment: string): payment is 'store_credit' | 'account' {
  return payment === 'store_credit' || payment === 'account'
}

function isDue(item: RequestItem): boolean {
  return item.decision === 'approved' && item.dueAt !== undefined
}

/** Destinations are filled in the quote's order, so that each ends at exactly its share. */
function fill(
  state: RequestState,
  targets: readonly { payment: string; amount: number }[],
  dueTotal: number,
  due: readonly string[],
): PlannedPayout[] {
  const planned: PlannedPayout[] = []
  const current = state.payouts.filter(({ replacedBy }) => replacedBy === undefined)
  const way = wayOf(targets[0]?.payment ?? '')
  let left = dueTotal
  // A new quote may split otherwise than the one that was paid on: never more than is due, all destinations together.
  let room = current
    .filter(({ plannedFor }) => wayOf(plannedFor) === way)
    .reduce((rest, { amount }) => rest - amount, dueTotal)
  for (const { payment, amount } of targets) {
    const target = Math.min(amount, left)
    left -= target
    const asked = current.filter((payout) => payout.plannedFor === payment)
    const missing = Math.min(
      room,
      asked.reduce((rest, payout) => rest - payout.amount, target),
    )
    if (missing <= 0) continue
    room -= missing
    const covered = new Set(asked.flatMap((payout) => payout.items))
    const fresh = due.filter((item) => !covered.has(item))
    planned.push({ destination: payment, amount: missing, items: [...(fresh.length > 0 ? fresh : due)] })
  }
  return planned
}

/** Back to payments together; store credit and an account each for itself. */
export function wayOf(destination: string): string {
  return destination === 'store_credit' || destination === 'account' ? destination : 'payments'
}
