import type { BookedRefund } from '../../shared/order/booked-refunds.ts'
import type { Order } from '../../shared/order/order.ts'
import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'

/** A refund made at the provider that this order has, or would have: its payment came with this snapshot. */
export interface FoundRefund extends BookedRefund {
  isBooked: boolean
}

const columns = (paymentReference: string) =>
  `provider, reference, ${paymentReference} AS payment_reference, payment, amount, at, status`
const isNamed = `(p.value ->> 0 = x.provider AND (p.value ->> 1 = x.payment_reference
  OR p.value ->> 1 IN (SELECT value FROM json_each(x.other_references))))`
/** A payment that several orders share is nobody's by itself: a person says whose its refund is. */
const isUnclaimed = `x.merchant = :merchant AND x.order_number IS NULL AND x.status = 'unmatched'
  AND EXISTS (SELECT 1 FROM json_each(:payments) p WHERE ${isNamed} AND p.value ->> 3 = x.currency)
  AND NOT EXISTS (SELECT 1 FROM order_payments q WHERE q.merchant = x.merchant AND q.provider = x.provider
    AND (q.reference = x.payment_reference OR q.reference IN (SELECT value FROM json_each(x.other_references)))
    AND q.order_number <> :number)`
/** By the name that the order has for it, and as what. */
const namedAs = (part: 1 | 2) => `(SELECT p.value ->> ${part} FROM json_each(:payments) p WHERE ${isNamed} LIMIT 1)`
const select = prepareSql(
  `SELECT ${columns('payment_reference')} FROM external_refunds x WHERE x.merchant = :merchant AND x.order_number = :number AND x.status = 'booked'
   UNION ALL SELECT ${columns(namedAs(1))} FROM external_refunds x WHERE ${isUnclaimed}`,
)
const selectConcerned = prepareSql(
  `SELECT n.value AS number FROM json_each(:numbers) n WHERE EXISTS (SELECT 1 FROM external_refunds x
     WHERE x.merchant = :merchant AND x.order_number = n.value AND x.status = 'booked')
   UNION SELECT p.value ->> 2 FROM external_refunds x JOIN json_each(:payments) p
     ON ${isNamed}
   WHERE x.merchant = :merchant AND x.order_number IS NULL AND x.status = 'unmatched'`,
)
const claim = prepareSql(
  `UPDATE external_refunds AS x SET status = 'booked', order_number = :number,
     payment_reference = ${namedAs(1)}, payment = ${namedAs(2)}
   WHERE ${isUnclaimed}`,
)
const guardClaimed = prepareSql(`INSERT INTO guards SELECT 0, 'booked_refunds' WHERE changes() <> :count`)
const guardUnclaimed = prepareSql(
  `INSERT INTO guards SELECT 0, 'booked_refunds' WHERE EXISTS (SELECT 1 FROM external_refunds x JOIN json_each(:payments) p
     ON ${isNamed}
   WHERE x.merchant = :merchant AND x.order_number IS NULL AND x.status = 'unmatched')`,
)
const insertPayments = prepareSql(
  `INSERT INTO order_payments (merchant, provider, reference, order_number, payment)
   SELECT :merchant, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(:payments)
   WHERE true ON CONFLICT DO NOTHING`,
)
const ordersOf = prepareSql(
  `SELECT order_number, payment, reference FROM order_payments
   WHERE merchant = :merchant AND provider = :provider AND reference IN (SELECT value FROM json_each(:references))
   ORDER BY order_number, payment`,
)

/** What was booked on this order, and what waits for a payment of it. */
export async function readBooked(database: Database, merchant: string, order: Order): Promise<FoundRefund[]> {
  return (await database.read(select({ merchant, number: order.number, payments: tuplesOf(order) }))).map(foundOf)
}

/** Which of these orders have, or would have, refunds that providers told of. */
export async function readConcerned(
  database: Database,
  merchant: string,
  orders: readonly Order[],
): Promise<Set<string>> {
  const numbers = JSON.stringify(orders.map(({ number }) => number))
  const rows = await database.read(selectConcerned({ merchant, numbers, payments: paymentsOf(orders) }))
  return new Set(rows.map(({ number }) => String(number)))
}

/**
 * With every snapshot: by its payments the order is found when a provider tells of a refund, and what was told before is
 * booked now. `claimed`: how many of those the snapshot holds; the guard refuses when another came in meanwhile.
 */
export function claimPayments(merchant: string, order: Order, claimed: number): Statement[] {
  if (order.payments.length === 0) return []
  return [
    insertPayments({ merchant, payments: paymentsOf([order]) }),
    claim({ merchant, number: order.number, payments: tuplesOf(order) }),
    guardClaimed({ count: claimed }),
  ]
}

/** The same for orders that no refund waits for; refuses when one came in meanwhile. */
export function insertOrderPayments(merchant: string, orders: readonly Order[]): Statement[] {
  const payments = paymentsOf(orders)
  return [insertPayments({ merchant, payments }), guardUnclaimed({ merchant, payments })]
}

/** Whose payment this is, by any of its names; several where orders share one. */
export async function readOrdersOfPayment(
  database: Database,
  { merchant, provider, references }: { merchant: string; provider: string; references: readonly string[] },
): Promise<{ order: string; payment: string; reference: string }[]> {
  if (references.length === 0) return []
  const rows = await database.read(ordersOf({ merchant, provider, references: JSON.stringify(references) }))
  return rows.map(({ order_number, payment, reference }) => ({
    order: String(order_number),
    payment: String(payment),
    reference: String(reference),
  }))
}

function paymentsOf(orders: readonly Order[]): string {
  return JSON.stringify(
    orders.flatMap(({ number, payments }) =>
      payments.map(({ provider, reference, id }) => [provider, reference, number, id]),
    ),
  )
}

function tuplesOf({ payments, currency }: Order): string {
  return JSON.stringify(payments.map(({ provider, reference, id }) => [provider, reference, id, currency]))
}

function foundOf(row: Row): FoundRefund {
  return {
    provider: String(row.provider),
    reference: String(row.reference),
    ...(row.payment_reference === null ? {} : { paymentReference: String(row.payment_reference) }),
    ...(row.payment === null ? {} : { payment: String(row.payment) }),
    amount: Number(row.amount),
    at: Number(row.at),
    isBooked: row.status === 'booked',
  }
}
