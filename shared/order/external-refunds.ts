import { allocate } from '../money/allocate.ts'
import { entitledTo, taxesWithin } from './entitlement.ts'
import type { ExternalRefund, Order } from './order.ts'
import { type Sold, sum } from './order-totals.ts'

/** What was refunded outside, by the keys of Holdings. */
export interface ExternalRefunds {
  /** Units, or minor units: as stated, or what the rule gives where nothing is stated. */
  amounts: ReadonlyMap<string, number>
  /** By line: tax the source stated, minus what its amounts contain by the line's own share. */
  taxDrift: ReadonlyMap<string, number>
}

/**
 * Sums the order's refunds in the order of their time. Those whose id or reference is in `ours` are not counted: they are in
 * our holdings; but what they took from a payment is not spread upon again.
 */
export function externalRefunds(order: Order, lines: readonly Sold[], ours?: ReadonlySet<string>): ExternalRefunds {
  const amounts = new Map<string, number>()
  const taxDrift = new Map<string, number>()
  const soldById = new Map(lines.map((line) => [line.id, line]))
  const left = new Map(order.payments.map((payment) => [payment.id, payment.amount]))

  for (const refund of byTime(order.refunds)) {
    const isOurs = ours?.has(refund.id) || (refund.reference !== undefined && ours?.has(refund.reference))
    let explained = 0
    for (const { line, quantity, amount: stated, tax } of refund.lines) {
      const sold = soldById.get(line)
      if (!sold) continue
      const units = (amounts.get(`units:${line}`) ?? 0) + quantity
      const before = amounts.get(`line:${line}`) ?? 0
      const worth = quantity > 0 ? entitledTo(sold, Math.min(units, sold.quantity)) - before : 0
      const amount = stated ?? Math.max(0, worth)
      explained += amount
      if (isOurs) continue
      amounts.set(`units:${line}`, units)
      add(amounts, `line:${line}`, amount)
      if (tax !== undefined) add(taxDrift, line, tax - (taxUpTo(sold, before + amount) - taxUpTo(sold, before)))
    }
    for (const { id, amount } of refund.shipping ?? []) {
      explained += amount
      if (!isOurs) add(amounts, `shipping:${id}`, amount)
    }
    const total = refund.amount ?? Math.max(explained, sum((refund.payments ?? []).map(({ amount }) => amount)))
    const paid = refund.payments ?? spread(total, left)
    for (const { payment, amount } of paid) {
      left.set(payment, Math.max(0, (left.get(payment) ?? 0) - amount))
      if (!isOurs) add(amounts, `payment:${payment}`, amount)
    }
    if (!isOurs) add(amounts, 'total', total)
  }
  return { amounts, taxDrift }
}

function byTime(refunds: readonly ExternalRefund[]): ExternalRefund[] {
  return [...refunds].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Over the payments in proportion to what is left on each, as a quote's default split. */
function spread(amount: number, left: ReadonlyMap<string, number>): { payment: string; amount: number }[] {
  const ids = [...left.keys()]
  if (ids.length === 0) return []
  const shares = allocate(amount, [...left.values()])
  return ids.map((payment, index) => ({ payment, amount: shares[index] ?? 0 }))
}

function taxUpTo(sold: Sold, amount: number): number {
  return sum(taxesWithin(sold, Math.min(amount, sold.total)))
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
