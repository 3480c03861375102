import { isRefusal, type Refusal, refuse } from '../errors.ts'
import type { ExternalOf } from '../order/balances.ts'
import type { Resolution } from '../policy/policy.ts'
import type { allRemaining, withUnits } from './all-remaining.ts'
import type { checkRequest } from './check-request.ts'
import { type PricedItem, takeFees } from './fees.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { payOut } from './pay-out.ts'
import { priceLine } from './price-line.ts'
import { pricePayment } from './price-payment.ts'
import { priceShipping } from './price-shipping.ts'
import type { MoneyTerms, Quote, QuotedItem, QuoteInput, QuoteItem, SparedPart } from './quote-types.ts'
import type { settlePromotions, sparedParts } from './settle-promotions.ts'

/** What not every order needs, so that a browser need not have it before it meets one that does. */
export interface RareRules {
  allRemaining: typeof allRemaining
  checkRequest: typeof checkRequest
  externalOf: ExternalOf
  settlePromotions: typeof settlePromotions
  sparedParts: typeof sparedParts
  withUnits: typeof withUnits
}

/** `quote`, with the rules it goes by. */
export function quoteBy(rules: RareRules, input: QuoteInput): Quote | Refusal {
  const { order, goodwill = 0 } = input
  const ledger = openLedger(rules.externalOf, order, input.holdings, input.ours)
  const wrong = rules.checkRequest(input, ledger)
  if (wrong) return wrong
  if (ledger.captured === 0) return refuse('order_not_paid')
  const claims =
    input.items === 'all'
      ? rules.allRemaining(ledger, input.termsOf)
      : input.items.map((item, index) => ({ item, terms: input.termsOf(rules.withUnits(item, ledger), index) }))
  if (isRefusal(claims)) return claims

  const priced: PricedItem[] = []
  for (const [index, claim] of claims.entries()) {
    const result = priceItem(ledger, claim, `/items/${index}`)
    if (isRefusal(result)) return result
    priced.push(result)
  }
  const comingBack = priced.filter(({ quoted }) => quoted.quantity > 0 && quoted.resolution !== 'keep_item')
  const termsOfBack = comingBack.map(({ terms }) => terms)
  const shipping = priceShipping(order, ledger, input.shipping, termsOfBack)
  if (isRefusal(shipping)) return shipping
  if (priced.length === 0 && shipping.amount + goodwill === 0) {
    return refuse('already_refunded', { pointer: '/shipping' })
  }

  const plain = {
    promotions: [],
    items: priced.map(({ quoted }) => quoted.amount),
    shipping: shipping.amount,
    added: 0,
  }
  const settled = rules.settlePromotions(order, ledger, input.holdings, priced, plain)
  const after = takeFees(priced, settled, order.currency)
  const goods = settled.promotions.length > 0 ? takeFees(priced, plain, order.currency) : after
  const paid = payOut(order, ledger, priced, after, goods.items, goodwill + settled.added, input.preferredPayment)
  if (isRefusal(paid)) return paid
  return {
    currency: order.currency,
    items: priced.map((item) => withSpares(item, rules.sparedParts(order, item))),
    shipping,
    fees: after.fees,
    goodwill,
    ...(settled.promotions.length > 0 ? { promotions: settled.promotions } : {}),
    ...paid,
  }
}

function withSpares(item: PricedItem, spares: readonly SparedPart[]): QuotedItem {
  return spares.length > 0 ? { ...item.quoted, spares: [...spares] } : item.quoted
}

/** What is asked, and what the policy gives it. */
export interface Claim {
  item: QuoteItem
  terms: MoneyTerms
}

function priceItem(ledger: Ledger, { item, terms }: Claim, pointer: string): PricedItem | Refusal {
  if (!terms.eligible) {
    const { because } = terms
    return refuse('not_eligible', { pointer, ...(typeof because === 'string' && { detail: { because } }) })
  }
  const standing = ledger.lines.get(item.line ?? '')
  const offered: readonly Resolution[] = standing ? terms.resolutions : ['refund']
  const resolution = item.resolution ?? defaultResolution(offered)
  if (item.resolution !== undefined && !offered.includes(resolution)) {
    return refuse('resolution_not_offered', { pointer: `${pointer}/resolution` })
  }
  const quoted = standing
    ? priceLine(standing, item, resolution, terms, pointer)
    : pricePayment(ledger, item.payment ?? '', item, pointer)
  if (isRefusal(quoted)) return quoted
  return { quoted, terms, isComputed: standing !== undefined && item.amount === undefined }
}

/** The original payment where it is offered, else the first offer. */
function defaultResolution(offered: readonly Resolution[]): Resolution {
  return offered.includes('refund') ? 'refund' : (offered[0] ?? 'refund')
}
