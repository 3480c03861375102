import { roundHalfUp } from '../money/round.ts'
import type { Order } from '../order/order.ts'
import { breakpointsOf, type Leaf } from './leaf.ts'
import { lineTotal } from './order-view.ts'
import type { Condition, Policy } from './policy.ts'

/**
 * The quantities of a line, ascending from 1, from which on the policy may answer a claim differently: the numbers that
 * its rules compare with `claim.quantity` and, by what so many units are worth, with `claim.amount`. Between two of
 * them every quantity gets the same terms, so a shopper's form needs no rule to know them all.
 */
export function quantitySteps(policy: Policy, order: Order, lineId: string): number[] {
  const line = order.lines.find(({ id }) => id === lineId)
  if (!line) return [1]
  const total = lineTotal(line, order.taxesIncluded)
  const steps = new Set([1])
  for (const leaf of policy.rules.flatMap(({ when }) => leavesOf(when))) {
    if (leaf.fact === 'claim.quantity') {
      for (const at of breakpointsOf(leaf, order.currency))
        for (const step of [Math.ceil(at), Math.floor(at) + 1]) steps.add(step)
    }
    if (leaf.fact === 'claim.amount') {
      const worth = (units: number) => roundHalfUp(total, units, line.quantity)
      for (const at of breakpointsOf(leaf, order.currency)) {
        steps.add(firstUnits(line.quantity, (units) => worth(units) >= at))
        steps.add(firstUnits(line.quantity, (units) => worth(units) > at))
      }
    }
  }
  return [...steps].filter((step) => step >= 1 && step <= line.quantity).sort((left, right) => left - right)
}

function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf)
  if ('any' in condition) return condition.any.flatMap(leavesOf)
  if ('not' in condition) return leavesOf(condition.not)
  return [condition as Leaf]
}

/** The fewest units for which this holds; beyond the quantity if for none. It holds for every more, once it does. */
function firstUnits(quantity: number, holds: (units: number) => boolean): number {
  let low = 1
  let high = quantity + 1
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
