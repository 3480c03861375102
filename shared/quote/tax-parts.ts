import { allocate } from '../money/allocate.ts'
import { taxesWithin } from '../order/entitlement.ts'
import type { TaxPart } from '../order/order.ts'
import { sum } from '../order/order-totals.ts'
import type { Standing } from './ledger.ts'

export interface Parts {
  net: number
  tax: number
  taxes: TaxPart[]
  amount: number
}

/**
 * Net and taxes of the next `amount` of a line; they add up to it. An amount that is also what gets settled continues where
 * the last refund stopped, so that the line's tax comes back exactly; the one that completes the line also makes good what a
 * refund outside stated as another tax. A reduced amount splits by the line's stored tax share.
 */
export function taxParts(standing: Standing, amount: number, settles: number): Parts {
  const { sold, settled, taxDrift } = standing
  const after = settled + settles
  let taxes: number[]
  if (amount === settles && after <= sold.total) {
    const before = taxesWithin(sold, settled)
    taxes = taxesWithin(sold, after).map((tax, index) => tax - (before[index] ?? 0))
    if (taxDrift && after === sold.total) {
      const due = Math.min(amount, Math.max(0, sum(taxes) - taxDrift))
      taxes = allocate(
        due,
        sold.taxes.map((tax) => tax.amount),
      )
    }
  } else {
    taxes = allocate(amount, [...sold.taxes.map((tax) => tax.amount), sold.net]).slice(0, -1)
  }
  const tax = sum(taxes)
  return {
    net: amount - tax,
    tax,
    taxes: sold.taxes.map(({ name }, index) => ({ name, amount: taxes[index] ?? 0 })),
    amount,
  }
}
