import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { faceOf } from '../doubles/all-faces.ts'
import { calm, type Habits } from '../doubles/books.ts'
import { seededChance } from '../doubles/chance.ts'
import { Double } from '../doubles/double.ts'
import type { Face } from '../doubles/face.ts'
import { doubleKeys } from '../doubles/keys.ts'
import { instantPolicy } from './api.ts'
import { type OwnServer, openOwnServer } from './own-server.ts'

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Stripe's double behind a port of this machine. A call that hangs is a connection that breaks. */
export interface StripeServer {
  double: Double
  url: string
  close(): Promise<void>
}

export async function startStripe(
  seed: string,
  { habits = {}, answerAfterMs = 0 }: { habits?: Partial<Habits>; answerAfterMs?: number } = {},
): Promise<StripeServer> {
  const now = () => Date.now()
  const double = new Double({ chance: seededChance(seed), now, sleep: async () => {} })
  const face = faceOf(double, 'stripe', { ...calm, ...habits }, now)
  double.add('127.0.0.1', face)
  const server = createServer((request, response) => {
    answer(double, face, request, answerAfterMs).then(
      async (answered) => {
        response.writeHead(answered.status, Object.fromEntries(answered.headers))
        response.end(await answered.text())
      },
      () => request.socket.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { double, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) }
}

async function answer(double: Double, face: Face, request: IncomingMessage, answerAfterMs: number) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (answerAfterMs > 0) await pause(answerAfterMs)
  await double.tick()
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  return double.answer(face, {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://127.0.0.1'),
    headers,
    body: Buffer.concat(chunks).toString(),
  })
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** A colleague's session on a real server. */
export interface OwnStaff {
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>
}

/** A real server of its own whose payments are Stripe's, connected; everything that is asked for is approved at once. */
export async function openPayingServer(
  dataDir: string,
  stripe: StripeServer,
): Promise<{ server: OwnServer; staff: OwnStaff }> {
  writeFileSync(join(dataDir, 'policy.json'), JSON.stringify(instantPolicy()))
  const server = await openOwnServer(dataDir, { AMENDS_PROVIDER_URLS: JSON.stringify({ stripe: stripe.url }) })
  const staff = await firstStaff(server)
  const { credentials } = doubleKeys()
  const saved = await staff.call('PUT', '/v1/admin/connections/stripe', {
    expectedRevision: 0,
    credentials: credentials.stripe,
  })
  if (saved.status !== 200) throw new Error(`stripe is not connected: ${JSON.stringify(saved.body)}`)
  return { server, staff }
}

async function firstStaff(server: OwnServer): Promise<OwnStaff> {
  const token = /token=([\w-]+)/.exec(server.output())?.[1]
  const account = { name: 'Mei', email: 'mei@shop.example', password: 'correct horse battery' }
  const post = (path: string, body: unknown) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: publicOrigin(server), 'Amends-Csrf': '1' },
      body: JSON.stringify(body),
    })
  const made = await post('/v1/admin/first-account', { token, ...account })
  if (made.status !== 201) throw new Error(`no first account: ${await made.text()}`)
  const { email, password } = account
  const signedIn = await post('/v1/admin/auth/sign-in/email', { email, password })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return {
    async call(method, path, body) {
      const answered = await fetch(server.url + path, {
        method,
        headers: {
          Cookie: cookie,
          Origin: publicOrigin(server),
          'Amends-Csrf': '1',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(method === 'POST' ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const text = await answered.text()
      return { status: answered.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
    },
  }
}

/** The address that the server calls its own. */
function publicOrigin({ url }: OwnServer): string {
  return url.replace('127.0.0.1', 'localhost')
}

/** Orders of two cups, paid through Stripe; the double has captured each. */
export async function pushPaidOrders(server: OwnServer, { double }: StripeServer, count: number): Promise<string[]> {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  const numbers = Array.from({ length: count }, (_, index) => `K-${index}`)
  const orders = numbers.map((number) => {
    const reference = `pi_${number.replace('-', '')}`
    double.books.captures.set(reference, {
      provider: 'stripe',
      reference,
      currency: 'USD',
      amount: 2500,
      at: Date.now() - 10 * 86_400_000,
    })
    const payment = { id: 'p1', method: 'card', provider: 'stripe', reference, amount: 2500, capturedAt: daysAgo(10) }
    const line = { id: 'l1', sku: 'CUP', title: 'Cup', categories: [], tags: [], quantity: 2, unitPrice: 1250 }
    return {
      number,
      placedAt: daysAgo(10),
      currency: 'USD',
      customer: { id: `c-${number}`, email: `${number}@example.com`, country: 'US' },
      taxesIncluded: true,
      lines: [{ ...line, discount: 0, tax: 0 }],
      orderDiscount: 0,
      shipping: [],
      payments: [payment],
      fulfillments: [
        { id: 'f1', shippedAt: daysAgo(8), deliveredAt: daysAgo(7), lines: [{ line: 'l1', quantity: 2 }] },
      ],
      refunds: [],
    }
  })
  const answered = await fetch(`${server.url}/v1/orders/import`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.secretKey}`, 'Content-Type': 'application/x-ndjson' },
    body: orders.map((order) => JSON.stringify(order)).join('\n'),
  })
  const { accepted, errors } = (await answered.json()) as { accepted: number; errors: unknown[] }
  if (accepted !== count) throw new Error(`${accepted} of ${count} orders: ${JSON.stringify(errors?.[0])}`)
  return numbers
}
