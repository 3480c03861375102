import { type Refusal, refuse } from '../errors.ts'
import { allocate } from '../money/allocate.ts'
import type { Order } from '../order/order.ts'
import { sum } from '../order/order-totals.ts'
import type { Resolution } from '../policy/policy.ts'
import type { AfterFees, PricedItem } from './fees.ts'
import { type Ledger, shareOfNext } from './ledger.ts'
import type { Quote } from './quote-types.ts'

export type PayOut = Pick<Quote, 'bonus' | 'total' | 'payments'>

/**
 * Bonus, total, and where it goes; refuses what the order or its payments no longer hold. The bonus is outside both, and on
 * `goods`, what each item pays after fees where no promotion is settled anew: as for delivery and goodwill, what one adds
 * brings none and what one takes costs none, so that a return pays the same however it is split.
 */
export function payOut(
  order: Order,
  ledger: Ledger,
  items: readonly PricedItem[],
  after: AfterFees,
  goods: readonly number[],
  goodwill: number,
  preferredPayment?: string,
): PayOut | Refusal {
  const whole = after.shipping + goodwill
  const paid = sum(after.items) + whole
  if (paid > ledger.totalLeft) {
    return ledger.totalLeft === 0 ? refuse('already_refunded') : refuse('exceeds_order', { limit: ledger.totalLeft })
  }

  const elsewhere = { store_credit: 0, account: 0 }
  let bonus = 0
  let rest = paid
  const amounts = new Map<string, number>()
  items.forEach(({ quoted, terms }, index) => {
    const amount = after.items[index] ?? 0
    const to = elsewhereOf(quoted.resolution)
    if (to) {
      elsewhere[to] += amount
      const standing = ledger.lines.get(quoted.line ?? '')
      if (standing && to === 'store_credit')
        bonus += shareOfNext(standing, 'credited', goods[index] ?? 0, terms.creditBonusPercent)
    } else {
      if (quoted.payment === undefined) return
      amounts.set(quoted.payment, (amounts.get(quoted.payment) ?? 0) + amount)
    }
    rest -= amount
  })
  // Shipping and goodwill belong to no item: they follow the items where all of them go to one place.
  const [first, ...others] = items.map(({ quoted }) => elsewhereOf(quoted.resolution))
  if (first && others.every((to) => to === first)) {
    elsewhere[first] += whole
    rest -= whole
  }

  const limit = sum([...ledger.payments.values()])
  if (rest > limit) return refuse('exceeds_payment', { limit })
  const shares = splitOverPayments(rest, ledger.payments, preferredPayment)
  const payments = order.payments.map(({ id }) => ({
    payment: id,
    amount: (amounts.get(id) ?? 0) + (shares.get(id) ?? 0),
  }))
  payments.push({ payment: 'store_credit', amount: elsewhere.store_credit + bonus })
  payments.push({ payment: 'account', amount: elsewhere.account })
  return { bonus, total: paid + bonus, payments: payments.filter(({ amount }) => amount > 0) }
}

/** Undefined: back to the payments. */
function elsewhereOf(resolution: Resolution): 'store_credit' | 'account' | undefined {
  if (resolution === 'store_credit') return resolution
  return resolution === 'other_account' ? 'account' : undefined
}

/**
 * `amount` over the payments, none above what is left on it: in proportion to that, or the preferred one first and the rest
 * spilling over in the order's order. Together they must hold it.
 */
export function splitOverPayments(
  amount: number,
  left: ReadonlyMap<string, number>,
  preferred?: string,
): Map<string, number> {
  const ids = [...left.keys()]
  if (preferred === undefined) {
    const shares = allocate(amount, [...left.values()])
    return new Map(ids.map((id, index) => [id, shares[index] ?? 0]))
  }
  let rest = amount
  const inTurn = [preferred, ...ids.filter((id) => id !== preferred)]
  return new Map(
    inTurn.map((id) => {
      const share = Math.min(rest, left.get(id) ?? 0)
      rest -= share
      return [id, share]
    }),
  )
}
