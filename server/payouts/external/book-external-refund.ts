import { withBookedRefunds } from '../../../shared/order/booked-refunds.ts'
import type { Statement } from '../../db/database.ts'
import { withRetries } from '../../db/with-retries.ts'
import { Failure } from '../../failure.ts'
import { readBooked, readOrder, readOrdersOfPayment, reviseOrder } from '../../orders/index.ts'
import type { Ports, ProviderRefund } from '../../platform/ports.ts'
import {
  type ExternalAt,
  namesOfPayment,
  readExternal,
  type StoredExternal,
  stillOrders,
  writeExternal,
} from './store.ts'

/**
 * What became of it. `booked`: part of its order's refunds from now on · `unmatched`: no order has this payment, or several;
 * kept until one comes or a person says whose it is · `taken_back`: it had been booked, and failed · `known`: nothing is new
 * · `recorded`: not paid, so there is nothing to count · `ours`, and its number · `in_doubt`: may be one of these payouts of
 * ours, whose name at the provider is not known yet. Of the last two nothing was written.
 */
export type BookedExternal =
  | { outcome: 'booked' | 'taken_back'; order: string }
  | { outcome: 'unmatched' | 'known' | 'recorded' }
  | { outcome: 'ours'; payout: string }
  | { outcome: 'in_doubt'; payouts: string[] }

export interface ExternalNews {
  merchant: string
  provider: string
  refund: ProviderRefund
  /** The order it belongs to, where a person says so. */
  order?: string
}

/**
 * Books a refund that somebody made at the provider, so that what remains of its order is what really remains. By the
 * provider's number it is booked once, however often, late or out of order it is told; what failed stays failed.
 * `extra` is written in the same batch. @throws Failure not_found for an order that is not there or of another currency
 */
export async function bookExternalRefund(
  ports: Ports,
  news: ExternalNews,
  extra: (outcome: BookedExternal['outcome']) => readonly Statement[] = () => [],
): Promise<BookedExternal> {
  const { merchant, provider } = news
  const at = { merchant, provider, reference: news.refund.providerReference }
  return withRetries(ports, `${merchant} external ${provider} ${at.reference}`, async () => {
    const refund = await byKnownPayment(ports, at, news.refund)
    const { ours, inDoubt, stored } = await readExternal(ports.database, at, refund)
    if (ours !== undefined) return { outcome: 'ours', payout: ours }
    const { status } = refund.state
    const isPaid = status === 'succeeded' && refund.amount > 0
    if (isPaid && inDoubt.length > 0) return { outcome: 'in_doubt', payouts: inDoubt }
    const planned =
      status === 'failed'
        ? await failed(ports, at, refund, stored)
        : isPaid
          ? await paid(ports, at, { ...news, refund }, stored)
          : ({ booked: { outcome: 'recorded' }, statements: [] } satisfies Planned)
    const statements = [...planned.statements, ...extra(planned.booked.outcome)]
    if (statements.length > 0) await ports.database.write(statements)
    return planned.booked
  })
}

/** By the name that an order has for its payment, where the provider has several for it. */
async function byKnownPayment(
  { database }: Ports,
  { merchant, provider }: ExternalAt,
  refund: ProviderRefund,
): Promise<ProviderRefund> {
  for (const reference of refund.otherReferences ?? []) {
    const owners = await readOrdersOfPayment(database, { merchant, provider, references: [reference] })
    if (owners.length === 0) continue
    const otherReferences = namesOfPayment(refund).filter((name) => name !== reference)
    return { ...refund, payment: reference, otherReferences }
  }
  return refund
}

interface Planned {
  booked: BookedExternal
  statements: Statement[]
}

const known: Planned = { booked: { outcome: 'known' }, statements: [] }

async function paid(
  ports: Ports,
  at: ExternalAt,
  news: ExternalNews,
  stored: StoredExternal | undefined,
): Promise<Planned> {
  if (
    stored &&
    (stored.status !== 'unmatched' || (stored.order === undefined && !news.order && !news.refund.payment))
  ) {
    return known
  }
  const { refund } = news
  const learntAt = ports.clock.now()
  const found = await orderOf(ports, at, news)
  if ('orders' in found) {
    if (stored) return known
    const after: StoredExternal = { status: 'unmatched', order: undefined, payment: undefined }
    const statements = writeExternal(at, refund, { before: undefined, after, learntAt })
    return { booked: { outcome: 'unmatched' }, statements: [...statements, stillOrders(at, refund, found.orders)] }
  }
  const { order, payment } = found
  const after: StoredExternal = { status: 'booked', order, payment }
  const statements = writeExternal(at, refund, { before: stored, after, learntAt })
  const revised = await revision(ports, at.merchant, order, (booked) => [
    ...booked,
    { ...at, paymentReference: refund.payment, payment, amount: refund.amount, at: refund.at },
  ])
  return { booked: { outcome: 'booked', order }, statements: [...statements, ...revised] }
}

/** It may be told that it failed before that it was paid: failed stays failed, and what was booked is taken back. */
async function failed(
  ports: Ports,
  at: ExternalAt,
  refund: ProviderRefund,
  stored: StoredExternal | undefined,
): Promise<Planned> {
  if (stored?.status === 'failed') return known
  const { order, payment } = stored ?? { order: undefined, payment: undefined }
  const after: StoredExternal = { status: 'failed', order, payment }
  const statements = writeExternal(at, refund, { before: stored, after, learntAt: ports.clock.now() })
  if (stored?.status !== 'booked' || order === undefined) return { booked: { outcome: 'recorded' }, statements }
  const revised = await revision(ports, at.merchant, order, (booked) =>
    booked.filter(({ provider, reference }) => provider !== at.provider || reference !== at.reference),
  )
  return { booked: { outcome: 'taken_back', order }, statements: [...statements, ...revised] }
}

/** The one order that has this payment; how many there are where that is not one. */
async function orderOf(
  { database }: Ports,
  { merchant, provider }: ExternalAt,
  { refund, order }: ExternalNews,
): Promise<{ order: string; payment: string | undefined } | { orders: number }> {
  const owners = await readOrdersOfPayment(database, { merchant, provider, references: namesOfPayment(refund) })
  if (order !== undefined) {
    const stored = await readOrder(database, merchant, order)
    if (stored?.order.currency !== refund.currency) throw new Failure('not_found')
    return { order, payment: owners.find((owner) => owner.order === order)?.payment }
  }
  const orders = new Set(owners.map((owner) => owner.order))
  const [owner] = owners
  if (!owner || orders.size > 1) return { orders: orders.size }
  const stored = await readOrder(database, merchant, owner.order)
  return stored?.order.currency === refund.currency ? owner : { orders: orders.size }
}

type Booked = Parameters<typeof withBookedRefunds>[1]

/** The order's next snapshot, where what is booked changes it at all. */
async function revision(
  { database, clock }: Ports,
  merchant: string,
  number: string,
  change: (booked: Booked) => Booked,
): Promise<Statement[]> {
  const stored = await readOrder(database, merchant, number)
  if (!stored) throw new Failure('not_found')
  const { order } = stored
  const booked = (await readBooked(database, merchant, order)).filter(({ isBooked }) => isBooked)
  const after = withBookedRefunds(order, change(booked))
  if (JSON.stringify(after.refunds) === JSON.stringify(order.refunds)) return []
  return reviseOrder(merchant, after, stored, clock.now())
}
