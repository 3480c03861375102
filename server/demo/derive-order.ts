import { formatMoney } from '../../shared/money/format.ts'
import type { Order, OrderLine, Promotion, ShippingLine } from '../../shared/order/order.ts'
import { rounded, shares } from './arithmetic.ts'
import type { Product } from './catalogue.ts'
import type { SourceOrder } from './demo-data.ts'
import { fulfillmentsOf } from './derive-fulfillments.ts'
import { paymentsOf } from './derive-payments.ts'
import { type Draw, pickByShare } from './draw.ts'
import type { Person } from './people.ts'
import { type Currency, delivery, type Place, placeOf } from './places.ts'
import { priceIn } from './prices.ts'

export interface OrderSetting {
  draw: Draw
  catalogue: ReadonlyMap<string, Product>
  /** Origin of the storefront, for pictures; without a slash at its end. */
  storeUrl: string
  /** Nothing has happened after this instant; epoch ms. */
  cutoffMs: number
}

/** Shares of orders, as the about page says them. */
export const orderShares = { orderDiscount: 0.12, statedPerLine: 0.5, lineDiscount: 0.08, express: 0.15 }

export function numberOf(sourceId: string): string {
  return `LH-${sourceId}`
}

/** One order of the source as the demo merchant's platform would push it. */
export function deriveOrder(source: SourceOrder, person: Person, placedAtMs: number, setting: OrderSetting): Order {
  const { draw } = setting
  const number = numberOf(source.id)
  const place = placeOf(person.country)
  const lines = linesOf(source, number, place, setting)
  const orderDiscount = discountOrder(lines, number, place, draw)
  const nets = lines.map(
    (line, index) => line.quantity * line.unitPrice - line.discount - (orderDiscount.shares[index] ?? 0),
  )
  lines.forEach((line, index) => {
    line.tax = taxOf(nets[index] ?? 0, place)
    if (line.tax > 0) line.taxes = [{ name: place.tax.name, rate: place.tax.rate / 10_000, amount: line.tax }]
    if (orderDiscount.stated) line.orderDiscount = orderDiscount.shares[index] ?? 0
  })
  const { express, shipping } = shippingOf(number, nets, place, draw)
  const total =
    sum(nets) +
    shippingTotal(shipping) +
    (place.tax.included ? 0 : sum(lines.map((l) => l.tax)) + sum(shipping.map((s) => s.tax)))
  const { address, ...customer } = person
  return {
    number,
    revision: 1,
    placedAt: new Date(placedAtMs).toISOString(),
    currency: place.currency,
    locale: place.locale,
    channel: 'web',
    customer,
    shippingAddress: address,
    taxesIncluded: place.tax.included,
    lines,
    orderDiscount: orderDiscount.stated ? 0 : orderDiscount.amount,
    shipping,
    payments: paymentsOf(number, total, placedAtMs, place, draw),
    fulfillments: fulfillmentsOf(number, lines, placedAtMs, express, place, setting),
    refunds: [],
    ...(orderDiscount.stated ? { promotions: [promotionOf(lines, orderDiscount, place)] } : {}),
  }
}

function linesOf(
  source: SourceOrder,
  number: string,
  place: Place,
  { draw, catalogue, storeUrl }: OrderSetting,
): OrderLine[] {
  return source.lines.map(({ sku, units, pence }, index) => {
    const product = catalogue.get(sku)
    if (!product) throw new Error(`no product ${sku} in the demo data`)
    const id = String(index + 1)
    const unitPrice = priceIn(place.currency, pence)
    const reduced = draw(`${number}/${id}`, 'sale') < orderShares.lineDiscount
    return {
      id,
      kind: 'product',
      sku,
      title: product.title,
      image: `${storeUrl}/images/${encodeURIComponent(sku)}.svg`,
      productId: sku,
      categories: [product.category],
      tags: reduced ? [...product.tags, 'sale'] : product.tags,
      quantity: units,
      unitPrice,
      discount: reduced ? rounded(units * unitPrice, 20, 100) : 0,
      tax: 0,
      ...(product.legalClass.length > 0 ? { legalClass: product.legalClass, legalConfirmed: true } : {}),
      attributes: { icon: product.category },
    }
  })
}

function discountOrder(lines: readonly OrderLine[], number: string, place: Place, draw: Draw) {
  const nets = lines.map((line) => line.quantity * line.unitPrice - line.discount)
  if (draw(number, 'order discount') >= orderShares.orderDiscount) return { amount: 0, stated: false, shares: [] }
  const percent = pickByShare(
    [
      [5, 50],
      [10, 35],
      [15, 15],
    ] as const,
    draw(number, 'order discount percent'),
  )
  const amount = roundedTo(rounded(sum(nets), percent, 100), place.currency)
  return { amount, stated: draw(number, 'discount stated') < orderShares.statedPerLine, shares: shares(amount, nets) }
}

/** A discount that the shop states line by line was "spend so much, save so much": the threshold is a round sum not above the price. */
function promotionOf(
  lines: readonly OrderLine[],
  { amount, shares }: { amount: number; shares: readonly number[] },
  { currency, locale }: Place,
): Promotion {
  const price = sum(lines.map((line) => line.quantity * line.unitPrice - line.discount))
  const step = 10 ** Math.max(0, String(price).length - 2)
  const minimumAmount = Math.floor(price / step) * step
  const [least, saved] = [minimumAmount, amount].map((minor) => formatMoney(minor, currency, locale))
  return {
    id: 'spend-and-save',
    title: locale.startsWith('zh') ? `满 ${least} 减 ${saved}` : `Spend ${least}, save ${saved}`,
    lines: lines.map(({ id }) => id),
    tiers: [{ minimumAmount, discount: amount }],
    discounts: lines.flatMap(({ id }, index) => (shares[index] ? [{ line: id, amount: shares[index] }] : [])),
  }
}

/** Yen have no parts, and nobody gives a discount of 1.2345 dinar: to 5 fils there. */
function roundedTo(amount: number, currency: Currency): number {
  return currency === 'KWD' ? amount - (amount % 5) : amount
}

/** The part inside a price with tax, or what comes on top of one without. */
function taxOf(net: number, { tax }: Place): number {
  return tax.included ? rounded(net, tax.rate, 10_000 + tax.rate) : rounded(net, tax.rate, 10_000)
}

function shippingOf(
  number: string,
  nets: readonly number[],
  place: Place,
  draw: Draw,
): { express: boolean; shipping: ShippingLine[] } {
  const standard = priceIn(place.currency, delivery.standardPence)
  const free = sum(nets) >= priceIn(place.currency, delivery.freeFromPence)
  const express = draw(number, 'express') < orderShares.express
  const amount = express ? priceIn(place.currency, delivery.expressPence) : standard
  // A free standard delivery was worth nothing to the shopper: that is what an express one is measured against.
  const discount = free && !express ? standard : 0
  return {
    express,
    shipping: [
      {
        id: 'S1',
        title: express ? 'Express' : 'Standard',
        amount,
        discount,
        tax: taxOf(amount - discount, place),
        standardAmount: free ? 0 : standard,
      },
    ],
  }
}

function shippingTotal(shipping: readonly ShippingLine[]): number {
  return sum(shipping.map((line) => line.amount - line.discount))
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
