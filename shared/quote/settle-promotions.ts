import { allocate } from '../money/allocate.ts'
import type { Order, Promotion } from '../order/order.ts'
import { sum } from '../order/order-totals.ts'
import type { PricedItem } from './fees.ts'
import type { Ledger } from './ledger.ts'
import { dueOf } from './promotion-due.ts'
import { staying, type UnitsOf } from './promotion-prices.ts'
import type { Holdings, PromotionPart, QuotedPromotion, SparedPart } from './quote-types.ts'

export interface AfterPromotions {
  promotions: QuotedPromotion[]
  /** What each item still pays. */
  items: number[]
  shipping: number
  /** What comes on top of items and shipping. */
  added: number
}

/** What a return spares or breaks. Free delivery goes with the discount: both were earned by what was spent. */
const parts: readonly SparedPart[] = ['discount', 'gift']
const settledParts: readonly PromotionPart[] = [...parts, 'delivery']

/**
 * A promotion that this return breaks is settled anew at the item prices of the purchase: what the goods that stay would
 * have cost, against what was paid for them, the difference either way (CN Measures for Seven-Day No-Reason Return art. 17).
 * A gift without its promotion comes back too, or its stated price is taken off (art. 12). Cumulative: each quote goes to
 * where the goods that stay then stand, so an order returned in any split ends where returning it at once does. Nothing is
 * taken beyond what a quote pays; what is missing is taken from the next. `plain`: what it pays where no promotion is broken.
 */
export function settlePromotions(
  order: Order,
  ledger: Ledger,
  holdings: Holdings,
  items: readonly PricedItem[],
  plain: AfterPromotions,
): AfterPromotions {
  const after: AfterPromotions = { ...plain, promotions: [...plain.promotions], items: [...plain.items] }
  for (const promotion of order.promotions ?? []) {
    for (const part of settledParts) {
      const settled = holdings[`${part}:${promotion.id}`]?.settled ?? 0
      const isBreaking = items.some((item) => isIn(promotion, item) && isBroken(item, part))
      if (!isBreaking && settled === 0) continue
      const bearing = items.map((item) => isIn(promotion, item) && item.isComputed)
      const counts = counting(ledger, holdings, items, part)
      const due = dueOf(part, promotion, order, ledger, counts)
      // what was settled on goods that stayed goes with them, whatever the terms of their return
      const back = settled > 0 ? Math.min(0, due - settled) : Math.max(0, due - settled)
      // as far as the order holds it; what was added before does not stand in the way of what comes back now
      const room = ledger.totalLeft - sum(after.items) - after.shipping - after.added
      const wanted = Math.min(isBreaking ? due - settled : back, Math.max(room, -Math.max(0, settled)))
      const amount = move(after, wanted, bearing)
      const missing = Math.max(0, amount - wanted)
      if (amount === 0 && missing === 0) continue
      after.promotions.push({ promotion: promotion.id, part, amount, ...(missing > 0 ? { missing } : {}) })
    }
  }
  return after
}

/** The parts of promotions that the return of these units leaves alone: by their terms, or because staff set the amount. */
export function sparedParts({ promotions = [] }: Order, item: PricedItem): SparedPart[] {
  if (!promotions.some((promotion) => isIn(promotion, item))) return []
  return parts.filter((part) => !isBroken(item, part))
}

/** Units that count towards this promotion, have their discount from it or were its gift, and come back. */
function isIn({ lines, discounts, gifts = [] }: Promotion, { quoted }: PricedItem): boolean {
  const { line, quantity, resolution } = quoted
  if (line === undefined || quantity === 0 || resolution === 'keep_item') return false
  return lines.includes(line) || [...discounts, ...gifts].some((given) => given.line === line)
}

function isBroken({ terms, isComputed }: PricedItem, part: PromotionPart): boolean {
  return isComputed && (part === 'gift' ? terms.gifts === 'return_or_pay' : terms.promotion === 'resettle')
}

/** Units that count towards a promotion: those that stay, and those whose return left it alone, outside ones among them. */
function counting(ledger: Ledger, holdings: Holdings, items: readonly PricedItem[], part: PromotionPart): UnitsOf {
  const sparedNow = new Map<string, number>()
  for (const item of items) {
    const { line = '', quantity, resolution } = item.quoted
    if (resolution === 'keep_item' || isBroken(item, part)) continue
    sparedNow.set(line, (sparedNow.get(line) ?? 0) + quantity)
  }
  return (standing) => {
    const { sold, outside } = standing
    const spared =
      outside +
      (holdings[`spared_${part === 'gift' ? part : 'discount'}:${sold.id}`]?.settled ?? 0) +
      (sparedNow.get(sold.id) ?? 0)
    return Math.min(sold.quantity, staying(standing) + spared)
  }
}

/** Adds, or takes from the items of the promotion, then from shipping, as far as they reach. */
function move(after: AfterPromotions, wanted: number, bears: readonly boolean[]): number {
  if (wanted >= 0) {
    after.added += wanted
    return wanted
  }
  const bearing = after.items.map((amount, index) => (bears[index] ? amount : 0))
  const fromItems = Math.min(-wanted, sum(bearing))
  allocate(fromItems, bearing).forEach((share, index) => {
    after.items[index] = (after.items[index] ?? 0) - share
  })
  const fromShipping = Math.min(-wanted - fromItems, after.shipping)
  after.shipping -= fromShipping
  return -(fromItems + fromShipping)
}
