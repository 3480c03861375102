import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openOwnServer } from '../support/own-server.ts'
import { freePort, startProcess, temporaryFolder, untilReady } from '../support/real-server.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
  return () => folder.remove()
})

/** Starts, and expects it to say one line and end. */
async function refused(dataDir: string, port: number, env: Record<string, string> = {}): Promise<string> {
  const server = startProcess({ dataDir, port, env: { AMENDS_DEMO: '0', HOST: '127.0.0.1', ...env } })
  const code = await Promise.race([
    server.ended,
    new Promise<string>((resolve) => setTimeout(resolve, 60_000, 'no end')),
  ])
  if (code === 'no end') await server.kill('SIGKILL')
  expect(code, server.output()).toSatisfy((ended) => typeof ended === 'number' && ended > 0)
  const lines = server.output().trim().split('\n')
  expect(lines, server.output()).toHaveLength(1)
  return lines[0] ?? ''
}

describe('what keeps it from starting is said in one line', () => {
  it('a port in use, also the storefront’s', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    expect(await refused(folder.path, port)).toMatch(new RegExp(`${port}.*in use`))
    const free = await freePort()
    const line = await refused(join(folder.path, 'demo'), free, { AMENDS_DEMO: '1', STORE_PORT: String(port) })
    expect(line).toMatch(new RegExp(`${port}.*in use.*STORE_PORT`))
    taken.close()
  })

  it('a folder that cannot be written', async () => {
    const file = join(folder.path, 'a-file')
    writeFileSync(file, '')
    expect(await refused(join(file, 'data'), await freePort())).toContain('cannot be written')
    const readOnly = join(folder.path, 'read-only')
    mkdirSync(readOnly)
    chmodSync(readOnly, 0o500)
    // Root may write anywhere, but not where the kernel says no.
    const denied = process.getuid?.() === 0 ? '/proc/amends' : readOnly
    expect(await refused(denied, await freePort())).toContain('cannot be written')
  })

  it('a damaged database: no header, and a torn page', async () => {
    writeFileSync(
      join(folder.path, 'amends.db'),
      'this is not a database, although it is long enough to be read as one'.repeat(20),
    )
    expect(await refused(folder.path, await freePort())).toMatch(/amends\.db is damaged/)

    const other = join(folder.path, 'torn')
    const server = await openOwnServer(other)
    await server.kill('SIGTERM')
    // Ended in peace, the file alone is the whole database.
    const file = join(other, 'amends.db')
    const bytes = readFileSync(file)
    expect(bytes.length).toBeGreaterThan(4096 * 20)
    bytes.fill(0x5a, 4096 * 3, 4096 * 8)
    writeFileSync(file, bytes)
    expect(await refused(other, await freePort())).toMatch(/amends\.db is damaged/)
  })

  it('a port that is none', async () => {
    expect(await refused(folder.path, 0, { PORT: 'eighty' })).toContain('PORT=eighty')
  })

  it('an address that is none, without the password in it', async () => {
    const port = await freePort()
    const line = await refused(folder.path, port, { SMTP_URL: 'user:hunter2@mail.example:587' })
    expect(line).toContain('SMTP_URL is no address')
    expect(line).not.toContain('hunter2')
    expect(await refused(folder.path, port, { PUBLIC_URL: 'shop.example' })).toContain('PUBLIC_URL is no address')
  })
})

describe('the first start without the demo', () => {
  const linkOf = (output: string) => /\S+\/admin\/welcome#token=([\w-]+)/.exec(output)?.[1] ?? ''

  async function makeAccount(url: string, token: string, email: string): Promise<number> {
    const answer = await fetch(`${url}/v1/admin/first-account`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, name: 'Mei Chen', email, password: 'correct horse battery' }),
    })
    return answer.status
  }

  it('makes secrets for the owner alone, no demo, and a link that works once', async () => {
    const server = await openOwnServer(folder.path)
    for (const name of ['secrets.json', 'keys.json']) {
      expect(statSync(join(folder.path, name)).mode & 0o777, name).toBe(0o600)
    }
    expect(spawnSync('ls', [folder.path]).stdout.toString()).not.toContain('demo')
    for (const path of ['/dev/mail', '/dev/mail.json']) expect((await fetch(server.url + path)).status).toBe(404)
    const secrets = readFileSync(join(folder.path, 'secrets.json'), 'utf8')
    const token = linkOf(server.output())
    expect(token.length).toBeGreaterThan(20)

    const page = await fetch(`${server.url}/admin/welcome`)
    expect(await page.text()).toContain('<script')
    expect(await makeAccount(server.url, 'x'.repeat(43), 'eve@shop.example')).toBe(403)
    const both = await Promise.all(
      ['mei@shop.example', 'eve@shop.example'].map((email) => makeAccount(server.url, token, email)),
    )
    expect(both.sort()).toEqual([201, 403])
    expect(await makeAccount(server.url, token, 'late@shop.example')).toBe(403)

    await server.kill('SIGTERM')
    await server.start()
    expect(readFileSync(join(folder.path, 'secrets.json'), 'utf8')).toBe(secrets)
    expect(linkOf(server.output())).toBe('')
    expect(await makeAccount(server.url, token, 'later@shop.example')).toBe(403)
    expect(await server.kill('SIGTERM'), server.output()).toBe(0)
  })

  it('serves others only without the demo', async () => {
    const line = await refused(folder.path, await freePort(), { AMENDS_DEMO: '1', HOST: '0.0.0.0' })
    expect(line).toContain('HOST=0.0.0.0')
    const port = await freePort()
    const open = startProcess({ dataDir: folder.path, port, env: { AMENDS_DEMO: '0' } })
    await untilReady(open)
    expect((await fetch(`http://127.0.0.1:${port}/admin/`)).status).toBe(200)
    await open.kill('SIGTERM')
  })
})
