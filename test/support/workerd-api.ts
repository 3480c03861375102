import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { signShopperToken } from '../../server/access/index.ts'
import { createDatabase, type Driver } from '../../server/db/database.ts'
import { statementsOf } from '../../server/db/migrate.ts'
import { readMigrations } from '../../server/db/node-migrations.ts'
import { randomIds } from '../../server/platform/ids.ts'
import { noTurns } from '../../server/platform/in-turn.ts'
import type { Ports } from '../../server/platform/ports.ts'
import { systemClock } from '../../server/platform/system-clock.ts'
import { type Api, testNowMs } from './api.ts'
import { seedingBy } from './seeding.ts'
import type { SqlAsked } from './workerd-entry.ts'

const signingKey = 's'.repeat(43)

/** Once for all files of a process: what it does is the same for each. */
let bundling: Promise<string> | undefined

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "export { worker as default } from './workerd-entry.ts'", resolveDir: 'test/support' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
  })
  return outputFiles[0]?.text ?? ''
}

/** Asks D1 where it is: miniflare's own way to it blocks this process for every word of a statement. */
function driverBy(dispatch: (path: string, init: RequestInit) => Promise<Response>): Driver {
  const ask = async <T>(how: SqlAsked['how'], ...statements: SqlAsked['statements']): Promise<T> => {
    const answer = await dispatch('/__test/sql', { method: 'POST', body: JSON.stringify({ how, statements }) })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as T
  }
  return {
    values: (statement) => ask('values', statement),
    rows: (statement) => ask('rows', statement),
    batch: (statements) => ask('batch', ...statements),
  }
}

/** The API on workerd with D1 and R2, bundled as it would be deployed. */
export async function startWorkerdApi(): Promise<Api> {
  bundling ??= bundled()
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: await bundling }],
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['nodejs_compat'],
    d1Databases: { DB: 'amends' },
    r2Buckets: ['EVIDENCE'],
    bindings: {
      PUBLIC_URL: 'http://localhost:8787',
      TOKEN_SECRET: signingKey,
      AUTH_SECRET: 't'.repeat(43),
      NOW_MS: String(testNowMs),
    },
    host: '127.0.0.1',
    cf: false,
  })
  const dispatch = (path: string, init?: RequestInit) =>
    miniflare.dispatchFetch(`http://localhost:8787${path}`, init as never) as unknown as Promise<Response>
  const database = createDatabase(driverBy(dispatch))
  for (const { sql } of readMigrations()) await database.write(statementsOf(sql))
  const startedMs = Date.now()
  let movedMs = 0
  const clock = { ...systemClock, now: () => testNowMs + movedMs + (Date.now() - startedMs) }
  // What seeding needs of the ports; the server has its own, behind fetch.
  const seeding = { database, clock, ids: randomIds(clock), inTurn: noTurns } as Ports
  // The server's clock may be a little behind ours: what is published is in force for it.
  const publishing = { ...seeding, clock: { now: () => clock.now() - 60_000 } } as Ports
  return {
    runtime: 'workerd',
    async fetch(path, init) {
      const answer = await dispatch(path, init)
      if (answer.status >= 500) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer
    },
    ...seedingBy(seeding, publishing),
    shopperToken: (merchant, who) =>
      signShopperToken(signingKey, { merchant, ...who, expiresAt: clock.now() + 7_200_000 }),
    async work() {
      for (;;) if ((await (await dispatch('/__test/work')).json()) === 0) return
    },
    async advance(ms) {
      movedMs += ms
      await dispatch(`/__test/advance?ms=${ms}`)
    },
    query: (sql, args = []) => database.read({ sql, args }),
    close: () => miniflare.dispose(),
  }
}
