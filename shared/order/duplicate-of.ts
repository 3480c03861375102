import type { Order, Payment } from './order.ts'

const dayMs = 86_400_000

/** The earlier payment that this one likely repeats: the same amount by the same means within a day. */
export function duplicateOf({ payments }: Pick<Order, 'payments'>, payment: Payment): string | undefined {
  const place = payments.findIndex(({ id }) => id === payment.id)
  const at = Date.parse(payment.capturedAt)
  return payments.slice(0, Math.max(0, place)).find(({ amount, method, capturedAt }) => {
    const since = at - Date.parse(capturedAt)
    return amount === payment.amount && method === payment.method && since >= 0 && since <= dayMs
  })?.id
}
