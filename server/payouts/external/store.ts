import { type Database, prepareSql, type Row, type Statement } from '../../db/database.ts'
import { guardOneRow } from '../../db/guard.ts'
import type { ProviderRefund } from '../../platform/ports.ts'

/** A refund by the name its provider has for it. */
export interface ExternalAt {
  merchant: string
  provider: string
  reference: string
}

export interface StoredExternal {
  status: 'booked' | 'unmatched' | 'failed'
  order: string | undefined
  payment: string | undefined
}

/** What is known of a refund that a provider tells of: ours, somebody's we booked before, or perhaps ours. */
export interface ExternalFacts {
  /** The payout of ours that it is. */
  ours: string | undefined
  /** Payouts of ours on the same payment that may be it: sent, and what the provider calls them is not known yet. */
  inDoubt: string[]
  stored: StoredExternal | undefined
}

const isOurs = `merchant = :merchant AND provider = :provider AND (id = :payout OR provider_reference = :reference)`
const maybeOurs = `merchant = :merchant AND provider = :provider AND reference = :paymentReference
  AND amount = :amount AND currency = :currency AND provider_reference IS NULL
  AND status IN ('submitting', 'pending', 'requires_action', 'unknown')`
const select = prepareSql(
  `SELECT (SELECT id FROM payouts WHERE ${isOurs} LIMIT 1) AS ours,
     (SELECT json_group_array(id) FROM payouts WHERE ${maybeOurs}) AS in_doubt, x.status, x.order_number, x.payment
   FROM (SELECT 1) LEFT JOIN external_refunds x
     ON x.merchant = :merchant AND x.provider = :provider AND x.reference = :reference`,
)
const insert = prepareSql(
  `INSERT INTO external_refunds (merchant, provider, reference, payment_reference, other_references, order_number, payment,
     currency, amount, at, learnt_at, status)
   VALUES (:merchant, :provider, :reference, :paymentReference, :otherReferences, :order, :payment, :currency, :amount, :at, :learntAt, :status)
   ON CONFLICT DO NOTHING`,
)
const update = prepareSql(
  `UPDATE external_refunds SET status = :status, order_number = :order, payment = :payment, learnt_at = :learntAt
   WHERE merchant = :merchant AND provider = :provider AND reference = :reference AND status = :before`,
)
const guardNotOurs = prepareSql(
  `INSERT INTO guards SELECT 0, 'external_is_ours' WHERE EXISTS (SELECT 1 FROM payouts WHERE (${isOurs}) OR (${maybeOurs}))`,
)
const guardNoOrder = prepareSql(
  `INSERT INTO guards SELECT 0, 'external_has_order' WHERE :orders <> (SELECT COUNT(DISTINCT order_number) FROM order_payments
     WHERE merchant = :merchant AND provider = :provider AND reference IN (SELECT value FROM json_each(:names)))`,
)

export async function readExternal(
  database: Database,
  at: ExternalAt,
  refund: Pick<ProviderRefund, 'payout' | 'payment' | 'amount' | 'currency'>,
): Promise<ExternalFacts> {
  const row = (await database.read(select(values(at, refund))))[0] ?? {}
  return {
    ours: textOf(row.ours),
    inDoubt: JSON.parse(String(row.in_doubt ?? '[]')) as string[],
    stored: storedOf(row),
  }
}

/** The row as it is to be, and nobody was first: refused where it turned out to be ours meanwhile. */
export function writeExternal(
  at: ExternalAt,
  refund: ProviderRefund,
  { before, after, learntAt }: { before: StoredExternal | undefined; after: StoredExternal; learntAt: number },
): Statement[] {
  const { status, order, payment } = after
  const { otherReferences = [] } = refund
  const others = otherReferences.length > 0 ? JSON.stringify(otherReferences) : undefined
  const row = { ...values(at, refund), otherReferences: others, at: refund.at, status, order, payment, learntAt }
  return [
    before ? update({ ...row, before: before.status }) : insert(row),
    guardOneRow('external_refund'),
    // What failed is no money of anybody: whose it was does not matter.
    ...(status === 'failed' ? [] : [guardNotOurs(values(at, refund))]),
  ]
}

/** That no order came meanwhile, of the few or none there were. */
export function stillOrders(at: ExternalAt, refund: ProviderRefund, orders: number): Statement {
  const { merchant, provider } = at
  return guardNoOrder({ merchant, provider, names: JSON.stringify(namesOfPayment(refund)), orders })
}

/** All that the provider calls the payment. */
export function namesOfPayment({ payment, otherReferences = [] }: ProviderRefund): string[] {
  return [...new Set([...(payment === undefined ? [] : [payment]), ...otherReferences])]
}

function values(at: ExternalAt, refund: Pick<ProviderRefund, 'payout' | 'payment' | 'amount' | 'currency'>) {
  const { payout, payment: paymentReference, amount, currency } = refund
  return { ...at, payout, paymentReference, amount, currency }
}

function storedOf({ status, order_number, payment }: Row): StoredExternal | undefined {
  const kind = textOf(status)
  if (kind === undefined) return undefined
  return { status: kind as StoredExternal['status'], order: textOf(order_number), payment: textOf(payment) }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
