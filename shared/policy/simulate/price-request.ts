import { isRefusal } from '../../errors.ts'
import { sum } from '../../order/order-totals.ts'
import { quote } from '../../quote/quote.ts'
import type { MoneyTerms, Quote, QuoteItem } from '../../quote/quote-types.ts'
import type { Evaluation, Terms } from '../policy.ts'
import type { PastRequest } from './history.ts'
import type { JudgedItem, JudgedRequest } from './judge-request.ts'

/** The quote of what is not declined; undefined where it is refused. */
export function quoteOf(
  { order, holdings, ours, shipping }: PastRequest,
  paid: readonly JudgedItem[],
): Quote | undefined {
  const priced = paid.filter(({ item }) => item.line !== undefined || item.payment !== undefined)
  const result = quote({
    order,
    holdings,
    ours: ours ? new Set(ours) : undefined,
    items: priced.map(quoteItem),
    termsOf: (_, index) => moneyTerms(priced[index] as JudgedItem),
    shipping: shipping || priced.length < paid.length ? 'full' : 'policy',
  })
  return isRefusal(result) ? undefined : result
}

function quoteItem({ item: { line, payment, quantity, reason }, resolution }: JudgedItem): QuoteItem {
  return line === undefined ? { payment, reason, resolution } : { line, quantity, reason, resolution }
}

function moneyTerms({ evaluation: { terms, statutory }, resolution }: JudgedItem): MoneyTerms {
  return {
    ...terms,
    eligible: true,
    resolutions: [...terms.resolutions, resolution],
    outboundCappedAtStandard: statutory?.outboundCappedAtStandard === true,
  }
}

/** The same items are paid, for the same resolutions, under terms of the same worth. */
export function isSamePrice(items: readonly JudgedItem[], other: JudgedRequest | undefined): other is JudgedRequest {
  if (!other) return false
  return items.every(({ outcome, resolution, evaluation }, index) => {
    const twin = other.items[index] as JudgedItem
    if ((outcome === 'declined') !== (twin.outcome === 'declined')) return false
    if (outcome === 'declined') return true
    return resolution === twin.resolution && isSameWorth(evaluation, twin.evaluation)
  })
}

/** What changes no amount. */
const unpriced: Readonly<Record<string, undefined>> = {
  because: undefined,
  window: undefined,
  packaging: undefined,
  evidence: undefined,
  decision: undefined,
  approvals: undefined,
  lane: undefined,
  refundTrigger: undefined,
  deadlines: undefined,
}

/** Outcomes share their terms, so that few pairs are ever compared. */
const worth = new WeakMap<Terms, string>()

function isSameWorth(one: Evaluation, other: Evaluation): boolean {
  return (
    one.statutory?.outboundCappedAtStandard === other.statutory?.outboundCappedAtStandard &&
    worthOf(one.terms) === worthOf(other.terms)
  )
}

function worthOf(terms: Terms): string {
  const known = worth.get(terms)
  if (known !== undefined) return known
  const text = JSON.stringify({ ...terms, ...unpriced })
  worth.set(terms, text)
  return text
}

/** Delivery, and what promotions that the return breaks add or take. */
export function besidesGoods({ shipping, promotions = [] }: Quote): number {
  return shipping.amount + sum(promotions.map(({ amount }) => amount))
}
