import { roundHalfUp } from '../money/round.ts'
import { entitledTo } from '../order/entitlement.ts'
import type { Promotion } from '../order/order.ts'
import type { Ledger, Standing } from './ledger.ts'

/** Units of a line by what is counted. */
export type UnitsOf = (standing: Standing) => number

/** What these units cost at item prices, without this promotion's discount, as paid, and with tax; and the whole lines without and with tax. */
export function pricesOf(promotion: Promotion, ledger: Ledger, unitsOf: UnitsOf, lines = promotion.lines) {
  const prices = { item: 0, paid: 0, settles: 0, price: 0, total: 0, units: 0 }
  for (const line of lines) {
    const standing = ledger.lines.get(line)
    if (!standing) continue
    const { sold } = standing
    const units = unitsOf(standing)
    const worth = (amount: number) => amount - roundHalfUp(amount, sold.quantity - units, sold.quantity)
    const discount = promotion.discounts.find((stated) => stated.line === line)?.amount ?? 0
    prices.item += worth(sold.price + discount)
    prices.paid += worth(sold.price)
    prices.settles += sold.total - entitledTo(sold, sold.quantity - units)
    prices.price += sold.price
    prices.total += sold.total
    prices.units += units
  }
  return prices
}

/** The best tier that these units reach at item prices. */
export function tierOf(promotion: Promotion, ledger: Ledger, unitsOf: UnitsOf): Promotion['tiers'][number] | undefined {
  const { item, units } = pricesOf(promotion, ledger, unitsOf)
  if (units === 0) return undefined
  let best: Promotion['tiers'][number] | undefined
  for (const tier of promotion.tiers) {
    if (item < (tier.minimumAmount ?? 0) || units < (tier.minimumQuantity ?? 0)) continue
    if (!best || tier.discount > best.discount) best = tier
  }
  return best
}

/** Units that did not come back. */
export const staying: UnitsOf = ({ sold, backNow }) => Math.max(0, sold.quantity - backNow)
