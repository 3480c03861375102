import type { ExternalRefund, Order } from './order.ts'

/** A refund that somebody made at the payment provider, as the provider tells it. Amount in minor units of the order. */
export interface BookedRefund {
  provider: string
  /** The provider's number of the refund. */
  reference: string
  /** The payment's reference, and its id in the order when it was booked. */
  paymentReference?: string
  payment?: string
  amount: number
  /** Epoch ms. */
  at: number
}

/**
 * The order as its source has it, with what providers told of besides. A refund that the source knows by the same id or
 * reference is the source's own: nothing is counted twice, whichever of the two was heard first.
 */
export function withBookedRefunds(order: Order, booked: readonly BookedRefund[]): Order {
  const own = order.refunds.filter(({ bookedFrom }) => bookedFrom === undefined)
  const known = new Set(own.flatMap(({ id, reference }) => (reference === undefined ? [id] : [id, reference])))
  const added = [...booked]
    .sort((a, b) => a.at - b.at || (a.reference < b.reference ? -1 : 1))
    .filter(({ reference }) => {
      if (known.has(reference)) return false
      known.add(reference)
      return true
    })
    .map((refund) => asRefund(order, refund))
  return { ...order, refunds: [...own, ...added] }
}

function asRefund({ payments }: Order, refund: BookedRefund): ExternalRefund {
  const { provider, reference, amount, at, paymentReference } = refund
  const from =
    payments.find((payment) => payment.provider === provider && payment.reference === paymentReference) ??
    payments.find(({ id }) => id === refund.payment)
  return {
    id: reference,
    at: new Date(at).toISOString(),
    lines: [],
    amount,
    ...(from && { payments: [{ payment: from.id, amount }] }),
    bookedFrom: provider,
  }
}
