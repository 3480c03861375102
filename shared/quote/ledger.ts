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
  /** Units that came back before this quote, in it, and in it under proportional outbound shipping. */
  readonly backBefore: number
  backNow: number
  backProportional: number
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
  const unitsKey = `units:${sold.id}`
  const external = balances.external.amounts
  const outside = kind === 'line' ? (external.get(unitsKey) ?? 0) : 0
  const units = kind === 'line' ? outside + (holdings[unitsKey]?.settled ?? 0) : 0
  const back = units - (holdings[unitsKey]?.kept ?? 0)
  return {
    sold,
    units,
    settled: (external.get(moneyKey) ?? 0) + (holdings[moneyKey]?.settled ?? 0),
    unitsLeft: kind === 'line' ? (balances.byKey.get(unitsKey)?.remaining ?? 0) : 0,
    moneyLeft: balances.byKey.get(moneyKey)?.remaining ?? 0,
    backBefore: back,
    backNow: back,
    backProportional: 0,
    outside,
    taxDrift: kind === 'line' ? (balances.external.taxDrift.get(sold.id) ?? 0) : 0,
  }
}

/** The units settled are worth the whole line, by rounding or because it cost nothing: the others come back for nothing. */
export function isRoundedAway({ sold, units }: Standing): boolean {
  return entitledTo(sold, Math.min(units, sold.quantity)) === sold.total
}
