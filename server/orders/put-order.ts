import { withBookedRefunds } from '../../shared/order/booked-refunds.ts'
import { parseOrder } from '../../shared/order/order.schema.ts'
import { balancesUnder } from '../db/balance-rows.ts'
import { isOvercommitted } from '../db/order-file.ts'
import { withRetries } from '../db/with-retries.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { claimPayments, readBooked } from './booked-store.ts'
import { isOlderRevision, orderRowOf } from './order-row.ts'
import { insertOrder, readOrder, replaceOrder } from './store.ts'

export interface OrderStored {
  number: string
  revision: number
  outcome: 'created' | 'updated' | 'ignored'
  overcommitted: boolean
}

/**
 * Keeps a snapshot of an order, and in it what payment providers told of refunds that the source does not know yet. The same
 * content and an older revision change nothing; a true snapshot is never refused for what happened elsewhere. @throws Failure validation_failed with every wrong field
 */
export async function putOrder(ports: Ports, merchant: string, number: string, body: unknown): Promise<OrderStored> {
  const parsed = parseOrder(body)
  if ('errors' in parsed) throw invalid(parsed.errors)
  const { order } = parsed
  if (order.number !== number) {
    throw invalid([{ pointer: '/number', code: 'custom', message: 'not the number of the address' }])
  }
  const row = await orderRowOf(ports, merchant, order)
  return withRetries(ports, `${merchant} ${number}`, async () => {
    const stored = await readOrder(ports.database, merchant, number)
    const isNews =
      !stored || (stored.contentHash !== row.contentHash && !isOlderRevision(row.sourceRevision, stored.sourceRevision))
    if (!isNews) {
      return { number, revision: stored.revision, outcome: 'ignored', overcommitted: isOvercommitted(stored) }
    }
    const booked = await readBooked(ports.database, merchant, order)
    const whole = booked.length > 0 ? withBookedRefunds(order, booked) : order
    const wholeRow = whole === order ? row : { ...row, snapshot: JSON.stringify(whole) }
    const claims = claimPayments(merchant, order, booked.filter(({ isBooked }) => !isBooked).length)
    if (!stored) {
      await ports.database.write([...insertOrder(wholeRow), ...claims])
      return { number, revision: 1, outcome: 'created', overcommitted: false }
    }
    await ports.database.write([...replaceOrder(wholeRow, whole, stored), ...claims])
    return {
      number,
      revision: stored.revision + 1,
      outcome: 'updated',
      overcommitted: balancesUnder(whole, stored).some((balance) => balance.overcommitted),
    }
  })
}

function invalid(errors: readonly { pointer: string; code: string; message: string }[]): Failure {
  return new Failure('validation_failed', { pointer: errors[0]?.pointer, errors })
}
