import { roundHalfUp } from '../money/round.ts'
import type { Sold } from './order-totals.ts'

/** What the first `units` units of a line are worth, tax included: each part rounded half up, so all of them give the total. */
export function entitledTo(sold: Sold, units: number): number {
  let amount = 0
  for (const part of sold.parts) amount += roundHalfUp(part, units, sold.quantity)
  return amount
}

/**
 * Each tax inside the first `amount` of a line, from what was stored and never from a rate. Where whole units explain the
 * amount, each tax is rounded for these units; between them it is the line's tax share, held between its neighbours. So it
 * only grows, and at the total it is the line's tax: refunds of any kind, in any order, hand back exactly what was charged.
 */
export function taxesWithin(sold: Sold, amount: number): number[] {
  let units = 0
  let above = sold.quantity
  while (units < above) {
    const middle = units + Math.ceil((above - units) / 2)
    if (entitledTo(sold, middle) <= amount) units = middle
    else above = middle - 1
  }
  const isWhole = entitledTo(sold, units) === amount
  return sold.taxes.map((tax) => {
    const least = roundHalfUp(tax.amount, units, sold.quantity)
    if (isWhole) return least
    const most = roundHalfUp(tax.amount, units + 1, sold.quantity)
    return Math.min(most, Math.max(least, roundHalfUp(tax.amount, amount, sold.total)))
  })
}
