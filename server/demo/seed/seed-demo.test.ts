import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RequestEvent } from '../../../shared/lifecycle/events.ts'
import { evolve } from '../../../shared/lifecycle/evolve.ts'
import { addHoldings, holdingsOf } from '../../../shared/lifecycle/holdings.ts'
import type { RequestState } from '../../../shared/lifecycle/request.ts'
import { evolvePayout } from '../../../shared/payouts/evolve-payout.ts'
import type { PayoutState, ProviderName } from '../../../shared/payouts/payout.ts'
import type { Holdings } from '../../../shared/quote/quote-types.ts'
import { dateOfDay, zonedClock } from '../../../shared/time/zoned.ts'
import { eventOf } from '../../db/append-events.ts'
import type { Database, Row } from '../../db/database.ts'
import { columnsOf } from '../../db/payout-rows.ts'
import { requestRow } from '../../db/request-row.ts'
import { blobKeyOf } from '../../evidence/blob-key.ts'
import { judgeFile } from '../../evidence/judge-file.ts'
import { findMerchantById, findMerchantBySecretKey } from '../../merchants/index.ts'
import { readOrder } from '../../orders/index.ts'
import { leaseRows, readDueRequests } from '../../outbox/store.ts'
import { providers } from '../../payouts/index.ts'
import { reconcile } from '../../payouts/reconciliation/reconcile.ts'
import { boundedFetch } from '../../platform/bounded-fetch.ts'
import { randomIds } from '../../platform/ids.ts'
import { folderBlobs } from '../../platform/node/folder-blobs.ts'
import { nodeOutside } from '../../platform/node/node-outside.ts'
import { openDatabaseFile } from '../../platform/node/open-database.ts'
import type { Ports, ProviderParts } from '../../platform/ports.ts'
import { systemClock } from '../../platform/system-clock.ts'
import { decideAndAppend } from '../../requests/index.ts'
import { demoMerchantId } from '../demo-settings.ts'
import { loadDemoData } from '../load-demo-data.ts'
import { moveStorefront } from './move-storefront.ts'
import type { PayoutStreamEvent } from './past-rows.ts'
import { photoFiles } from './photo-files.ts'
import { type SeedReport, seedDemo } from './seed-demo.ts'

const nowMs = Date.parse('2026-11-20T09:30:00Z')
const clock = { ...systemClock, now: () => nowMs }
const merchant = demoMerchantId
const folder = mkdtempSync(join(tmpdir(), 'amends-seed-'))
const blobs = folderBlobs(join(folder, 'evidence'))
// The newest orders of the cut: those whose returns are still open.
const whole = loadDemoData()
const data = { ...whole, orders: whole.orders.slice(-420) }
const seedInput = {
  data,
  nowMs,
  storeUrl: 'http://localhost:8788',
  signingKey: 'a signing key of more than thirty-two bytes',
  publishableKey: 'pk_demo_test',
  secretKey: 'sk_demo_test',
  identityKey: 'an identity key of more than thirty-two bytes',
  staff: [
    { name: 'Mei', email: 'mei@linhe.example', password: 'correct horse', role: 'owner' },
    { name: 'Jonas', email: 'jonas@linhe.example', password: 'battery staple', role: 'agent' },
  ],
}

let database: Database
let close: () => void
let report: SeedReport
const all = (sql: string, ...args: (string | number)[]): Promise<Row[]> => database.read({ sql, args })

beforeAll(async () => {
  const opened = await openDatabaseFile(join(folder, 'amends.db'))
  database = opened.database
  close = () => opened.driver.close()
  report = await seedDemo(seedInput, { database, keepPhoto: photoFiles(join(folder, 'evidence')) })
}, 30_000)

afterAll(() => {
  close()
  rmSync(folder, { recursive: true })
})

async function streams(): Promise<Map<string, RequestEvent[]>> {
  const byRequest = new Map<string, RequestEvent[]>()
  for (const row of await all('SELECT * FROM request_events ORDER BY request, seq')) {
    const number = String(row.request)
    byRequest.set(number, [...(byRequest.get(number) ?? []), eventOf(row as never)])
  }
  return byRequest
}

function folded(events: readonly RequestEvent[]): RequestState {
  const state = events.reduce<RequestState | undefined>(evolve, undefined)
  if (!state) throw new Error('an empty stream')
  return JSON.parse(JSON.stringify(state)) as RequestState
}

const columnOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A server on the seeded file. */
function livePorts(): Ports {
  return {
    database,
    clock,
    ids: randomIds(clock),
    providers: {},
    fetch: boundedFetch(),
    mailer: { send: async () => {} },
    blobs,
    outside: nodeOutside(),
    secrets: { signingKey: seedInput.signingKey, sessionKey: '' },
    log: { info: () => {}, error: () => {} },
    settings: { url: 'http://localhost:8787', demo: true },
    defer: () => {},
    wake: () => {},
    inTurn: (_, work) => work(),
  }
}

describe('the demo seed', () => {
  it('leaves requests in every state, some of them due', async () => {
    const rows = await all(
      'SELECT status, COUNT(*) AS n, SUM(due_at < ?1) AS late FROM requests GROUP BY status',
      nowMs,
    )
    const counts = Object.fromEntries(rows.map(({ status, n }) => [String(status), Number(n)]))
    for (const status of ['in_review', 'needs_info', 'awaiting_return', 'in_transit', 'to_inspect', 'payout_failed']) {
      expect(counts[status], status).toBeGreaterThan(0)
    }
    expect(counts.completed).toBeGreaterThan(20)
    expect(report.requests).toBe(Object.values(counts).reduce((sum, n) => sum + n, 0))
    const stuck = await all('SELECT number FROM requests WHERE open = 1 AND due_at < ?1', nowMs - 10 * 86_400_000)
    expect(stuck).toEqual([])
    const inReview = rows.find(({ status }) => status === 'in_review')
    expect(Number(inReview?.late)).toBeLessThan(Number(inReview?.n))
  })

  it('writes the projections that a rebuild from the events gives', async () => {
    const events = await streams()
    const rows = await all('SELECT * FROM requests')
    expect(events.size).toBe(rows.length)
    for (const row of rows) {
      const stream = events.get(String(row.number)) ?? []
      expect(stream.map(({ seq }) => seq)).toEqual(stream.map((_, index) => index + 1))
      expect(stream.map(({ at }) => at)).toEqual(stream.map(({ at }) => at).sort((a, b) => a - b))
      const keys = { emailKey: String(row.email_key), phoneKey: String(row.phone_key) }
      const rebuilt = requestRow(merchant, folded(stream), stream.length, keys)
      expect(JSON.parse(String(row.state))).toEqual(JSON.parse(rebuilt.state))
      for (const [name, value] of Object.entries(rebuilt)) {
        if (name !== 'state') expect(row[columnOf(name)], `${row.number} ${name}`).toBe(value)
      }
    }
  })

  it('writes the payouts that a rebuild from their events gives', async () => {
    const streams = new Map<string, PayoutStreamEvent[]>()
    for (const { payout, seq, at, type, body } of await all('SELECT * FROM payout_events ORDER BY payout, seq')) {
      const event = { seq, at, type, ...JSON.parse(String(body)) } as PayoutStreamEvent
      streams.set(String(payout), [...(streams.get(String(payout)) ?? []), event])
    }
    const rows = await all('SELECT * FROM payouts')
    expect(streams.size).toBe(rows.length)
    for (const row of rows) {
      const stream = streams.get(String(row.id)) ?? []
      expect(stream.map(({ seq }) => seq)).toEqual(stream.map((_, index) => index + 1))
      const state = stream.reduce<PayoutState | undefined>(evolvePayout, undefined)
      if (!state) throw new Error('an empty stream')
      expect(row.seq).toBe(stream.length)
      for (const [name, value] of Object.entries(columnsOf(merchant, state))) {
        expect(row[columnOf(name)], `${row.id} ${name}`).toBe(value ?? null)
      }
    }
  })

  it('holds of every order what its requests hold', async () => {
    const held = new Map<string, Holdings>()
    for (const { order_number, state } of await all('SELECT order_number, state FROM requests')) {
      const number = String(order_number)
      held.set(number, addHoldings(held.get(number) ?? {}, holdingsOf(JSON.parse(String(state)) as RequestState)))
    }
    const rows = await all('SELECT * FROM balances')
    expect(rows.length).toBeGreaterThan(100)
    for (const row of rows) {
      const of = held.get(String(row.order_number))?.[String(row.key)]
      const { reserved, refunded, settled, kept = 0 } = of ?? { reserved: 0, refunded: 0, settled: 0 }
      expect(row, `${row.order_number} ${row.key}`).toMatchObject({
        reserved,
        refunded,
        settled,
        kept,
        overcommitted: 0,
      })
    }
    const keys = [...held.values()].reduce((sum, holdings) => sum + Object.keys(holdings).length, 0)
    expect(rows.length).toBeGreaterThanOrEqual(keys)
  })

  it('pays what the streams say, once, and the providers say the same', async () => {
    const parts = { database, clock } as ProviderParts
    const states = (await all('SELECT state FROM requests')).map(
      ({ state }) => JSON.parse(String(state)) as RequestState,
    )
    const told = new Map(states.flatMap(({ payouts }) => payouts.map((payout) => [payout.id, payout])))
    const rows = await all('SELECT * FROM payouts')
    expect(rows).toHaveLength(told.size)
    for (const row of rows) {
      const payout = told.get(String(row.id))
      expect(row).toMatchObject({
        status: payout?.status,
        amount: payout?.amount,
        failure_code: payout?.failure?.code ?? null,
      })
      const state = JSON.parse(String(row.state)) as PayoutState
      const found = await providers[row.provider as ProviderName]?.(parts).find({ ...state, merchant, attempt: 0 })
      if (row.status === 'queued') {
        expect(found).toBe('never_seen')
        continue
      }
      if (typeof found !== 'object') throw new Error(`${row.id}: ${found}`)
      expect(found.status).toBe(row.status)
      expect(found.failure?.code ?? null).toBe(row.failure_code)
    }
    const twice = await all(
      `SELECT s.payout FROM sandbox_refunds s LEFT JOIN payouts p ON p.id = s.payout
       WHERE s.paid > 1 OR s.paid <> (s.status = 'succeeded' OR COALESCE(p.returned, 0))`,
    )
    expect(twice).toEqual([])
  })

  it('has compared every day before yesterday as the server would, and nothing differs', async () => {
    const shop = await findMerchantById(livePorts(), merchant)
    if (!shop) throw new Error('no demo merchant')
    const columns = 'day, provider, currency, our_count, our_amount, their_count, their_amount, source'
    const figures = (day: string) => all(`SELECT ${columns} FROM reconciliations WHERE day = ?1 ORDER BY currency`, day)
    const days = (await all('SELECT DISTINCT day FROM reconciliations ORDER BY day')).map(({ day }) => String(day))
    const zone = zonedClock(shop.settings.timezone)
    expect(days.at(-1)).toBe(dateOfDay(zone.dayOf(nowMs) - 2))
    const [first] = await all('SELECT MIN(first_sent_at) AS at FROM payouts')
    expect(days).toHaveLength(zone.dayOf(nowMs) - 1 - zone.dayOf(Number(first?.at)))
    const list = providers.sandbox?.({ merchant, database, clock } as ProviderParts).list
    if (!list) throw new Error('the sandbox lists its refunds')
    for (const day of days) {
      const before = await figures(day)
      await reconcile(livePorts(), { merchant: shop, provider: 'sandbox', day }, { kind: 'list', list })
      expect(await figures(day)).toEqual(before)
    }
    expect(await all('SELECT * FROM reconciliation_differences')).toEqual([])
  })

  it('leaves nothing to send and nothing that time would do at once', async () => {
    expect(await readDueRequests(database, nowMs, 10)).toEqual([])
    expect(await leaseRows(database, { now: nowMs, leaseMs: 1000, limit: 10 })).toEqual([])
    expect(report.refused).not.toHaveProperty('submit not_eligible')
  })

  it('keeps photos that the upload would take', async () => {
    const rows = await all('SELECT id, bytes FROM evidence LIMIT 12')
    expect(rows.length).toBeGreaterThan(5)
    for (const { id, bytes } of rows) {
      const picture = await blobs.open(blobKeyOf(merchant, String(id)), { from: 0, to: Number(bytes) })
      const judged = judgeFile(new Uint8Array(await new Response(picture).arrayBuffer()))
      expect(judged).toMatchObject({ type: 'image/png', width: 360 })
      expect('bytes' in judged && judged.bytes.length).toBe(bytes)
    }
  })

  it('goes on like any other request', async () => {
    const ports = livePorts()
    expect((await findMerchantBySecretKey(ports, 'sk_demo_test'))?.id).toBe(merchant)
    const [row] = await all(`SELECT number, seq FROM requests WHERE status = 'in_review' ORDER BY due_at LIMIT 1`)
    const hasChanged = await decideAndAppend(ports, {
      merchant,
      number: String(row?.number),
      expectedSeq: Number(row?.seq),
      command: { type: 'approve' },
      actor: { kind: 'staff', id: 'st_other', name: 'Somebody' },
    })
    expect(hasChanged).toBe(true)
  })

  it('moves the pictures with the store, and nothing else', async () => {
    const number = String((await all('SELECT number FROM orders LIMIT 1'))[0]?.number)
    const before = await readOrder(database, merchant, number)
    const moved = await moveStorefront(database, 'http://localhost:8788', 'http://localhost:9000')
    expect(moved).toBe(report.orders)
    const after = await readOrder(database, merchant, number)
    expect(after?.contentHash).not.toBe(before?.contentHash)
    const back = JSON.stringify(after?.order).replaceAll('http://localhost:9000/', 'http://localhost:8788/')
    expect(JSON.parse(back)).toEqual(before?.order)
    const replays = async (origin: string) =>
      (await all('SELECT COUNT(*) AS held FROM replays WHERE slim LIKE ?1', `%${origin}/images/%`))[0]?.held
    expect(await replays('http://localhost:8788')).toBe(0)
    expect(await replays('http://localhost:9000')).toBeGreaterThan(100)
    expect(await moveStorefront(database, 'http://localhost:8788', 'http://localhost:9000')).toBe(0)
  })
})
