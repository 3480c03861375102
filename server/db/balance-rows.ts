import type { Order } from '../../shared/order/order.ts'
import { type OrderBalances, orderBalances } from '../../shared/order/remaining.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'
import { prepareSql, type Statement } from './database.ts'
import type { BalanceRow, OrderFile } from './order-file.ts'

const upsert = prepareSql(
  `INSERT INTO balances (merchant, order_number, key, cap, external, reserved, refunded, settled, kept, overcommitted)
   SELECT :merchant, :order, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
   FROM json_each(:rows) WHERE true
   ON CONFLICT (merchant, order_number, key) DO UPDATE SET cap = excluded.cap, external = excluded.external,
     reserved = excluded.reserved, refunded = excluded.refunded, settled = excluded.settled, kept = excluded.kept,
     overcommitted = excluded.overcommitted`,
)

/** One statement for any number of rows: real orders have 500 lines, and D1 takes 100 parameters. */
export function writeBalances(merchant: string, order: string, rows: readonly BalanceRow[]): Statement {
  const tuples = rows.map((row) => [
    row.key,
    row.cap,
    row.external,
    row.reserved,
    row.refunded,
    row.settled,
    row.kept,
    row.overcommitted ? 1 : 0,
  ])
  return upsert({ merchant, order, rows: JSON.stringify(tuples) })
}

/**
 * The rows that a change of holdings touches, with their ceilings as the latest snapshot has them. What a provider paid is a
 * fact and may no longer fit; what we decide must.
 */
export function changedBalances(file: OrderFile, change: Holdings, why: 'decided' | 'fact' = 'decided'): BalanceRow[] {
  const ceilings = orderBalances(file.order, {}, file.ours)
  const before = new Map(file.balances.map((row) => [row.key, row]))
  return Object.entries(change).map(([key, delta]) => {
    const at = before.get(key)
    const row = {
      ...ceilingOf(ceilings, key),
      reserved: (at?.reserved ?? 0) + delta.reserved,
      refunded: (at?.refunded ?? 0) + delta.refunded,
      settled: (at?.settled ?? 0) + delta.settled,
      kept: (at?.kept ?? 0) + (delta.kept ?? 0),
    }
    // A row that no longer fits stays flagged, one that fits again is not; only what happened outside may raise the flag.
    const mayBeOver = why === 'fact' || (at?.overcommitted ?? false)
    return { ...row, overcommitted: mayBeOver && isOver(row) }
  })
}

/** Every existing row under a new snapshot: what was refunded elsewhere is true, so what no longer fits is flagged. */
export function balancesUnder(order: Order, file: Pick<OrderFile, 'balances' | 'ours'>): BalanceRow[] {
  const ceilings = orderBalances(order, {}, file.ours)
  return file.balances.map((row) => {
    const under = { ...row, ...ceilingOf(ceilings, row.key) }
    return { ...under, overcommitted: isOver(under) }
  })
}

function ceilingOf(ceilings: OrderBalances, key: string): Pick<BalanceRow, 'key' | 'cap' | 'external'> {
  const at = ceilings.byKey.get(key)
  return { key, cap: at?.cap ?? 0, external: at?.external ?? 0 }
}

function isOver(row: Pick<BalanceRow, 'cap' | 'external' | 'reserved' | 'refunded'>): boolean {
  return row.reserved + row.refunded > row.cap - row.external
}
