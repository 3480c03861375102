import { allocate } from '../money/allocate.ts'
import { roundHalfUp } from '../money/round.ts'
import { sum } from '../order/order-totals.ts'
import type { Amounts } from '../policy/policy.ts'
import type { FeeKind, MoneyTerms, QuotedFee, QuotedItem } from './quote-types.ts'

/** A priced item with what decides its fees. `isComputed`: by the rule, not a free amount and not a payment. */
export interface PricedItem {
  quoted: QuotedItem
  terms: MoneyTerms
  isComputed: boolean
}

export interface AfterFees {
  fees: QuotedFee[]
  /** What each item still pays. */
  items: number[]
  shipping: number
}

/**
 * Restocking for each item that comes back; processing and return label once, the dearest that applies. A fee is taken from
 * the items whose terms ask for it, and never beyond: an item that a statute keeps free of fees pays none. What they cannot
 * bear is taken from shipping where all items that shipping is paid back for ask for it: it is no less due for the others
 * (Directive 2011/83/EU art. 13(1): with a withdrawal goes the delivery of what is withdrawn from).
 */
export function takeFees(
  items: readonly PricedItem[],
  before: { readonly items: readonly number[]; readonly shipping: number },
  currency: string,
): AfterFees {
  const fees: QuotedFee[] = []
  let { shipping } = before
  const left = items.map(({ quoted, terms, isComputed }, item) => {
    const has = before.items[item] ?? 0
    if (!isComputed || quoted.resolution === 'keep_item') return has
    const amount = Math.min(has, restocking(terms.restockingFee, quoted.amount, currency))
    if (amount > 0) fees.push({ kind: 'restocking', amount, item })
    return has - amount
  })

  const takeOnce = (kind: FeeKind, feeOf: (item: PricedItem) => number): void => {
    const asked = items.map((item) => (item.isComputed ? feeOf(item) : 0))
    const bearing = left.map((amount, index) => (asked[index] ? amount : 0))
    const fee = Math.max(0, ...asked)
    const fromItems = Math.min(fee, sum(bearing))
    allocate(fromItems, bearing).forEach((share, index) => {
      left[index] = (left[index] ?? 0) - share
    })
    const isFree = items.some((item, index) => givesShipping(item) && asked[index] === 0)
    const fromShipping = isFree ? 0 : Math.min(fee - fromItems, shipping)
    shipping -= fromShipping
    if (fromItems + fromShipping > 0) fees.push({ kind, amount: fromItems + fromShipping })
  }
  takeOnce('processing', ({ terms }) => inCurrency(terms.processingFee, currency))
  takeOnce('return_label', ({ terms, quoted }) =>
    terms.returnItem && terms.returnShipping.paidBy === 'shopper' && quoted.resolution !== 'keep_item'
      ? inCurrency(terms.returnShipping.fee, currency)
      : 0,
  )
  return { fees, items: left, shipping }
}

function givesShipping({ quoted, terms, isComputed }: PricedItem): boolean {
  return isComputed && quoted.resolution !== 'keep_item' && terms.outboundShipping !== 'never'
}

function restocking(fee: MoneyTerms['restockingFee'], amount: number, currency: string): number {
  if (fee === 'none') return 0
  return 'percent' in fee ? roundHalfUp(amount, fee.percent, 10_000) : inCurrency(fee.amount, currency)
}

/** A published policy has every currency of the merchant, so a missing one means no fee. */
function inCurrency(amounts: Amounts | 'none', currency: string): number {
  return amounts === 'none' ? 0 : (amounts[currency] ?? 0)
}
