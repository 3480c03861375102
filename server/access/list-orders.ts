import type { OrderSummary } from '../../shared/api/shop.schema.ts'
import { Failure } from '../failure.ts'
import type { ShopperCaller } from '../http/call.ts'
import { fromBase64Url, toBase64Url } from '../platform/hmac.ts'
import type { Ports } from '../platform/ports.ts'
import { readOrders } from './store.ts'

/** The orders a shopper's token may see, newest first, keyset-paged by time and number. */
export async function listOrders(
  ports: Ports,
  wanted: { merchant: string; caller: ShopperCaller; cursor?: string; limit: number },
): Promise<{ orders: OrderSummary[]; nextCursor?: string }> {
  const { merchant, caller, limit } = wanted
  const before = wanted.cursor === undefined ? { at: Number.MAX_SAFE_INTEGER, number: '' } : cursorOf(wanted.cursor)
  const rows = await readOrders(ports.database, {
    merchant,
    order: caller.order,
    customerId: caller.customer?.id,
    emailKey: caller.customer?.emailKey,
    beforeAt: before.at,
    beforeNumber: before.number,
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
          nextCursor: toBase64Url(
            new TextEncoder().encode(JSON.stringify([Number(last.placed_at), String(last.number)])),
          ),
        }
      : {}),
  }
}

function cursorOf(cursor: string): { at: number; number: string } {
  try {
    const [at, number] = JSON.parse(new TextDecoder().decode(fromBase64Url(cursor))) as unknown[]
    if (typeof at === 'number' && typeof number === 'string') return { at, number }
  } catch {
    // falls through
  }
  throw new Failure('validation_failed', { pointer: '/query/cursor' })
}
