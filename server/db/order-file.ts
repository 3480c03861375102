import type { Order } from '../../shared/order/order.ts'
import type { Holding, Holdings } from '../../shared/quote/quote-types.ts'
import type { Row } from './database.ts'

export interface BalanceRow {
  key: string
  cap: number
  external: number
  reserved: number
  refunded: number
  settled: number
  kept: number
  overcommitted: boolean
}

/** An order with everything that a decision on it reads, as one statement gives it. */
export interface OrderFile {
  order: Order
  /** Our own count of snapshots. */
  revision: number
  /** undefined: nothing was ever reserved on this order. */
  balanceVersion: number | undefined
  balances: readonly BalanceRow[]
  /** Ids of our payouts and the provider's references to them: refunds under these are ours. */
  ours: ReadonlySet<string>
  emailKey: string | undefined
  phoneKey: string | undefined
  customerId: string | undefined
}

/** Columns of a query over `orders o`; the parts are read by `orderFileOf`. */
export const orderFileColumns = `
  o.revision AS order_revision, o.email_key, o.phone_key, o.customer_id,
  (SELECT r.snapshot FROM order_revisions r
    WHERE r.merchant = o.merchant AND r.number = o.number AND r.revision = o.revision) AS snapshot,
  (SELECT v.version FROM order_balances v WHERE v.merchant = o.merchant AND v.order_number = o.number) AS balance_version,
  (SELECT json_group_array(json_array(b.key, b.cap, b.external, b.reserved, b.refunded, b.settled, b.kept, b.overcommitted))
    FROM balances b WHERE b.merchant = o.merchant AND b.order_number = o.number) AS balances,
  (SELECT json_group_array(json_array(p.id, p.provider_reference)) FROM payouts p
    WHERE p.merchant = o.merchant AND p.order_number = o.number) AS ours`

export function orderFileOf(row: Row): OrderFile {
  const version = row.balance_version
  return {
    order: JSON.parse(String(row.snapshot)) as Order,
    revision: Number(row.order_revision),
    balanceVersion: version === null || version === undefined ? undefined : Number(version),
    balances: (JSON.parse(String(row.balances)) as BalanceTuple[]).map(balanceOf),
    ours: new Set((JSON.parse(String(row.ours)) as (string | null)[][]).flat().filter((id) => id !== null)),
    emailKey: textOf(row.email_key),
    phoneKey: textOf(row.phone_key),
    customerId: textOf(row.customer_id),
  }
}

type BalanceTuple = [string, number, number, number, number, number, number, number]

function balanceOf([key, cap, external, reserved, refunded, settled, kept, over]: BalanceTuple): BalanceRow {
  return { key, cap, external, reserved, refunded, settled, kept, overcommitted: over === 1 }
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function isOvercommitted(file: Pick<OrderFile, 'balances'>): boolean {
  return file.balances.some((row) => row.overcommitted)
}

/** What all requests together hold of the order. */
export function holdingsOfFile(file: Pick<OrderFile, 'balances'>): Holdings {
  const holdings: Record<string, Holding> = {}
  for (const { key, reserved, refunded, settled, kept } of file.balances) {
    holdings[key] = kept === 0 ? { reserved, refunded, settled } : { reserved, refunded, settled, kept }
  }
  return holdings
}

/** What the others hold: everything, less what this one does. */
export function holdingsWithout(all: Holdings, own: Holdings): Holdings {
  const rest: Record<string, Holding> = { ...all }
  for (const [key, mine] of Object.entries(own)) {
    const at = rest[key]
    if (!at) continue
    rest[key] = {
      reserved: at.reserved - mine.reserved,
      refunded: at.refunded - mine.refunded,
      settled: at.settled - mine.settled,
      kept: (at.kept ?? 0) - (mine.kept ?? 0),
    }
  }
  return rest
}
