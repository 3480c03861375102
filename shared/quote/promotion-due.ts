import { assertNever } from '../assert-never.ts'
import { roundHalfUp } from '../money/round.ts'
import type { Order, Promotion } from '../order/order.ts'
import { sum } from '../order/order-totals.ts'
import type { Ledger } from './ledger.ts'
import { discountDue } from './promotion-discount.ts'
import { pricesOf, staying, tierOf, type UnitsOf } from './promotion-prices.ts'
import type { PromotionPart } from './quote-types.ts'

/** Where a part stands with these units, signed: what it would add to what is paid back, or take from it. */
export function dueOf(
  part: PromotionPart,
  promotion: Promotion,
  order: Order,
  ledger: Ledger,
  counts: UnitsOf,
): number {
  switch (part) {
    case 'discount':
      return discountDue(promotion, ledger, counts)
    case 'gift':
      return -giftsOwed(promotion, ledger, counts)
    case 'delivery':
      return -deliveryOwed(promotion, order, ledger, counts)
    default:
      return assertNever(part)
  }
}

/** The stated price of the gifts that stay though nothing that counts earns them. */
function giftsOwed(promotion: Promotion, ledger: Ledger, counts: UnitsOf): number {
  if (tierOf(promotion, ledger, counts)) return 0
  let owed = 0
  for (const { line, price } of promotion.gifts ?? []) {
    const standing = ledger.lines.get(line)
    if (standing) owed += roundHalfUp(price, staying(standing), standing.sold.quantity)
  }
  return owed
}

/**
 * The delivery that was free, where what stays no longer earns it (CN Measures art. 18). Nothing where nothing stays:
 * there is nothing left that was delivered for it.
 */
function deliveryOwed(promotion: Promotion, { shipping }: Order, ledger: Ledger, counts: UnitsOf): number {
  if (pricesOf(promotion, ledger, staying).units === 0 || tierOf(promotion, ledger, counts)) return 0
  return sum(
    (promotion.shipping ?? []).map(({ id, amount }) =>
      Math.min(amount, shipping.find((line) => line.id === id)?.discount ?? 0),
    ),
  )
}
