import type { OrderSummary } from '../../shared/api/shop.schema.ts'
import type { ShopperCaller } from '../http/call.ts'
import { cursorOf, cursorText } from '../platform/cursor.ts'
import type { Ports } from '../platform/ports.ts'
import { readOrders } from './store.ts'

/** The orders a shopper's token may see, newest first, keyset-paged by time and number. */
export async function listOrders(
  ports: Ports,
  wanted: { merchant: string; caller: ShopperCaller; cursor?: string; limit: number },
): Promise<{ orders: OrderSummary[]; nextCursor?: string }> {
  const { merchant, caller, limit } = wanted
  const [beforeAt, beforeNumber] = wanted.cursor === undefined ? [Number.MAX_SAFE_INTEGER, ''] : cursorOf(wanted.cursor)
  const rows = await readOrders(ports.database, {
    merchant,
    order: caller.order,
    customerId: caller.customer?.id,
    emailKey: caller.customer?.emailKey,
    beforeAt,
    beforeNumber,
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    orders: page.map((row) => ({
      number: String(row.number),
      placedAt: String(row.placed),
      currency: String(row.currency),
      total: Number(row.total),
      lines: Number(row.line_count),
      titles: JSON.parse(String(row.titles)) as string[],
      images: JSON.parse(String(row.images)) as string[],
      requests: JSON.parse(String(row.requests)) as OrderSummary['requests'],
    })),
    ...(rows.length > limit && last
      ? {
          nextCursor: cursorText([Number(last.placed_at), String(last.number)]),
        }
      : {}),
  }
}
