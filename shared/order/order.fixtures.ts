import type { Order, OrderLine, Payment, ShippingLine } from './order.ts'

/** Orders for tests: complete, minimal, and paid in full by one card unless payments are given. */
type Lines = (Partial<OrderLine> & { id: string })[]
type Parts = Partial<Omit<Order, 'lines' | 'shipping' | 'payments'>> & {
  lines?: Lines
  shipping?: (Partial<ShippingLine> & { id: string })[]
  payments?: (Partial<Payment> & { id: string; amount: number })[]
}

export function anOrder({ lines = [{ id: 'a' }], shipping = [], payments, ...rest }: Parts = {}): Order {
  const order: Order = {
    number: '1001',
    placedAt: '2026-03-01T10:00:00Z',
    currency: 'EUR',
    customer: { country: 'DE' },
    taxesIncluded: true,
    orderDiscount: 0,
    fulfillments: [],
    refunds: [],
    ...rest,
    lines: lines.map((line) => ({
      sku: line.id,
      title: line.id,
      categories: [],
      tags: [],
      quantity: 1,
      unitPrice: 1000,
      discount: 0,
      tax: 0,
      ...line,
    })),
    shipping: shipping.map((line) => ({ title: line.id, amount: 500, discount: 0, tax: 0, ...line })),
    payments: [],
  }
  order.payments = (payments ?? [{ id: 'card', amount: costOf(order) }]).map((payment) => ({
    method: 'card',
    provider: 'sandbox',
    reference: payment.id,
    capturedAt: '2026-03-01T10:00:00Z',
    ...payment,
  }))
  return order
}

/** By hand, not by the code under test. */
function costOf(order: Order): number {
  let total = -order.orderDiscount
  for (const line of order.lines) {
    total += line.unitPrice * line.quantity - line.discount - (line.orderDiscount ?? 0)
    if (!order.taxesIncluded) total += line.taxes ? line.taxes.reduce((sum, tax) => sum + tax.amount, 0) : line.tax
  }
  for (const line of order.shipping) total += line.amount - line.discount + (order.taxesIncluded ? 0 : line.tax)
  return total
}
