import { Failure } from '../failure.ts'
import type { ShopperCaller } from '../http/call.ts'
import { cursorOf, cursorText } from '../platform/cursor.ts'
import type { Ports } from '../platform/ports.ts'
import { type RequestSummary, readChangedRequests, readEvents, readSeq, readShopperRequests } from './store.ts'

/** By last change, newest first. */
export async function listRequests(
  ports: Ports,
  merchant: string,
  query: { status?: string; order?: string; cursor?: string; limit: number },
): Promise<{ requests: RequestSummary[]; nextCursor?: string }> {
  const [beforeAt, beforeNumber] = query.cursor ? cursorOf(query.cursor) : [Number.MAX_SAFE_INTEGER, '']
  const limit = query.limit + 1
  const rows = await readChangedRequests(ports.database, { ...query, merchant, beforeAt, beforeNumber, limit })
  const requests = rows.slice(0, query.limit)
  const last = requests.at(-1)
  const hasMore = rows.length > requests.length && last
  return { requests, ...(hasMore ? { nextCursor: cursorText([last.changedAt, last.number]) } : {}) }
}

/** What a shopper's token may see, newest first. */
export async function listShopperRequests(ports: Ports, merchant: string, shopper: ShopperCaller) {
  const { order, customer } = shopper
  const who = { order, customer: customer?.id, emailKey: customer?.emailKey }
  return { requests: await readShopperRequests(ports.database, merchant, who) }
}

/** The request's own stream, oldest first, as it was written. */
export async function listEvents(
  ports: Ports,
  merchant: string,
  number: string,
  { after, limit }: { after: number; limit: number },
) {
  const events = await readEvents(ports.database, { merchant, number, after, limit })
  if (events.length === 0 && (await readSeq(ports.database, merchant, number)) === undefined) {
    throw new Failure('not_found')
  }
  return { events: events.map((event) => ({ ...event })) }
}
