import { type Refusal, refuse } from '../errors.ts'
import { allocate } from '../money/allocate.ts'
import { roundHalfUp } from '../money/round.ts'
import type { Order, ShippingLine } from '../order/order.ts'
import { type Sold, sum } from '../order/order-totals.ts'
import type { Ledger, Standing } from './ledger.ts'
import type { MoneyTerms, Quote, QuoteInput } from './quote-types.ts'
import { taxParts } from './tax-parts.ts'

/** Outbound shipping as asked, over the shipping lines. `terms`: those of the units that come back in this quote. */
export function priceShipping(
  order: Order,
  ledger: Ledger,
  asked: QuoteInput['shipping'],
  terms: readonly MoneyTerms[],
): Quote['shipping'] | Refusal {
  const lefts = ledger.shipping.map((standing) => standing.moneyLeft)
  let amounts: number[] = []
  if (asked === 'full') amounts = lefts
  else if (asked === 'policy') amounts = owedByTerms(order, ledger, terms)
  else if (asked !== 'none') {
    const limit = sum(lefts)
    if (asked > limit) return refuse('exceeds_shipping', { limit, pointer: '/shipping' })
    amounts = allocate(asked, lefts)
  }
  const lines = ledger.shipping.flatMap((standing, index) => {
    const amount = amounts[index] ?? 0
    if (amount === 0) return []
    const { net, tax } = taxParts(standing, amount, amount)
    return [{ id: standing.sold.id, net, tax, amount }]
  })
  const tax = sum(lines.map((line) => line.tax))
  const amount = sum(lines.map((line) => line.amount))
  return { net: amount - tax, tax, amount, lines }
}

/**
 * whole_order: all of it when nothing stays with the shopper. proportional: by line value, cumulative; the share of what is
 * no good, a fee, comes with the last good; units that came back under other terms are not made up for.
 */
function owedByTerms(order: Order, ledger: Ledger, terms: readonly MoneyTerms[]): number[] {
  const paying = terms.filter((term) => term.outboundShipping !== 'never')
  const isCapped = paying.every((term) => term.outboundCappedAtStandard)
  const lines = [...ledger.lines.values()]
  const goods = goodsOf(order, ledger)
  const isLast = paying.length > 0 && goods.every((good) => good.backNow >= good.sold.quantity)
  // Where nothing costs anything, nothing has a share, and all of it comes with the last good.
  const price = sum(lines.map(({ sold }) => sold.price))
  const value = price || 1
  let before = sum(lines.map(({ sold, proportionalBefore }) => valueOf(sold, proportionalBefore)))
  let after = sum(
    lines.map((line) =>
      isLast && !goods.includes(line) ? line.sold.price : valueOf(line.sold, line.backProportional),
    ),
  )
  if (isLast && (price === 0 || paying.some((term) => term.outboundShipping === 'whole_order'))) {
    before = 0
    after = value
  }

  return ledger.shipping.map(({ settled, moneyLeft, sold }, index) => {
    const line = order.shipping[index]
    const owed = isCapped && line ? standardTotal(order, line, sold) : sold.total
    const earlier = Math.max(settled, roundHalfUp(owed, before, value))
    return Math.min(moneyLeft, Math.max(0, roundHalfUp(owed, after, value) - earlier))
  })
}

/** What was delivered, and can stay with the shopper: fees and gift cards only where there is nothing else. */
function goodsOf({ lines }: Order, ledger: Ledger): Standing[] {
  const goods = lines.filter((line) => (line.kind ?? 'product') === 'product')
  return (goods.length > 0 ? goods : lines).flatMap(({ id }) => ledger.lines.get(id) ?? [])
}

function valueOf(sold: Sold, units: number): number {
  return roundHalfUp(sold.price, Math.min(units, sold.quantity), sold.quantity)
}

/** Directive 2011/83/EU art. 13(2): not more than the cheapest standard delivery, with its share of the tax. */
function standardTotal(order: Order, line: ShippingLine, sold: Sold): number {
  const price = Math.min(sold.price, line.standardAmount ?? sold.price)
  if (price === sold.price) return sold.total
  return order.taxesIncluded ? price : price + roundHalfUp(sold.tax, price, sold.price)
}
