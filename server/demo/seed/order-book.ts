import type { RequestEvent } from '../../../shared/lifecycle/events.ts'
import { holdingsChange, holdingsOf } from '../../../shared/lifecycle/holdings.ts'
import type { RequestState } from '../../../shared/lifecycle/request.ts'
import type { Order } from '../../../shared/order/order.ts'
import type { Holdings } from '../../../shared/quote/quote-types.ts'
import { changedBalances } from '../../db/balance-rows.ts'
import { orderAccounts } from '../../db/order-accounts.ts'
import type { OrderFile } from '../../db/order-file.ts'
import type { OrderRow } from '../../orders/store.ts'
import type { OrderCase } from '../../requests/store.ts'

const ninetyDaysMs = 90 * 86_400_000
/** After these a request holds what it held: two in five, so it pays not to ask. */
const isQuiet = new Set<RequestEvent['type']>([
  'assigned',
  'noted',
  'messaged',
  'rated',
  'reminded',
  'asked',
  'answered',
])

/** What the tables would say of the orders, kept in memory while nothing is in the tables yet. */
export interface OrderBook {
  /** As `readOrderCase` would give it at this time. */
  caseAt(number: string, nowMs: number): OrderCase
  /** The order as it is held now. */
  fileOf(number: string): OrderFile
  /** Writes down what an append would have changed. */
  changed(before: RequestState | undefined, state: RequestState, events: readonly RequestEvent[]): void
  /** A provider's own reference to a payout of ours. */
  knows(order: string, providerReference: string): void
}

export function orderBook(stored: ReadonlyMap<string, { row: OrderRow; order: Order }>): OrderBook {
  const cases = new Map<string, Omit<OrderCase, 'refunds90'>>()
  const submissions = new Map<string, number[]>()
  const held = new WeakMap<RequestState, Holdings>()

  const fileOf = (number: string): Omit<OrderCase, 'refunds90'> => {
    const known = cases.get(number)
    if (known) return known
    const found = stored.get(number)
    if (!found) throw new Error(`no order ${number} in the demo`)
    const { order, row } = found
    const file = {
      order,
      revision: 1,
      balanceVersion: undefined,
      balances: [],
      ours: new Set<string>(),
      emailKey: row.emailKey ?? undefined,
      phoneKey: row.phoneKey ?? undefined,
      customerId: row.customerId ?? undefined,
      ...orderAccounts([['bank', null]], { country: order.customer.country, currency: order.currency }),
    }
    cases.set(number, file)
    return file
  }

  return {
    caseAt(number, nowMs) {
      const file = fileOf(number)
      const times = submissions.get(file.emailKey ?? '') ?? []
      return { ...file, refunds90: times.filter((at) => at >= nowMs - ninetyDaysMs).length }
    },
    fileOf,
    changed(before, state, events) {
      const file = fileOf(state.order)
      const wasHeld = before ? (held.get(before) ?? holdingsOf(before)) : {}
      const isHeld = events.every(({ type }) => isQuiet.has(type)) ? wasHeld : holdingsOf(state)
      held.set(state, isHeld)
      const change = isHeld === wasHeld ? {} : holdingsChange(wasHeld, isHeld)
      const payouts = events.flatMap((event) => (event.type === 'payout_requested' ? [event.payout] : []))
      if (Object.keys(change).length > 0 || payouts.length > 0) {
        const rows = changedBalances(file, change)
        const untouched = file.balances.filter(({ key }) => !rows.some((row) => row.key === key))
        cases.set(state.order, {
          ...file,
          balanceVersion: (file.balanceVersion ?? 0) + 1,
          balances: [...untouched, ...rows],
          ours: new Set([...file.ours, ...payouts]),
        })
      }
      if (before || file.emailKey === undefined) return
      submissions.set(file.emailKey, [...(submissions.get(file.emailKey) ?? []), state.submittedAt])
    },
    knows(order, providerReference) {
      const file = fileOf(order)
      cases.set(order, { ...file, ours: new Set([...file.ours, providerReference]) })
    },
  }
}
