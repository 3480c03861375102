import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MerchantSettings } from '../../server/merchants/index.ts'
import { openDatabaseFile } from '../../server/platform/node/open-database.ts'
import type { SettingsAnswer } from '../../shared/api/settings.schema.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import { callOwn, type OwnServer, openOwnServer, pushOwnOrder } from '../support/own-server.ts'
import { freePort, startProcess, temporaryFolder } from '../support/real-server.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
  return () => folder.remove()
})

const fileOf = (name: string) => join(folder.path, name)
const readShop = () => JSON.parse(readFileSync(fileOf('shop.json'), 'utf8')) as MerchantSettings
const write = (name: string, value: unknown) =>
  writeFileSync(fileOf(name), typeof value === 'string' ? value : JSON.stringify(value))

/** What the widget asks first, from a page of this origin. */
async function configFor({ url, publishableKey }: OwnServer, origin: string) {
  const headers = { 'Amends-Merchant': publishableKey, Origin: origin }
  const answer = await fetch(`${url}/v1/shop/config`, { headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function restart(server: OwnServer): Promise<void> {
  await server.kill('SIGTERM')
  await server.start()
}

/** Starts with what is in the folder, and expects it to end. */
async function refusedLines(env: Record<string, string> = {}): Promise<string[]> {
  const port = await freePort()
  const server = startProcess({
    dataDir: folder.path,
    port,
    env: { AMENDS_DEMO: '0', HOST: '127.0.0.1', STORE_PORT: String(await freePort()), ...env },
  })
  const code = await Promise.race([server.ended, new Promise<string>((end) => setTimeout(end, 60_000, 'no end'))])
  if (code === 'no end') await server.kill('SIGKILL')
  expect(code, server.output()).toBe(1)
  return server.output().trim().split('\n')
}

describe('shop.json', () => {
  it('is written at the first start, for the owner alone, and again when it was deleted', async () => {
    const server = await openOwnServer(folder.path)
    expect(statSync(fileOf('shop.json')).mode & 0o777).toBe(0o600)
    const shop = readShop()
    expect(shop.origins).toEqual([server.url.replace('127.0.0.1', 'localhost')])
    expect(shop.identityKeys[0]?.secret.length).toBeGreaterThan(32)
    expect(server.output()).toContain(fileOf('shop.json'))

    await server.kill('SIGTERM')
    rmSync(fileOf('shop.json'))
    await server.start()
    expect(readShop()).toEqual(shop)
    await server.kill('SIGTERM')
  })

  it('is in force from the next start: origins, names', async () => {
    const server = await openOwnServer(folder.path)
    const origin = 'https://shop.example'
    expect(await configFor(server, origin)).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } })

    write('shop.json', { ...readShop(), origins: [origin], names: { en: 'Corner shop' } })
    await restart(server)
    expect(await configFor(server, origin)).toMatchObject({ status: 200, body: { merchant: { name: 'Corner shop' } } })
    expect((await configFor(server, server.url)).status).toBe(403)
    await server.kill('SIGTERM')
  })

  it('leaves what was changed in the admin, at every start, until its own field is changed', async () => {
    const server = await openOwnServer(folder.path)
    const change = { expectedRevision: 1, arrival: { card: [1, 2] }, names: { en: 'Of the admin' } }
    expect((await callOwn(server, 'PUT', '/v1/settings', change)).status).toBe(200)
    const arrivalAndName = async () => {
      const { body } = await callOwn(server, 'GET', '/v1/settings')
      const { arrival, names } = body as unknown as SettingsAnswer
      return [arrival.card.days, names.en]
    }
    await restart(server)
    expect(await arrivalAndName()).toEqual([[1, 2], 'Of the admin'])

    write('shop.json', { ...readShop(), names: { en: 'Of the file' } })
    await restart(server)
    await restart(server)
    expect(await arrivalAndName()).toEqual([[1, 2], 'Of the file'])
    await server.kill('SIGTERM')
  })

  it('with anything wrong keeps it from starting, in one line, and nothing is changed', async () => {
    const server = await openOwnServer(folder.path)
    await server.kill('SIGTERM')
    const shop = readShop()
    const before = readFileSync(fileOf('amends.db'))

    write('shop.json', {
      ...shop,
      names: { en: 'Changed' },
      origins: ['https://shop.example/'],
      timezone: 'Mars',
      x: 1,
    })
    write('policy.json', defaultPolicy({ title: 'Never published' }))
    const [line, ...more] = await refusedLines()
    expect(more).toEqual([])
    expect(line).toContain(`${fileOf('shop.json')}: `)
    expect(line).toContain('/origins/0: write https://shop.example;')
    for (const pointer of ['/timezone: ', '/x: ']) expect(line).toContain(pointer)

    const secret = shop.identityKeys[0]?.secret ?? ''
    write('shop.json', `{\n  "identityKeys": "${secret}" oops\n}`)
    const [broken, ...rest] = await refusedLines()
    expect([broken, rest]).toEqual([expect.stringContaining('shop.json is not JSON'), []])
    expect(broken).not.toContain(secret.slice(0, 8))
    expect(readFileSync(fileOf('amends.db')).equals(before)).toBe(true)
  })
})

describe('policy.json', () => {
  it('is published as the next version, once; requests keep the one they were made under', async () => {
    const server = await openOwnServer(folder.path)
    // An order is judged by the version of the day it was placed.
    const submit = async () => {
      const order = await pushOwnOrder(server, '', { placedAt: new Date().toISOString() })
      const claim = { order: order.number, items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] }
      const { status, body } = await callOwn(server, 'POST', '/v1/requests', claim)
      expect(status, JSON.stringify(body)).toBe(201)
      return body
    }
    const old = await submit()
    expect(old.status).toBe('awaiting_return')

    const policy = defaultPolicy()
    write('policy.json', { ...policy, terms: { ...policy.terms, decision: 'review' } })
    await restart(server)
    await restart(server)
    const young = await submit()
    expect(young.status).toBe('in_review')
    await server.kill('SIGTERM')

    const { database, driver } = await openDatabaseFile(fileOf('amends.db'))
    const sql = "SELECT number, json_extract(state, '$.policyVersion') AS version FROM requests ORDER BY 2"
    const kept = [old, young].map(({ number }, index) => ({ number, version: index + 1 }))
    expect(await database.read({ sql, args: [] })).toEqual(kept)
    expect(await database.read({ sql: 'SELECT version FROM policy_versions', args: [] })).toHaveLength(2)
    driver.close()
  })

  it('with anything wrong keeps it from starting, a line for each of the first ten', async () => {
    const policy = defaultPolicy()
    write('policy.json', { ...policy, timezone: 'Mars', rules: policy.rules.map((rule) => ({ ...rule, id: 'same' })) })
    const lines = await refusedLines()
    expect(lines).toHaveLength(10)
    for (const line of lines) expect(line).toMatch(/policy\.json: \/(timezone|rules\/\d+\/id): \S/)
  })
})

describe('a folder is of a real shop or of the demo', () => {
  it('and stays so', async () => {
    const server = await openOwnServer(folder.path)
    await server.kill('SIGTERM')
    const before = readFileSync(fileOf('amends.db'))
    expect(await refusedLines({ AMENDS_DEMO: '1' })).toEqual([expect.stringContaining('holds a real shop')])
    expect(readFileSync(fileOf('amends.db')).equals(before)).toBe(true)

    rmSync(fileOf('keys.json'))
    write('demo-secrets', {})
    expect(await refusedLines()).toEqual([expect.stringContaining('holds the demo shop')])
  })
})
