import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { d1Driver } from '../server/db/d1-driver.ts'
import { createDatabase, type Database } from '../server/db/database.ts'
import { statementsOf } from '../server/db/migrate.ts'
import { readMigrations } from '../server/db/node-migrations.ts'
import { defaultPolicy } from '../shared/policy/default-policy.ts'
import { testOrder, testSettings } from './support/api.ts'

const keys = { PUBLISHABLE_KEY: `pk_${'p'.repeat(24)}`, SECRET_KEY: `sk_${'s'.repeat(43)}` }
const token = 'f'.repeat(43)
const address = 'http://localhost:8787'

let script = ''
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['server/worker.ts'],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
  })
  script = outputFiles[0]?.text ?? ''
})

let miniflare: Miniflare | undefined
afterEach(() => miniflare?.dispose())

/** As after `wrangler deploy`, with migrations applied and these secrets put. */
const optionsWith = (bindings: Record<string, string>) => ({
  modules: [{ type: 'ESModule' as const, path: 'worker.js', contents: script }],
  compatibilityDate: '2026-04-01',
  compatibilityFlags: ['nodejs_compat'],
  d1Databases: { DB: 'amends' },
  r2Buckets: ['EVIDENCE'],
  bindings: { PUBLIC_URL: address, TOKEN_SECRET: 't'.repeat(43), AUTH_SECRET: 'a'.repeat(43), ...bindings },
  host: '127.0.0.1',
  cf: false,
})

async function deploy(bindings: Record<string, string>): Promise<Miniflare> {
  const edge = new Miniflare(optionsWith(bindings))
  miniflare = edge
  const database = await databaseOf(edge)
  for (const { sql } of readMigrations()) await database.write(statementsOf(sql))
  return edge
}

/** Of this moment: another deploy takes it away. */
async function databaseOf(edge: Miniflare): Promise<Database> {
  return createDatabase(d1Driver(await edge.getD1Database('DB')))
}

async function countOf(edge: Miniflare, table: string): Promise<number> {
  return (await (await databaseOf(edge)).read({ sql: `SELECT 1 FROM ${table}`, args: [] })).length
}

async function configFor(edge: Miniflare, origin: string): Promise<number> {
  const headers = { 'Amends-Merchant': keys.PUBLISHABLE_KEY, Origin: origin }
  return (await edge.dispatchFetch(`${address}/v1/shop/config`, { headers })).status
}

const json = { 'Content-Type': 'application/json' }

describe('a deploy', { timeout: 60_000 }, () => {
  it('is usable with its secrets alone: shop, policy, first account', async () => {
    const shop = testSettings({ origins: ['https://shop.example'] })
    const edge = await deploy({ ...keys, FIRST_ACCOUNT_TOKEN: token, SHOP_JSON: JSON.stringify(shop) })
    const statuses = await Promise.all([1, 2, 3].map(() => configFor(edge, 'https://shop.example')))
    expect(statuses).toEqual([200, 200, 200])
    expect(await configFor(edge, 'https://elsewhere.example')).toBe(403)
    const order = testOrder()
    const pushed = await edge.dispatchFetch(`${address}/v1/orders/${order.number}`, {
      method: 'PUT',
      headers: { ...json, Authorization: `Bearer ${keys.SECRET_KEY}` },
      body: JSON.stringify(order),
    })
    expect(pushed.status).toBe(200)
    const made = await edge.dispatchFetch(`${address}/v1/admin/first-account`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ token, name: 'Mei', email: 'mei@shop.example', password: 'correct horse battery' }),
    })
    expect(made.status).toBe(201)

    // Another deploy: other origins, and a policy in the bucket.
    const bucket = await edge.getR2Bucket('EVIDENCE')
    await bucket.put('policy.json', JSON.stringify(defaultPolicy({ title: 'Second' })))
    const moved = JSON.stringify({ ...shop, origins: ['https://moved.example'] })
    await edge.setOptions(optionsWith({ SHOP_JSON: moved }))
    expect(await Promise.all([1, 2, 3].map(() => configFor(edge, 'https://moved.example')))).toEqual([200, 200, 200])
    expect(await configFor(edge, 'https://shop.example')).toBe(403)
    expect([await countOf(edge, 'merchants'), await countOf(edge, 'policy_versions')]).toEqual([1, 2])
  })

  it('says what is missing or wrong, and changes nothing', async () => {
    const edge = await deploy({})
    const said = async () => (await edge.dispatchFetch(`${address}/v1/shop/config`)).text()
    expect(await said()).toContain('PUBLISHABLE_KEY is missing')
    await edge.setOptions(optionsWith({ ...keys, SHOP_JSON: JSON.stringify({ ...testSettings(), timezone: 'Mars' }) }))
    expect(await said()).toContain('SHOP_JSON: /timezone: an IANA zone')
    expect(await countOf(edge, 'merchants')).toBe(0)
  })
})
