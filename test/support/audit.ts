import { createClient } from '@libsql/client'
import { eventOf } from '../../server/db/append-events.ts'
import { columnsOf } from '../../server/db/payout-rows.ts'
import type { PastClaim } from '../../server/db/replay-row.ts'
import { requestRow } from '../../server/db/request-row.ts'
import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import { evolve } from '../../shared/lifecycle/evolve.ts'
import { holdingsOf } from '../../shared/lifecycle/holdings.ts'
import type { RequestState } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { evolvePayout } from '../../shared/payouts/evolve-payout.ts'
import type { PayoutEvent, PayoutState } from '../../shared/payouts/payout.ts'

type Rows = Record<string, unknown>[]
export type Query = (sql: string, args?: (string | number | null)[]) => Promise<Rows>

export interface AuditedRequest {
  number: string
  order: string
  state: RequestState
  events: RequestEvent[]
}

export interface Audit {
  /** What does not add up, in words; empty is well. */
  faults: string[]
  requests: AuditedRequest[]
  /** Balances as a rebuild from all events has them: order and key -> what is held. */
  held: Map<string, Held>
}

interface Held {
  reserved: number
  refunded: number
  settled: number
  kept: number
}

/**
 * Reads a whole database as an auditor would: projections against a rebuild from the events, balances against the sum of
 * what the requests hold, payouts against the provider's own books, and all of it against what was captured.
 */
export async function auditDatabase(
  query: Query,
  { sandbox = 'here', isFile = true }: { sandbox?: 'here' | 'elsewhere'; isFile?: boolean } = {},
): Promise<Audit> {
  const faults: string[] = []
  const fault = (text: string) => void faults.push(text)
  const check = isFile ? (await query('PRAGMA integrity_check'))[0] : undefined
  if (isFile && Object.values(check ?? {})[0] !== 'ok') fault(`integrity: ${JSON.stringify(check)}`)
  const requests = await rebuild(query, fault)
  const held = await auditBalances(query, requests, fault)
  await auditPayouts(query, requests, fault, sandbox)
  await auditReplays(query, requests, fault)
  return { faults, requests, held }
}

async function rebuild(query: Query, fault: (text: string) => void): Promise<AuditedRequest[]> {
  const streams = new Map<string, RequestEvent[]>()
  for (const row of await query('SELECT * FROM request_events ORDER BY merchant, request, seq')) {
    const key = `${row.merchant} ${row.request}`
    const stream = streams.get(key) ?? []
    streams.set(key, stream)
    if (row.seq !== stream.length + 1) fault(`${key}: event ${row.seq} follows ${stream.length}`)
    stream.push(eventOf(row as unknown as Parameters<typeof eventOf>[0]))
  }
  const rows = await query('SELECT * FROM requests ORDER BY merchant, number')
  if (rows.length !== streams.size) fault(`${rows.length} projections of ${streams.size} streams`)
  return rows.flatMap((row) => {
    const events = streams.get(`${row.merchant} ${row.number}`)
    const state = events?.reduce<RequestState | undefined>(evolve, undefined)
    if (!events || !state) {
      fault(`${row.number}: a projection without events`)
      return []
    }
    const keys = { emailKey: textOf(row.email_key), phoneKey: textOf(row.phone_key) }
    const rebuilt = requestRow(String(row.merchant), state, events.length, keys)
    for (const [name, value] of Object.entries(rebuilt)) {
      const stored = row[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]
      if (stored !== value) fault(`${row.number}: ${name} is ${String(stored)}, a rebuild has ${String(value)}`)
    }
    return [{ number: state.number, order: `${row.merchant} ${state.order}`, state, events }]
  })
}

async function auditBalances(
  query: Query,
  requests: readonly AuditedRequest[],
  fault: (text: string) => void,
): Promise<Map<string, Held>> {
  const held = new Map<string, Held>()
  for (const { order, state } of requests) {
    for (const [key, holding] of Object.entries(holdingsOf(state))) {
      const at = held.get(`${order} ${key}`) ?? { reserved: 0, refunded: 0, settled: 0, kept: 0 }
      held.set(`${order} ${key}`, {
        reserved: at.reserved + holding.reserved,
        refunded: at.refunded + holding.refunded,
        settled: at.settled + holding.settled,
        kept: at.kept + (holding.kept ?? 0),
      })
    }
  }
  const seen = new Set<string>()
  for (const row of await query('SELECT * FROM balances')) {
    const key = `${row.merchant} ${row.order_number} ${row.key}`
    seen.add(key)
    const expected = held.get(key) ?? { reserved: 0, refunded: 0, settled: 0, kept: 0 }
    for (const name of ['reserved', 'refunded', 'settled', 'kept'] as const) {
      if (row[name] !== expected[name])
        fault(`balance ${key}: ${name} is ${row[name]}, requests hold ${expected[name]}`)
    }
    if (Number(row.reserved) + Number(row.refunded) > Number(row.cap) - Number(row.external) && !row.overcommitted)
      fault(`balance ${key} is above its ceiling`)
  }
  for (const [key, { reserved, refunded }] of held) {
    if (!seen.has(key) && reserved + refunded > 0) fault(`no balance row for ${key}`)
  }
  return held
}

async function auditPayouts(
  query: Query,
  requests: readonly AuditedRequest[],
  fault: (text: string) => void,
  sandbox: 'here' | 'elsewhere',
): Promise<void> {
  const told = new Map(requests.flatMap(({ state }) => state.payouts.map((payout) => [payout.id, payout] as const)))
  const books = new Map((await query('SELECT * FROM sandbox_refunds')).map((row) => [row.payout, row]))
  const payouts = await query('SELECT * FROM payouts')
  await rebuildPayouts(query, payouts, fault)
  for (const payout of payouts) {
    const inRequest = told.get(String(payout.id))
    if (!inRequest) fault(`payout ${payout.id} is in no request`)
    else if (inRequest.amount !== payout.amount) fault(`payout ${payout.id}: ${payout.amount}, not ${inRequest.amount}`)
    else if (payout.status === 'succeeded' && inRequest.status !== 'succeeded')
      fault(`payout ${payout.id} succeeded, and its request says ${inRequest.status}`)
    const booked = books.get(payout.id)
    if (payout.provider !== 'sandbox' || sandbox === 'elsewhere') continue
    if (payout.status === 'succeeded' && booked?.paid !== 1)
      fault(`payout ${payout.id} succeeded, ${booked?.paid} paid`)
    if (booked && Number(booked.paid) > 1) fault(`payout ${payout.id} was paid ${booked.paid} times`)
    if (booked && booked.amount !== payout.amount) fault(`the provider was asked for ${booked.amount}`)
  }
  if (told.size !== payouts.length) fault(`${payouts.length} payouts, the requests tell of ${told.size}`)
  for (const id of books.keys()) if (!told.has(String(id))) fault(`the provider knows ${id}, we do not`)

  const captured = new Map<string, number>()
  for (const { snapshot } of await query(
    `SELECT r.snapshot FROM order_revisions r JOIN orders o
     ON o.merchant = r.merchant AND o.number = r.number AND o.revision = r.revision`,
  )) {
    const order = JSON.parse(String(snapshot)) as Order
    for (const { reference, amount } of order.payments) captured.set(reference, amount)
  }
  for (const row of await query(
    'SELECT reference, SUM(amount * paid) AS paid FROM sandbox_refunds GROUP BY reference',
  )) {
    const most = captured.get(String(row.reference)) ?? 0
    if (Number(row.paid) > most) fault(`${row.reference}: ${row.paid} paid back of ${most}`)
  }
}

/** Of each request, what it claimed last, and of that the lines as the order had them then. */
async function auditReplays(
  query: Query,
  requests: readonly AuditedRequest[],
  fault: (text: string) => void,
): Promise<void> {
  const rows = await query(
    `SELECT q.number, r.claim, r.slim, v.snapshot FROM requests q
     JOIN order_revisions v ON v.merchant = q.merchant AND v.number = q.order_number
       AND v.revision = json_extract(q.state, '$.orderRevision')
     LEFT JOIN replays r ON r.merchant = q.merchant AND r.request = q.number`,
  )
  if (rows.length !== requests.length) fault(`${requests.length} requests, ${rows.length} with the order they were on`)
  const kept = new Map(rows.map((row) => [row.number, row]))
  for (const { number, events } of requests) {
    const { claim = null, slim = null, snapshot } = kept.get(number) ?? {}
    if (claim === null || slim === null) {
      fault(`${number}: nothing is kept to replay it on`)
      continue
    }
    const items = events.findLast((event) => event.type === 'submitted' || event.type === 'edited')?.items ?? []
    const goods = items.filter(({ subject }) => subject.kind === 'line')
    const claimed = (JSON.parse(String(claim)) as PastClaim).items.filter(({ line }) => line !== undefined)
    if (claimed.length !== goods.length) fault(`${number}: ${claimed.length} items are kept of ${goods.length}`)
    const [lines, whole] = [slim, snapshot].map((json) => (JSON.parse(String(json)) as Order).lines) as [Lines, Lines]
    for (const [index, { subject, quantity, reason, resolution }] of goods.entries()) {
      const id = subject.kind === 'line' ? subject.line : undefined
      const item = claimed[index]
      const isSame = item?.line === id && item?.quantity === quantity && item.reason === reason
      if (!isSame || item.resolution !== resolution) fault(`${number}: ${JSON.stringify(item)} is kept of ${id}`)
      const [line, same] = [lines, whole].map((all) => JSON.stringify(all.find((one) => one.id === id)))
      if (line !== same) fault(`${number}: ${id} is kept as ${line}, it was ${same}`)
    }
  }
}

type Lines = Order['lines']

/** Each payout's row against what its own stream gives. */
async function rebuildPayouts(query: Query, payouts: Rows, fault: (text: string) => void): Promise<void> {
  const streams = new Map<string, PayoutEvent[]>()
  for (const row of await query('SELECT * FROM payout_events ORDER BY merchant, payout, seq')) {
    const key = `${row.merchant} ${row.payout}`
    const stream = streams.get(key) ?? []
    streams.set(key, stream)
    if (row.seq !== stream.length + 1) fault(`payout ${key}: event ${row.seq} follows ${stream.length}`)
    stream.push({ seq: row.seq, at: row.at, type: row.type, ...JSON.parse(String(row.body)) } as PayoutEvent)
  }
  if (streams.size !== payouts.length) fault(`${payouts.length} payouts, ${streams.size} streams`)
  for (const row of payouts) {
    const stream = streams.get(`${row.merchant} ${row.id}`)
    const state = stream?.reduce<PayoutState | undefined>(evolvePayout, undefined)
    if (!stream || !state) {
      fault(`payout ${row.id}: a projection without events`)
      continue
    }
    for (const [name, value] of Object.entries({ ...columnsOf(String(row.merchant), state), seq: stream.length })) {
      const stored = row[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]
      if (stored !== (value ?? null)) fault(`payout ${row.id}: ${name} is ${stored}, a rebuild has ${value}`)
    }
  }
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value)
}

/** The file of a server, which may be running: who comes second waits. */
export async function withDatabaseFile<T>(path: string, work: (query: Query) => Promise<T>): Promise<T> {
  const client = createClient({ url: `file:${path}`, concurrency: 1, timeout: 20_000 })
  try {
    return await work(async (sql, args = []) => {
      const { rows, columns } = await client.execute({ sql, args })
      return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])))
    })
  } finally {
    client.close()
  }
}
