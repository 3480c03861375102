import { isRefusal, type Refusal } from '../errors.ts'
import { quote } from '../quote/quote.ts'
import type { QuoteItem } from '../quote/quote-types.ts'
import type { DecideContext } from './decide-context.ts'
import type { PinnedQuote, RequestItem, RequestState } from './request.ts'
import { currentPayouts } from './status.ts'

export interface RequoteOptions {
  /** Staff: minor units of outbound shipping instead of the policy's. */
  shipping?: number
  goodwill?: number
  preferredPayment?: string
}

/** The quote of these items under their pinned terms, against what the order has left today. */
export function requote(
  items: readonly RequestItem[],
  context: DecideContext,
  options: RequoteOptions = {},
): PinnedQuote | Refusal {
  const priced = items.filter((item) => item.subject.kind !== 'shipping')
  const claimsShipping = items.length > priced.length
  const result = quote({
    order: context.order,
    ours: context.ours,
    holdings: context.holdings,
    items: priced.map(quoteItem),
    termsOf: (_, index) => {
      const item = priced[index] as RequestItem
      return {
        ...item.terms,
        eligible: true,
        // staff may have offered more than the policy
        resolutions: [...item.terms.resolutions, item.resolution],
        outboundCappedAtStandard: item.duty?.outboundCappedAtStandard === true,
      }
    },
    shipping: options.shipping ?? (claimsShipping ? 'full' : 'policy'),
    goodwill: options.goodwill,
    preferredPayment: options.preferredPayment,
  })
  if (isRefusal(result)) return result
  return { ...result, for: priced.map((item) => item.id) }
}

/**
 * What is left to claim of a request, with what staff set for the whole; nothing left is a quote of nothing. What was asked
 * for is not asked back: where a later quote comes to less, the difference stays with the shopper as goodwill.
 */
export function requoteLeft(
  state: RequestState,
  items: readonly RequestItem[],
  context: DecideContext,
): PinnedQuote | Refusal {
  if (items.length === 0) return emptyQuote(state.currency)
  const quote = requote(items, context, {
    preferredPayment: state.preferredPayment,
    shipping: state.staffShipping,
    goodwill: state.staffGoodwill,
  })
  return isRefusal(quote) ? quote : neverBelowAsked(quote, state)
}

function neverBelowAsked(quote: PinnedQuote, state: RequestState): PinnedQuote {
  const asked = new Map<string, number>()
  for (const { plannedFor, amount } of currentPayouts(state)) {
    asked.set(plannedFor, (asked.get(plannedFor) ?? 0) + amount)
  }
  const missing = [...asked.values()].reduce((sum, amount) => sum + amount, 0) - quote.total
  if (missing <= 0) return quote
  const payments = new Map(quote.payments.map(({ payment, amount }) => [payment, amount]))
  let left = missing
  for (const [payment, amount] of asked) {
    const more = Math.min(left, Math.max(0, amount - (payments.get(payment) ?? 0)))
    if (more > 0) payments.set(payment, (payments.get(payment) ?? 0) + more)
    left -= more
  }
  const bonus = Math.min(missing, Math.max(0, state.quote.bonus - quote.bonus))
  return {
    ...quote,
    bonus: quote.bonus + bonus,
    goodwill: quote.goodwill + missing - bonus,
    total: quote.total + missing,
    payments: [...payments].map(([payment, amount]) => ({ payment, amount })),
  }
}

function emptyQuote(currency: string): PinnedQuote {
  return {
    currency,
    items: [],
    shipping: { net: 0, tax: 0, amount: 0, lines: [] },
    fees: [],
    goodwill: 0,
    bonus: 0,
    total: 0,
    payments: [],
    for: [],
  }
}

function quoteItem(item: RequestItem): QuoteItem {
  const { subject } = item
  return {
    ...(subject.kind === 'line' ? { line: subject.line, quantity: item.quantity } : {}),
    ...(subject.kind === 'payment' ? { payment: subject.payment } : {}),
    ...(item.staffAmount === undefined ? {} : { amount: item.staffAmount }),
    reason: item.reason,
    resolution: item.resolution,
  }
}
