import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RequestEvent } from '../../../shared/lifecycle/events.ts'
import type { RequestItem } from '../../../shared/lifecycle/request.ts'
import { signShopperToken } from '../../access/index.ts'
import { createApp } from '../../app.ts'
import { eventOf } from '../../db/append-events.ts'
import type { Database, Row } from '../../db/database.ts'
import { workDeadlines, workOutbox } from '../../outbox/index.ts'
import { providers } from '../../payouts/index.ts'
import { boundedFetch } from '../../platform/bounded-fetch.ts'
import { randomIds } from '../../platform/ids.ts'
import { turnsInProcess } from '../../platform/in-turn.ts'
import { folderBlobs } from '../../platform/node/folder-blobs.ts'
import { nodeOutside } from '../../platform/node/node-outside.ts'
import { openDatabaseFile } from '../../platform/node/open-database.ts'
import type { Ports } from '../../platform/ports.ts'
import { systemClock } from '../../platform/system-clock.ts'
import { demoMerchantId } from '../demo-settings.ts'
import { loadDemoData } from '../load-demo-data.ts'
import { photoFiles } from './photo-files.ts'
import { seedDemo } from './seed-demo.ts'

// Requests of the past are taken out and made again over HTTP, at their own times: every row must come back.

const presentMs = Date.parse('2026-11-20T09:30:00Z')
const merchant = demoMerchantId
const folder = mkdtempSync(join(tmpdir(), 'amends-like-live-'))
const blobs = folderBlobs(join(folder, 'evidence'))
const whole = loadDemoData()
const password = 'correct horse battery'
const signingKey = 'a signing key of more than thirty-two bytes'
const url = 'http://localhost:8787'
let nowMs = presentMs
let database: Database
let close: () => void

const people = ['owner', 'agent', 'manager'].map((role) => ({
  name: role,
  email: `${role}@linhe.example`,
  password,
  role,
}))

beforeAll(async () => {
  const opened = await openDatabaseFile(join(folder, 'amends.db'))
  database = opened.database
  close = () => opened.driver.close()
  await seedDemo(
    {
      data: { ...whole, orders: whole.orders.slice(-500) },
      nowMs: presentMs,
      storeUrl: 'http://localhost:8788',
      signingKey,
      publishableKey: 'pk_demo_test',
      secretKey: 'sk_demo_test',
      identityKey: 'an identity key of more than thirty-two bytes',
      staff: people,
    },
    { database, keepPhoto: photoFiles(join(folder, 'evidence')) },
  )
})

afterAll(() => {
  close()
  rmSync(folder, { recursive: true })
})

const all = (sql: string, ...args: (string | number)[]): Promise<Row[]> => database.read({ sql, args })

/** Everything that is stored of a request, in one order whatever its names are. */
async function rowsOf(number: string, order: string): Promise<Record<string, Row[]>> {
  const ofRequest = (table: string, column: string, sort: string) =>
    all(`SELECT * FROM ${table} WHERE ${column} = ?1 ORDER BY ${sort}`, number)
  const payouts = '(SELECT id FROM payouts WHERE request = ?1)'
  return {
    requests: await ofRequest('requests', 'number', 'number'),
    replays: await ofRequest('replays', 'request', 'request'),
    events: await ofRequest('request_events', 'request', 'seq'),
    payouts: await ofRequest('payouts', 'request', 'requested_at, destination'),
    payoutEvents: await all(`SELECT * FROM payout_events WHERE payout IN ${payouts} ORDER BY at, seq, body`, number),
    sandbox: await all(`SELECT * FROM sandbox_refunds WHERE payout IN ${payouts} ORDER BY at, reference`, number),
    outbox: await all(
      `SELECT * FROM outbox WHERE id LIKE ?1 || '.%' OR id IN (SELECT id || '.1' FROM payouts WHERE request = ?1)
       ORDER BY due_at, kind, substr(id, 24)`,
      number,
    ),
    versions: await all('SELECT * FROM order_balances WHERE order_number = ?1', order),
    balances: await all('SELECT * FROM balances WHERE order_number = ?1 ORDER BY key', order),
  }
}

/** Drawn numbers by when they are first named. */
function unnamed(rows: Record<string, Row[]>): unknown {
  const names = new Map<string, string>()
  const text = JSON.stringify(rows).replaceAll(/(?:R-\w{4}-\w{4}|(?:po|qu)_\w{22})\b/g, (name) => {
    names.set(name, names.get(name) ?? `name ${names.size + 1}`)
    return names.get(name) ?? ''
  })
  // A state says the same in another order where a property had no value at first.
  return JSON.parse(text, (key, value: unknown) => (key === 'state' ? JSON.parse(String(value)) : value))
}

async function forget(number: string, order: string): Promise<void> {
  const sql = [
    `DELETE FROM outbox WHERE id LIKE ?1 || '.%' OR id IN (SELECT id || '.1' FROM payouts WHERE request = ?1)`,
    'DELETE FROM sandbox_refunds WHERE payout IN (SELECT id FROM payouts WHERE request = ?1)',
    'DELETE FROM payout_events WHERE payout IN (SELECT id FROM payouts WHERE request = ?1)',
    'DELETE FROM payouts WHERE request = ?1',
    'DELETE FROM request_events WHERE request = ?1',
    'DELETE FROM replays WHERE request = ?1',
    'DELETE FROM requests WHERE number = ?1',
  ].map((text) => ({ sql: text, args: [number] }))
  const ofOrder = ['order_balances', 'balances'].map((table) => ({
    sql: `DELETE FROM ${table} WHERE order_number = ?1`,
    args: [order],
  }))
  await database.write([...sql, ...ofOrder])
}

/** Ports of a server whose clock is where the test puts it; the sandbox takes as long to answer as it did then. */
function livePorts(answerMs: () => number): Ports {
  const clock = { ...systemClock, now: () => nowMs }
  return {
    database,
    clock,
    ids: randomIds(clock),
    providers: {
      ...providers,
      sandbox: (parts) => {
        const sandbox = providers.sandbox?.(parts)
        if (!sandbox) throw new Error('no sandbox')
        const refund: typeof sandbox.refund = (order) => {
          nowMs += answerMs()
          return sandbox.refund(order)
        }
        return { ...sandbox, refund }
      },
    },
    fetch: boundedFetch(),
    mailer: { send: async () => {} },
    blobs,
    outside: nodeOutside(),
    secrets: { signingKey, sessionKey: 't'.repeat(43) },
    log: { info: () => {}, error: (event, fields) => problems.push(JSON.stringify({ event, ...fields })) },
    settings: { url, demo: false },
    defer: (work) => void work().catch((error: unknown) => problems.push(String(error))),
    wake: () => {},
    inTurn: turnsInProcess(),
  }
}
const problems: string[] = []

const commandOf = {
  assigned: 'assign',
  noted: 'note',
  asked: 'ask',
  answered: 'answer',
  approved: 'approve',
  declined: 'decline',
  shipped: 'mark_shipped',
  received: 'mark_received',
  inspected: 'inspect',
  rated: 'rate',
  messaged: 'message',
  appealed: 'appeal',
} as const
/** What a command's body holds of its event; the rest the server decided. */
const saidIn: Partial<Record<RequestEvent['type'], readonly string[]>> = {
  assigned: ['to'],
  noted: ['text'],
  asked: ['text', 'wantsPhotos'],
  answered: ['text', 'evidence'],
  declined: ['items', 'reason', 'message'],
  shipped: ['carrier', 'trackingNumber'],
  inspected: ['result', 'note'],
  rated: ['stars', 'tags', 'comment'],
  messaged: ['text'],
  appealed: ['text', 'evidence'],
}

function bodyOf(event: RequestEvent): Record<string, unknown> {
  const said = saidIn[event.type] ?? []
  return Object.fromEntries(Object.entries(event).filter(([name]) => said.includes(name)))
}

function claimOf({ subject, quantity, reason, details, condition, evidence, resolution }: RequestItem) {
  const what =
    subject.kind === 'line' ? { line: subject.line } : subject.kind === 'payment' ? { payment: subject.payment } : {}
  return { ...what, quantity, reason, details, condition, evidence, resolution }
}

/** The stream, cut where somebody acted. */
function turnsOf(events: readonly RequestEvent[]): RequestEvent[] {
  return events.filter((event, index) => {
    const before = events[index - 1]
    return !before || before.at !== event.at || JSON.stringify(before.actor) !== JSON.stringify(event.actor)
  })
}

async function makeAgain(number: string, order: string, events: readonly RequestEvent[], answerMs: number) {
  const app = createApp(livePorts(() => answerMs))
  const ports = livePorts(() => answerMs)
  const cookies = new Map<string, string>()
  const cookieOf = async (staff: string) => {
    const known = cookies.get(staff)
    if (known) return known
    const [row] = await all('SELECT email FROM user WHERE id = ?1', staff)
    const body = JSON.stringify({ email: row?.email, password })
    const headers = { 'Content-Type': 'application/json', Origin: url }
    const signedIn = await app.request('/v1/admin/auth/sign-in/email', { method: 'POST', headers, body })
    const cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
    cookies.set(staff, cookie)
    return cookie
  }
  const post = async (path: string, body: unknown, headers: Record<string, string>) => {
    const all = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers }
    const answer = await app.request(path, { method: 'POST', headers: all, body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return JSON.parse(text) as { number: string }
  }
  let name = number
  for (const event of turnsOf(events)) {
    nowMs = event.at
    if (event.actor.kind === 'system') {
      if (event.type === 'payout_changed') continue
      await workDeadlines(ports)
    } else if (event.actor.kind === 'shopper') {
      const expiresAt = nowMs + 7_200_000
      const token = await signShopperToken(signingKey, { merchant, order, expiresAt })
      const headers = {
        Authorization: `Bearer ${token}`,
        'Amends-Merchant': 'pk_demo_test',
        Origin: 'http://localhost:8788',
      }
      if (event.type === 'submitted') {
        const claim = { order, locale: event.locale, items: event.items.map((item) => claimOf(item)) }
        name = (await post('/v1/shop/requests', claim, headers)).number
      } else {
        await post(`/v1/shop/requests/${name}/commands/${commandFor(event)}`, bodyOf(event), headers)
      }
    } else {
      const cookie = await cookieOf('id' in event.actor ? event.actor.id : '')
      const [row] = await all('SELECT seq FROM requests WHERE number = ?1', name)
      const headers = { Cookie: cookie, Origin: url, 'Amends-Csrf': '1' }
      const body = { ...bodyOf(event), expectedSeq: row?.seq }
      await post(`/v1/admin/requests/${name}/commands/${commandFor(event)}`, body, headers)
    }
    await workOutbox(ports, { kind: 'mail', limit: 100 })
    // The worker looks a moment later.
    nowMs = event.at + 400
    await workOutbox(ports, { kind: 'payout', limit: 100 })
    await workOutbox(ports, { kind: 'mail', limit: 100 })
  }
  return name
}

function commandFor({ type }: RequestEvent): string {
  const command = commandOf[type as keyof typeof commandOf]
  if (!command) throw new Error(`no command for ${type}`)
  return command
}

it('is what the same people would have left behind over HTTP', async () => {
  const known = Object.keys(commandOf)
  const rows = await all(
    `SELECT number, order_number FROM requests r WHERE status IN ('completed', 'in_transit', 'needs_info', 'in_review')
       AND submitted_at > ?1 AND (SELECT COUNT(*) FROM requests o WHERE o.email_key = r.email_key) = 1
     ORDER BY seq DESC`,
    presentMs - 25 * 86_400_000,
  )
  // The limits came when most of this had happened; what they held is not made again.
  await database.write([{ sql: 'DELETE FROM payout_controls', args: [] }])
  const held = new Set((await all('SELECT request FROM payouts WHERE hold IS NOT NULL')).map((row) => row.request))
  const made: Record<string, number> = {}
  for (const { number: drawn, order_number } of rows) {
    const [number, order] = [String(drawn), String(order_number)]
    const events = (await all('SELECT * FROM request_events WHERE request = ?1 ORDER BY seq', number)).map((row) =>
      eventOf(row as never),
    )
    const kinds = turnsOf(events).map(({ type }) => type)
    const isToldInCommands = kinds.every((type) => [...known, 'submitted', 'payout_changed'].includes(type))
    const isGoodwill = events.some((event) => event.type === 'approved' && 'goodwill' in event)
    if (held.has(drawn) || !isToldInCommands || isGoodwill || kinds.every((type) => made[type])) continue
    const before = await rowsOf(number, order)
    await forget(number, order)
    const again = await makeAgain(number, order, events, 1700)
    expect(problems).toEqual([])
    expect(unnamed(await rowsOf(again, order))).toEqual(unnamed(before))
    for (const type of kinds) made[type] = (made[type] ?? 0) + 1
  }
  for (const type of ['submitted', 'assigned', 'approved', 'shipped', 'received', 'inspected', 'payout_changed']) {
    expect(made[type], type).toBeGreaterThan(0)
  }
})
