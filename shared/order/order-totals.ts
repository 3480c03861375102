import { allocate } from '../money/allocate.ts'
import type { Order, TaxPart } from './order.ts'

/** What was sold on one line, product or shipping, after every discount. Minor units, for all units together. */
export interface Sold {
  id: string
  quantity: number
  /** After the line's discount and its share of the order's, in the order's tax basis. */
  price: number
  net: number
  tax: number
  /** Without a name ('') where the source gave one sum. */
  taxes: TaxPart[]
  /** What the shopper paid: net + tax. */
  total: number
  /** What is rounded by itself, and adds up to the total: the gross, or the net and each tax where tax comes on top. */
  parts: number[]
}

/**
 * The order's lines, in order. What no line states of the order's discount is split by price after line discounts, largest
 * remainder, ties to the earlier line.
 */
export function lineTotals(order: Order): Sold[] {
  const prices = order.lines.map((line) => line.unitPrice * line.quantity - line.discount - (line.orderDiscount ?? 0))
  const shares = allocate(order.orderDiscount, prices)
  return order.lines.map((line, index) =>
    sold(line, line.quantity, (prices[index] ?? 0) - (shares[index] ?? 0), order.taxesIncluded),
  )
}

/** The order's shipping lines, each one unit. */
export function shippingTotals(order: Order): Sold[] {
  return order.shipping.map((line) => sold(line, 1, line.amount - line.discount, order.taxesIncluded))
}

/** What the order cost, shipping and tax included. */
export function orderTotal(order: Order): number {
  return sum([...lineTotals(order), ...shippingTotals(order)].map((line) => line.total))
}

/** What the payments took. */
export function capturedTotal(order: Order): number {
  return sum(order.payments.map((payment) => payment.amount))
}

export function sum(amounts: readonly number[]): number {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}

function sold(
  line: { id: string; tax: number; taxes?: TaxPart[] },
  quantity: number,
  price: number,
  taxesIncluded: boolean,
): Sold {
  const taxes = line.taxes ?? (line.tax ? [{ name: '', amount: line.tax }] : [])
  const tax = sum(taxes.map((part) => part.amount))
  const net = taxesIncluded ? price - tax : price
  const total = net + tax
  const parts = taxesIncluded ? [total] : [net, ...taxes.map((part) => part.amount)]
  return { id: line.id, quantity, price, net, tax, taxes, total, parts }
}
