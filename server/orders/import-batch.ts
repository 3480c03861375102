import type { Order } from '../../shared/order/order.ts'
import { constraintFailure } from '../db/constraints.ts'
import type { Statement } from '../db/database.ts'
import type { Ports } from '../platform/ports.ts'
import { insertOrderPayments, readConcerned } from './booked-store.ts'
import { insertOrders } from './import-store.ts'
import { isOlderRevision, orderRowOf } from './order-row.ts'
import { putOrder } from './put-order.ts'
import { insertOrder, type OrderRow, readOrders, replaceOrder } from './store.ts'

/** D1 takes values of 2 MB: a batch of this size, escaped, stays far below it, and what waits in memory is small. */
const batchCharacters = 350_000
const batchOrders = 100

interface Pending {
  order: Order
  row: OrderRow
}

/** Orders on their way into the database, a bounded number of them in memory. */
export class OrderBatch {
  private readonly ports: Ports
  private readonly merchant: string
  private pending = new Map<string, Pending>()
  private characters = 0

  constructor(ports: Ports, merchant: string) {
    this.ports = ports
    this.merchant = merchant
  }

  async add(order: Order): Promise<void> {
    const row = await orderRowOf(this.ports, this.merchant, order)
    const isFull = this.pending.size >= batchOrders || this.characters + row.snapshot.length > batchCharacters
    if (isFull || this.pending.has(order.number)) await this.flush()
    this.pending.set(order.number, { order, row })
    this.characters += row.snapshot.length
  }

  async flush(): Promise<void> {
    const whole = [...this.pending.values()]
    this.pending = new Map()
    this.characters = 0
    if (whole.length === 0) return
    const { database } = this.ports
    const concerned = await readConcerned(
      database,
      this.merchant,
      whole.map(({ order }) => order),
    )
    // Those that providers told of refunds for: each by itself, which books them.
    for (const { order } of whole.filter(({ row }) => concerned.has(row.number))) {
      await putOrder(this.ports, this.merchant, order.number, order)
    }
    const batch = whole.filter(({ row }) => !concerned.has(row.number))
    try {
      const statements = await this.statementsOf(batch)
      if (statements.length > 0) await database.write(statements)
    } catch (error) {
      // Somebody pushed one of them meanwhile: each by itself then, which decides again.
      if (!constraintFailure(error)) throw error
      for (const { order } of batch) await putOrder(this.ports, this.merchant, order.number, order)
    }
  }

  private async statementsOf(batch: readonly Pending[]): Promise<Statement[]> {
    const { merchant } = this
    const stored = await readOrders(
      this.ports.database,
      merchant,
      batch.map(({ row }) => row.number),
    )
    const fresh = batch.filter(({ row }) => !stored.has(row.number)).map(({ row }) => row)
    const [only, ...more] = fresh
    const inserts = only === undefined ? [] : more.length === 0 ? insertOrder(only) : insertOrders(merchant, fresh)
    const replaced = batch.flatMap(({ order, row }) => {
      const known = stored.get(row.number)
      if (!known || known.contentHash === row.contentHash) return []
      return isOlderRevision(row.sourceRevision, known.sourceRevision) ? [] : [{ order, row, known }]
    })
    const replacements = replaced.flatMap(({ order, row, known }) => replaceOrder(row, order, known))
    const kept = [...batch.filter(({ row }) => !stored.has(row.number)), ...replaced].map(({ order }) => order)
    return kept.length === 0 ? [] : [...inserts, ...replacements, ...insertOrderPayments(merchant, kept)]
  }
}
