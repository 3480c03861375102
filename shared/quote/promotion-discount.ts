import { roundHalfUp } from '../money/round.ts'
import type { Promotion } from '../order/order.ts'
import { sum } from '../order/order-totals.ts'
import type { Ledger } from './ledger.ts'
import { pricesOf, staying, tierOf, type UnitsOf } from './promotion-prices.ts'

/**
 * What the goods that stay earn beyond the discount they carry; negative when they earn less. They never cost below nothing.
 * A discount on goods that do not count themselves ("two shirts, and the trousers for half") goes with those when they come
 * back, and is owed for those that stay though nothing earns it.
 */
export function discountDue(promotion: Promotion, ledger: Ledger, counts: UnitsOf): number {
  const given = discountOn(promotion, () => true)
  const reachedAll = tierOf(promotion, ledger, ({ sold }) => sold.quantity)
  const reached = tierOf(promotion, ledger, counts)
  const earned = reached === reachedAll ? given : Math.min(given, reached?.discount ?? 0)
  const isCounting = (line: string) => promotion.lines.includes(line)
  const share = (of: number) => (given > 0 ? roundHalfUp(earned, of, given) : 0)

  const stay = pricesOf(promotion, ledger, staying)
  const counted = pricesOf(promotion, ledger, counts)
  const carried = stay.item - stay.paid
  const goneWithSpared = counted.item - counted.paid - carried
  const own = share(discountOn(promotion, isCounting))
  const difference = Math.min(stay.item, Math.max(0, own - goneWithSpared)) - carried

  const others = promotion.discounts.map(({ line }) => line).filter((line) => !isCounting(line))
  const rewarded = pricesOf(promotion, ledger, staying, others)
  const unearned = rewarded.item - rewarded.paid - share(rewarded.item - rewarded.paid)
  return (
    (difference < 0 ? -withTax(-difference, stay) : Math.min(withTax(difference, stay), stay.settles)) -
    withTax(unearned, rewarded)
  )
}

/** Where tax comes on top, it came on top of the discounted price. */
function withTax(amount: number, { price, total }: { price: number; total: number }): number {
  return price > 0 ? roundHalfUp(amount, total, price) : amount
}

function discountOn({ discounts }: Promotion, isMeant: (line: string) => boolean): number {
  return sum(discounts.map(({ line, amount }) => (isMeant(line) ? amount : 0)))
}
