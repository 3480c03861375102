import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { d1Driver } from '../../server/db/d1-driver.ts'
import { createDatabase, type Driver } from '../../server/db/database.ts'
import { openLibsql } from '../../server/db/libsql-driver-node.ts'
import { migrate, statementsOf } from '../../server/db/migrate.ts'
import { readMigrations } from '../../server/db/node-migrations.ts'
import type { Ports } from '../../server/platform/ports.ts'

/** Gives every world a database of its own with the same shop in it. */
export interface Store {
  open(): Promise<OpenStore>
  close(): Promise<void>
}

export interface OpenStore {
  driver: Driver
  close(): Promise<void>
}

type Prepare = (database: Ports['database']) => Promise<void>

/** A SQLite file in memory, copied for each world. What a power cut leaves behind is another test's matter. */
export async function sqliteStore(prepare: Prepare): Promise<Store> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'amends-simulation-'))
  const template = join(folder, 'template.db')
  const driver = await openLibsql(template)
  const database = createDatabase(driver)
  await migrate(database, migrations())
  await prepare(database)
  await driver.rows({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [] })
  driver.close()
  let opened = 0
  return {
    async open() {
      opened += 1
      const path = join(folder, `${opened}.db`)
      copyFileSync(template, path)
      const own = await openLibsql(path)
      await own.rows({ sql: 'PRAGMA synchronous = OFF', args: [] })
      return {
        driver: own,
        async close() {
          own.close()
          for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
        },
      }
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Of the working directory: bundled, this file is not beside them. */
function migrations() {
  return readMigrations(pathToFileURL(`${resolve('server/db/migrations')}/`))
}

/** D1, as workerd runs it, through its binding. Worlds come one after the other: each empties it for the next. */
export async function d1Store(prepare: Prepare): Promise<Store> {
  const { Miniflare } = await import('miniflare')
  const miniflare = new Miniflare({
    modules: true,
    script: 'export default { fetch: () => new Response() }',
    compatibilityDate: '2026-04-01',
    d1Databases: { DB: 'amends' },
    cf: false,
  })
  const driver = d1Driver(await miniflare.getD1Database('DB'))
  const database = createDatabase(driver)
  for (const { sql } of migrations()) await database.write(statementsOf(sql))
  const tables = await database.read({
    sql: `SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 4) <> '_cf_' AND substr(name, 1, 7) <> 'sqlite_'`,
    args: [],
  })
  return {
    async open() {
      const emptied = tables.map(({ name }) => ({ sql: `DELETE FROM "${name}"`, args: [] }))
      await database.write([{ sql: 'PRAGMA defer_foreign_keys = ON', args: [] }, ...emptied])
      await prepare(database)
      return { driver, close: async () => {} }
    },
    close: () => miniflare.dispose(),
  }
}
