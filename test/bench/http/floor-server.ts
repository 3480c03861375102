import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { SqlValue, Statement } from '../../../server/db/database.ts'
import { openLibsql } from '../../../server/db/libsql-driver-node.ts'
import { randomIds } from '../../../server/platform/ids.ts'
import { systemClock } from '../../../server/platform/system-clock.ts'
import { emailOf } from './bench-orders.ts'
import { listen } from './listen.ts'
import type { RecordedKeys, Recording } from './record.ts'

// The least that can be done: read the body, read what ours reads, write what ours writes, answer as much as ours does.
const [path, recordingPath] = process.argv.slice(2)
if (!path || !recordingPath) throw new Error('usage: floor-server DATABASE RECORDING')

const { submit, look }: Recording = JSON.parse(readFileSync(recordingPath, 'utf8'))
const driver = await openLibsql(path)
const ids = randomIds(systemClock)
const readOf = filled([submit.read])
const writeOf = filled(submit.write)
const lookOf = filled([look.read])

for (const sql of [
  'CREATE TABLE floor_requests (id TEXT PRIMARY KEY, order_number TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL)',
  'CREATE TABLE floor_lines (id INTEGER PRIMARY KEY, request TEXT NOT NULL, line TEXT NOT NULL, quantity INTEGER NOT NULL)',
  'CREATE TABLE floor_events (id INTEGER PRIMARY KEY, request TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL)',
]) {
  await driver.rows({ sql, args: [] })
}

const app = new Hono()

app.post('/v1/shop/requests', async (c) => {
  const { order } = await c.req.json<{ order: string }>()
  const keys = { ...submit.keys, order, request: ids.requestNumber() }
  const [file] = await driver.rows(readOf(keys)[0] as Statement)
  if (!file) return c.notFound()
  keys.email = emailOf(order)
  keys.emailKey = String(file.email_key)
  keys.idempotencyKey = c.req.header('idempotency-key') ?? ''
  await driver.batch(writeOf(keys))
  return c.json({ ...submit.answer, number: keys.request, order }, 201)
})

app.post('/v1/three-rows', async (c) => {
  const { order, items } = await c.req.json<{
    order: string
    items: { line: string; quantity: number; reason: string }[]
  }>()
  const request = ids.requestNumber()
  const now = Date.now()
  const [item] = items
  await driver.batch([
    { sql: 'INSERT INTO floor_requests VALUES (?, ?, ?, ?)', args: [request, order, item?.reason ?? '', now] },
    {
      sql: 'INSERT INTO floor_lines (request, line, quantity) VALUES (?, ?, ?)',
      args: [request, item?.line ?? '', item?.quantity ?? 0],
    },
    { sql: 'INSERT INTO floor_events (request, type, at) VALUES (?, ?, ?)', args: [request, 'submitted', now] },
  ])
  return c.json({ ...submit.answer, number: request, order }, 201)
})

app.get('/v1/shop/requests/:number', async (c) => {
  const request = c.req.param('number')
  const [row] = await driver.rows(lookOf({ ...submit.keys, request })[0] as Statement)
  if (!row) return c.notFound()
  return c.json({ ...look.answer, number: request, seq: row.seq })
})

listen(app)

/** The recorded statements with other keys in the place of the recorded ones, also inside JSON. */
function filled(statements: readonly Statement[]): (keys: RecordedKeys) => Statement[] {
  const names = Object.keys(submit.keys) as (keyof RecordedKeys)[]
  const pattern = new RegExp(`(${names.map((name) => escaped(submit.keys[name])).join('|')})`)
  const nameOf = new Map(names.map((name) => [submit.keys[name], name]))
  const templates = statements.map(({ sql, args }) => ({
    sql,
    args: args.map((arg) => (typeof arg === 'string' && pattern.test(arg) ? arg.split(pattern) : arg)),
  }))
  return (keys) => templates.map(({ sql, args }) => ({ sql, args: args.map((arg) => valueOf(arg, keys)) }))

  function valueOf(arg: SqlValue | string[], keys: RecordedKeys): SqlValue {
    if (!Array.isArray(arg)) return arg
    let text = ''
    for (const part of arg) {
      const name = nameOf.get(part)
      text += name === undefined ? part : keys[name]
    }
    return text
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
