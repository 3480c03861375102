import { isPaymentId } from '../order/payment-id.ts'
import { isOwnDestination } from '../payouts/destinations.ts'
import { holdsMoney } from '../payouts/payout.ts'
import type { Holding, Holdings } from '../quote/quote-types.ts'
import type { RequestItem, RequestState } from './request.ts'
import { currentPayouts, itemMoney } from './status.ts'

/**
 * What this request holds of its order, by key. The balances of an order are the sum of this over its requests, so a
 * write changes them by the difference before and after, and a rebuild is the same sum.
 */
export function holdingsOf(state: RequestState | undefined): Holdings {
  const held: Record<string, Holding> = {}
  if (!state || state.ended) return held
  const { quote } = state
  const add = (key: string, amount: number, isPaid: boolean, settled: number, kept = 0) => {
    const part = { reserved: isPaid ? 0 : amount, refunded: isPaid ? amount : 0, settled }
    held[key] = plus(held[key], kept > 0 ? { ...part, kept } : part)
  }
  quote.for.forEach((id, index) => {
    const item = state.items.find((candidate) => candidate.id === id)
    const quoted = quote.items[index]
    if (!item || !quoted || item.subject.kind !== 'line') return
    const isPaid = isSettled(state, item)
    const restocking = quote.fees
      .filter((fee) => fee.kind === 'restocking' && fee.item === index)
      .reduce((sum, fee) => sum + fee.amount, 0)
    const { line } = item.subject
    const isKept = item.resolution === 'keep_item'
    const amount = Math.max(0, quoted.amount - restocking)
    add(`units:${line}`, item.quantity, isPaid, item.quantity, isKept ? item.quantity : 0)
    add(`line:${line}`, amount, isPaid, quoted.settled, isKept ? quoted.settled : 0)
    if (item.resolution === 'store_credit') add(`credited:${line}`, 0, isPaid, amount)
    if (quoted.outboundShipping) add(`proportional:${line}`, 0, isPaid, item.quantity)
    for (const part of quoted.spares ?? []) add(`spared_${part}:${line}`, 0, isPaid, item.quantity)
  })
  for (const { promotion, part, amount } of quote.promotions ?? []) add(`${part}:${promotion}`, 0, false, amount)
  const allPaid = state.items.every((item) => !quote.for.includes(item.id) || isSettled(state, item))
  for (const line of quote.shipping.lines) {
    if (line.amount > 0) add(`shipping:${line.id}`, line.amount, allPaid, line.amount)
  }
  addPayments(state, held)
  return held
}

function isSettled(state: RequestState, item: RequestItem): boolean {
  const money = itemMoney(state, item)
  return money === 'paid' || (money === 'none' && item.dueAt !== undefined)
}

/** Per payment and in total: what is reserved or was paid back; a final failure frees its amount. The bonus is no captured money. */
function addPayments(state: RequestState, held: Record<string, Holding>): void {
  const { quote } = state
  const total: Holding = { reserved: 0, refunded: 0, settled: 0 }
  const payouts = currentPayouts(state)
  const count = (destination: string, plannedFor: string, amount: number, kind: 'reserved' | 'refunded') => {
    total[kind] += amount
    const isPayment = destination === plannedFor ? isPaymentId(destination) : !isOwnDestination(destination)
    if (!isPayment || amount === 0) return
    const at = (held[`payment:${destination}`] ??= { reserved: 0, refunded: 0, settled: 0 })
    at[kind] += amount
  }
  let bonus = quote.bonus
  // By where the money went: a later quote may split otherwise than the one that it was paid on.
  for (const { plannedFor, destination, amount, status, failure } of payouts) {
    const isBonused = plannedFor === 'store_credit'
    const captured = isBonused ? Math.max(0, amount - bonus) : amount
    if (isBonused) bonus = Math.max(0, bonus - amount)
    if (holdsMoney({ status, failure }))
      count(destination, plannedFor, captured, status === 'succeeded' ? 'refunded' : 'reserved')
  }
  // A number that was given up and paid after all has cost the money as well.
  for (const { plannedFor, destination, amount, status, replacedBy } of state.payouts) {
    if (replacedBy === undefined || status !== 'succeeded') continue
    const captured = plannedFor === 'store_credit' ? Math.max(0, amount - quote.bonus) : amount
    count(destination, plannedFor, captured, 'refunded')
  }
  // As the plan has it: destinations together are never asked for more than the quote.
  let room = payouts.reduce((rest, { amount }) => rest - amount, quote.total) - bonus
  for (const { payment, amount } of quote.payments) {
    const asked = payouts.reduce((sum, payout) => (payout.plannedFor === payment ? sum + payout.amount : sum), 0)
    const own = amount - asked - (payment === 'store_credit' ? bonus : 0)
    const unasked = Math.max(0, Math.min(own, room))
    room -= unasked
    count(payment, payment, unasked, 'reserved')
  }
  if (total.reserved > 0 || total.refunded > 0) held.total = total
}

/** `after - before`, key by key; keys without a change are left out. */
export function holdingsChange(before: Holdings, after: Holdings): Holdings {
  const change: Record<string, Holding> = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const delta = plus(after[key], before[key], -1)
    if (delta.reserved !== 0 || delta.refunded !== 0 || delta.settled !== 0 || delta.kept) change[key] = delta
  }
  return change
}

export function addHoldings(left: Holdings, right: Holdings): Holdings {
  const sum: Record<string, Holding> = { ...left }
  for (const [key, holding] of Object.entries(right)) sum[key] = plus(sum[key], holding)
  return sum
}

const nothing: Holding = { reserved: 0, refunded: 0, settled: 0 }

function plus(left: Holding = nothing, right: Holding = nothing, sign: 1 | -1 = 1): Holding {
  const kept = (left.kept ?? 0) + sign * (right.kept ?? 0)
  return {
    reserved: left.reserved + sign * right.reserved,
    refunded: left.refunded + sign * right.refunded,
    settled: left.settled + sign * right.settled,
    ...(kept === 0 ? {} : { kept }),
  }
}
