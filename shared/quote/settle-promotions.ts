import { assertNever } from '../assert-never.ts'
import { allocate } from '../money/allocate.ts'
import { roundHalfUp } from '../money/round.ts'
import { entitledTo } from '../order/entitlement.ts'
import type { Order, Promotion } from '../order/order.ts'
import { sum } from '../order/order-totals.ts'
import type { PricedItem } from './fees.ts'
import type { Ledger, Standing } from './ledger.ts'
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
 * taken beyond what a quote pays; what is missing is taken from the next.
 */
export function settlePromotions(
  order: Order,
  ledger: Ledger,
  holdings: Holdings,
  items: readonly PricedItem[],
  shipping: number,
): AfterPromotions {
  const after: AfterPromotions = {
    promotions: [],
    items: items.map(({ quoted }) => quoted.amount),
    shipping,
    added: 0,
  }
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
      const wanted = isBreaking ? due - settled : back
      const amount = move(after, wanted, bearing, ledger.totalLeft)
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

/** Units of a line by what is counted. */
type UnitsOf = (standing: Standing) => number

/** Units that did not come back. */
const staying: UnitsOf = ({ sold, backNow }) => Math.max(0, sold.quantity - backNow)

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

/** Where a part stands with these units, signed: what it would add to what is paid back, or take from it. */
function dueOf(part: PromotionPart, promotion: Promotion, order: Order, ledger: Ledger, counts: UnitsOf): number {
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

/**
 * What the goods that stay earn beyond the discount they carry; negative when they earn less. They never cost below nothing.
 * A discount on goods that do not count themselves ("two shirts, and the trousers for half") goes with those when they come
 * back, and is owed for those that stay though nothing earns it.
 */
function discountDue(promotion: Promotion, ledger: Ledger, counts: UnitsOf): number {
  const given = discountOn(promotion, () => true)
  const reachedAll = tierOf(promotion, ledger, ({ sold }) => sold.quantity)
  const reached = tierOf(promotion, ledger, counts)
  const earned = reached === reachedAll ? given : Math.min(given, reached?.discount ?? 0)
  const isCounting = (line: string) => promotion.lines.includes(line)
  const share = (of: number) => (given > 0 ? roundHalfUp(earned, of, given) : 0)

  const stay = pricesOf(promotion, ledger, staying)
  const counted = pricesOf(promotion, ledger, counts)
  const carried = stay.item - stay.paid
  const goneWithSpared = counted.item - counted.paid - carried
  const own = share(discountOn(promotion, isCounting))
  const difference = Math.min(stay.item, Math.max(0, own - goneWithSpared)) - carried

  const others = promotion.discounts.map(({ line }) => line).filter((line) => !isCounting(line))
  const rewarded = pricesOf(promotion, ledger, staying, others)
  const unearned = rewarded.item - rewarded.paid - share(rewarded.item - rewarded.paid)
  return (
    (difference < 0 ? -withTax(-difference, stay) : Math.min(withTax(difference, stay), stay.settles)) -
    withTax(unearned, rewarded)
  )
}

/** Where tax comes on top, it came on top of the discounted price. */
function withTax(amount: number, { price, total }: { price: number; total: number }): number {
  return price > 0 ? roundHalfUp(amount, total, price) : amount
}

function discountOn({ discounts }: Promotion, isMeant: (line: string) => boolean): number {
  return sum(discounts.map(({ line, amount }) => (isMeant(line) ? amount : 0)))
}

/** What these units cost at item prices, without this promotion's discount, as paid, and with tax; and the whole lines without and with tax. */
function pricesOf(promotion: Promotion, ledger: Ledger, unitsOf: UnitsOf, lines = promotion.lines) {
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
function tierOf(promotion: Promotion, ledger: Ledger, unitsOf: UnitsOf): Promotion['tiers'][number] | undefined {
  const { item, units } = pricesOf(promotion, ledger, unitsOf)
  if (units === 0) return undefined
  let best: Promotion['tiers'][number] | undefined
  for (const tier of promotion.tiers) {
    if (item < (tier.minimumAmount ?? 0) || units < (tier.minimumQuantity ?? 0)) continue
    if (!best || tier.discount > best.discount) best = tier
  }
  return best
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

/** Takes from the items of the promotion, then from shipping, as far as they reach; or adds as far as the order holds. */
function move(after: AfterPromotions, wanted: number, bears: readonly boolean[], totalLeft: number): number {
  if (wanted >= 0) {
    const amount = Math.min(wanted, Math.max(0, totalLeft - sum(after.items) - after.shipping - after.added))
    after.added += amount
    return amount
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
