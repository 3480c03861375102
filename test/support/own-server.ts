import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Order } from '../../shared/order/order.ts'
import { testOrder } from './api.ts'
import { freePort, type ServerProcess, startProcess, untilReady } from './real-server.ts'

/** A real server without the demo, on a small database, that may be killed and started again on the same port. */
export interface OwnServer {
  url: string
  dataDir: string
  secretKey: string
  publishableKey: string
  output(): string
  /** Of the process that runs now. */
  pid(): number
  start(): Promise<void>
  kill(signal: NodeJS.Signals): Promise<number>
}

export async function openOwnServer(dataDir: string, env: Record<string, string> = {}): Promise<OwnServer> {
  const port = await freePort()
  let server: ServerProcess
  const start = async () => {
    server = startProcess({ dataDir, port, env: { AMENDS_DEMO: '0', HOST: '127.0.0.1', ...env } })
    await untilReady(server)
  }
  await start()
  const keys = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as {
    publishableKey: string
    secretKey: string
  }
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    ...keys,
    start,
    output: () => server.output(),
    pid: () => server.process.pid ?? 0,
    kill: (signal) => server.kill(signal),
  }
}

export interface Answer {
  status: number
  body: Record<string, unknown>
}

/** One call of the merchant's server. @throws when no answer came */
export async function callOwn(
  { url, secretKey }: OwnServer,
  method: string,
  path: string,
  body?: unknown,
  key: string = crypto.randomUUID(),
): Promise<Answer> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      Authorization: `Bearer ${secretKey}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'POST' ? { 'Idempotency-Key': key } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** As often as it takes, under one key: what a client does whose server comes and goes. */
export async function callUntilAnswered(...call: Parameters<typeof callOwn>): Promise<Answer> {
  const [server, method, path, body, key = crypto.randomUUID()] = call
  for (;;) {
    try {
      const answer = await callOwn(server, method, path, body, key)
      if (answer.status < 500) return answer
    } catch {
      // Killed, or not up yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}

/** Delivered a week ago, by this machine's clock. `reference` tells the sandbox how to behave. */
export async function pushOwnOrder(server: OwnServer, reference = '', more: Partial<Order> = {}): Promise<Order> {
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  const order = testOrder({
    placedAt: at(10),
    customer: { id: 'c-1', email: 'ann@example.com', country: 'US' },
    ...more,
  })
  order.fulfillments = order.fulfillments.map((parcel) => ({ ...parcel, shippedAt: at(8), deliveredAt: at(7) }))
  order.payments = order.payments.map((payment) => ({
    ...payment,
    reference: `${payment.reference}_${reference}`,
    capturedAt: at(10),
  }))
  const { status, body } = await callOwn(server, 'PUT', `/v1/orders/${order.number}`, order)
  if (status !== 200) throw new Error(`order refused: ${JSON.stringify(body)}`)
  return order
}
