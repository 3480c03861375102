import { issueShopperToken } from '../../../server/access/shopper-token.ts'
import { createApp } from '../../../server/app.ts'
import type { Driver, Statement } from '../../../server/db/database.ts'
import { openLibsql } from '../../../server/db/libsql-driver-node.ts'
import { systemClock } from '../../../server/platform/system-clock.ts'
import { emailOf, orderNumber } from './bench-orders.ts'
import { benchPorts } from './bench-ports.ts'
import { checkpoint, merchantId, origin, publishableKey } from './seed.ts'

/** What our server asked of the database for one submission and for one look at it, once it was warm. */
export interface Recording {
  submit: { read: Statement; write: Statement[]; rows: number; answer: Record<string, unknown>; keys: RecordedKeys }
  look: { read: Statement; answer: Record<string, unknown> }
}

/** Where these stand in the recorded rows, a replay puts its own. */
export interface RecordedKeys {
  order: string
  email: string
  emailKey: string
  request: string
  idempotencyKey: string
}

export function submission(order: string): string {
  return JSON.stringify({
    order,
    locale: 'en',
    items: [{ line: 'line-2', quantity: 1, reason: 'not_needed', evidence: [], resolution: 'refund' }],
  })
}

export function shopperHeaders(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'amends-merchant': publishableKey, origin }
}

/** Submits requests on the first orders of the file and records the last. Returns the numbers of all. */
export async function record(path: string, requests: number): Promise<{ recording: Recording; numbers: string[] }> {
  const driver = await openLibsql(path)
  const log: { reads: Statement[]; writes: Statement[][] } = { reads: [], writes: [] }
  // The clock stands, so that nothing kept for seconds is read again in what is recorded.
  const now = Date.now()
  const ports = { ...benchPorts(recorded(driver, log)), clock: { ...systemClock, now: () => now } }
  const app = createApp(ports)
  const changes = async () => Number((await driver.rows({ sql: 'SELECT total_changes() AS n', args: [] }))[0]?.n)

  const numbers: string[] = []
  let recording: Recording | undefined
  for (let index = 0; index < requests; index++) {
    const order = orderNumber(index)
    const headers = shopperHeaders((await issueShopperToken(ports, merchantId, { order })).token)
    const idempotencyKey = `bench-${crypto.randomUUID()}`
    const before = await changes()
    log.reads.length = 0
    log.writes.length = 0
    const submitted = await app.request('/v1/shop/requests', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      body: submission(order),
    })
    const answer = await submitted.text()
    if (submitted.status !== 201) throw new Error(`submit: ${submitted.status} ${answer}`)
    const request = String(JSON.parse(answer).number)
    numbers.push(request)
    if (index + 1 < requests) continue

    const [read, write] = [only(log.reads), only(log.writes)]
    const rows = (await changes()) - before
    const emailKey = String((await driver.rows(read))[0]?.email_key)
    const keys = { order, email: emailOf(order), emailKey, request, idempotencyKey }
    log.reads.length = 0
    const look = await app.request(`/v1/shop/requests/${request}`, { headers })
    if (look.status !== 200) throw new Error(`look: ${look.status}`)
    recording = {
      submit: { read, write, rows, answer: JSON.parse(answer), keys },
      look: { read: only(log.reads), answer: (await look.json()) as Record<string, unknown> },
    }
  }
  await checkpoint(driver)
  driver.close()
  if (!recording) throw new Error('nothing recorded')
  return { recording, numbers }
}

function recorded(driver: Driver, log: { reads: Statement[]; writes: Statement[][] }): Driver {
  return {
    values: (statement) => {
      log.reads.push(statement)
      return driver.values(statement)
    },
    rows: (statement) => {
      log.reads.push(statement)
      return driver.rows(statement)
    },
    batch: (statements) => {
      log.writes.push([...statements])
      return driver.batch(statements)
    },
  }
}

/** The floor replays one read and one batch: were there more, it would have to. */
function only<T>(all: readonly T[]): T {
  const [first, ...more] = all
  if (first === undefined || more.length > 0) throw new Error(`expected one, not ${all.length}: ${JSON.stringify(all)}`)
  return first
}
