import { roundHalfUp } from '../money/round.ts'
import { balancesWith, type ExternalOf, type OrderBalances } from '../order/balances.ts'
import { entitledTo } from '../order/entitlement.ts'
import type { Order } from '../order/order.ts'
import type { Sold } from '../order/order-totals.ts'
import type { Holdings } from './quote-types.ts'

/** Where one line stands while a quote is made: each priced item moves it on. */
export interface Standing {
  readonly sold: Sold
  /** Units settled, by us and outside, and what they settled. */
  units: number
  settled: number
  /** Ceilings: units and minor units that can still be asked for. */
  unitsLeft: number
  moneyLeft: number
  /** Units that came back, before this quote and in it. */
  backNow: number
  /** Of these, units under proportional outbound shipping, before this quote and in it; and before it alone. */
  backProportional: number
  readonly proportionalBefore: number
  /** Of what is settled, in minor units: what the shopper kept the goods of, and what went to store credit. */
  kept: number
  credited: number
  /** Of the units, those refunded outside. */
  readonly outside: number
  /** What the tax refunded outside differs from the line's own share. */
  readonly taxDrift: number
}

export interface Ledger {
  /** Keyed by line id, in the order's order. */
  lines: Map<string, Standing>
  shipping: Standing[]
  /** What can still go back to each payment, in the order's order. */
  payments: Map<string, number>
  captured: number
  totalLeft: number
}

/** A fresh ledger for one quote. */
export function openLedger(
  externalOf: ExternalOf,
  order: Order,
  holdings: Holdings,
  ours?: ReadonlySet<string>,
): Ledger {
  const balances = balancesWith(externalOf, order, holdings, ours)
  const left = (key: string): number => balances.byKey.get(key)?.remaining ?? 0
  return {
    lines: new Map(balances.lines.map((sold) => [sold.id, standingOf(sold, 'line', balances, holdings)])),
    shipping: balances.shipping.map((sold) => standingOf(sold, 'shipping', balances, holdings)),
    payments: new Map(order.payments.map((payment) => [payment.id, left(`payment:${payment.id}`)])),
    captured: balances.byKey.get('total')?.cap ?? 0,
    totalLeft: left('total'),
  }
}

function standingOf(sold: Sold, kind: 'line' | 'shipping', balances: OrderBalances, holdings: Holdings): Standing {
  const moneyKey = `${kind}:${sold.id}`
  const unitsKey = kind === 'line' ? `units:${sold.id}` : ''
  const external = balances.external.amounts
  const outside = external.get(unitsKey) ?? 0
  const units = outside + (holdings[unitsKey]?.settled ?? 0)
  const proportional = outside + (holdings[`proportional:${sold.id}`]?.settled ?? 0)
  return {
    sold,
    units,
    settled: (external.get(moneyKey) ?? 0) + (holdings[moneyKey]?.settled ?? 0),
    unitsLeft: balances.byKey.get(unitsKey)?.remaining ?? 0,
    moneyLeft: balances.byKey.get(moneyKey)?.remaining ?? 0,
    backNow: units - (holdings[unitsKey]?.kept ?? 0),
    backProportional: proportional,
    proportionalBefore: proportional,
    kept: holdings[moneyKey]?.kept ?? 0,
    credited: holdings[`credited:${sold.id}`]?.settled ?? 0,
    outside,
    taxDrift: kind === 'line' ? (balances.external.taxDrift.get(sold.id) ?? 0) : 0,
  }
}

/**
 * What `amount` adds to the rounded share, in basis points, of what the line had kept or credited before, and moves that on:
 * however a return is split, its parts get together what all of it would.
 */
export function shareOfNext(standing: Standing, of: 'kept' | 'credited', amount: number, basisPoints: number): number {
  const before = standing[of]
  standing[of] += amount
  return roundHalfUp(standing[of], basisPoints, 10_000) - roundHalfUp(before, basisPoints, 10_000)
}

/** The units settled are worth the whole line, by rounding or because it cost nothing: the others come back for nothing. */
export function isRoundedAway({ sold, units }: Standing): boolean {
  return entitledTo(sold, Math.min(units, sold.quantity)) === sold.total
}
