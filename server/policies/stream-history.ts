import type { HistoryEnd, HistoryStart } from '../../shared/api/policy-history.schema.ts'
import type { Ports } from '../platform/ports.ts'
import { type HistoryPage, type ReplayText, readReplays } from './read-history.ts'

/** Other calls are answered between two pages: a database in this process never lets them by itself. */
const pageSize = 250

/**
 * Past requests to replay, a line of JSON each, newest first: over a far wire one answer takes a fraction of the time of many.
 * The first line says how many there are in all, the last how many came: without it something went wrong on the way.
 */
export async function streamHistory(
  ports: Ports,
  merchant: string,
  { since, limit }: { since?: number; limit: number },
): Promise<Response> {
  const read = async (left: number, cursor?: string) => {
    await ports.clock.sleep(0)
    return readReplays(ports, merchant, { since, cursor, limit: Math.min(pageSize, left) })
  }
  const lines = linesOf(await read(limit), limit, read)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' } })
}

async function* linesOf(
  first: HistoryPage<ReplayText>,
  limit: number,
  read: (left: number, cursor: string) => Promise<HistoryPage<ReplayText>>,
) {
  yield line({ total: first.total ?? 0 } satisfies HistoryStart)
  let sent = 0
  for (let page = first; ; ) {
    yield page.requests.map(requestLine).join('')
    sent += page.requests.length
    if (page.nextCursor === undefined || sent >= limit) break
    page = await read(limit - sent, page.nextCursor)
  }
  yield line({ sent } satisfies HistoryEnd)
}

/** As it is kept, the order last. */
function requestLine({ claim, order, known }: ReplayText): string {
  return `${claim.slice(0, -1)},${JSON.stringify(known).slice(1, -1)},"order":${order}}\n`
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
