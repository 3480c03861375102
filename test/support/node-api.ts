import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signShopperToken } from '../../server/access/index.ts'
import { createApp } from '../../server/app.ts'
import { createDatabase } from '../../server/db/database.ts'
import { openLibsql } from '../../server/db/libsql-driver-node.ts'
import { migrate } from '../../server/db/migrate.ts'
import { readMigrations } from '../../server/db/node-migrations.ts'
import { mailboxMailer } from '../../server/mail/index.ts'
import { workDeadlines, workOutbox } from '../../server/outbox/index.ts'
import { providers } from '../../server/payouts/index.ts'
import { boundedFetch } from '../../server/platform/bounded-fetch.ts'
import { randomIds } from '../../server/platform/ids.ts'
import { turnsInProcess } from '../../server/platform/in-turn.ts'
import { folderBlobs } from '../../server/platform/node/folder-blobs.ts'
import { nodeOutside } from '../../server/platform/node/node-outside.ts'
import type { Ports } from '../../server/platform/ports.ts'
import { systemClock } from '../../server/platform/system-clock.ts'
import { type Api, testNowMs } from './api.ts'
import { seedingBy } from './seeding.ts'

export interface NodeApi extends Api {
  ports: Ports
}

/** The API in this process, on a temporary SQLite file. */
export async function startNodeApi(more: Partial<Ports> = {}): Promise<NodeApi> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-test-'))
  const driver = await openLibsql(join(folder, 'amends.db'))
  const database = createDatabase(driver)
  await migrate(database, readMigrations())
  let nowMs = testNowMs
  const started = Date.now()
  const clock = { ...systemClock, now: () => nowMs + (Date.now() - started) }
  const ports: Ports = {
    database,
    clock,
    ids: randomIds(clock),
    providers,
    fetch: boundedFetch(),
    mailer: mailboxMailer(database, clock),
    blobs: folderBlobs(join(folder, 'evidence')),
    outside: nodeOutside({ loopback: 'allowed' }),
    secrets: { signingKey: 's'.repeat(43), sessionKey: 't'.repeat(43) },
    log: { info: () => {}, error: (event, fields) => errors.push({ event, ...fields }) },
    settings: { url: 'http://localhost:8787', demo: false },
    defer: (work) => void work().catch((error: unknown) => errors.push({ event: 'defer', message: String(error) })),
    wake: () => {},
    inTurn: turnsInProcess(),
    ...more,
  }
  const errors: Record<string, unknown>[] = []
  const app = createApp(ports)
  return {
    runtime: 'node',
    ports,
    async fetch(path, init) {
      const answer = await app.request(path, init)
      if (answer.status >= 500) throw new Error(`${path}: ${answer.status} ${JSON.stringify(errors)}`)
      return answer
    },
    ...seedingBy(ports),
    shopperToken: (merchant, who) =>
      signShopperToken(ports.secrets.signingKey, { merchant, ...who, expiresAt: clock.now() + 7_200_000 }),
    async work() {
      for (;;) {
        const [sent, ticked] = [await workOutbox(ports), await workDeadlines(ports)]
        if (sent + ticked === 0) return
      }
    },
    advance: async (ms) => {
      nowMs += ms
    },
    query: (sql, args = []) => database.read({ sql, args }),
    async close() {
      driver.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
