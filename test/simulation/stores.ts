import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createDatabase, type Driver } from '../../server/db/database.ts'
import { openLibsql } from '../../server/db/libsql-driver-node.ts'
import { migrate } from '../../server/db/migrate.ts'
import { readMigrations } from '../../server/db/node-migrations.ts'
import type { Ports } from '../../server/platform/ports.ts'

/** Gives every world a database of its own with the same shop in it. */
export interface Store {
  isFile: boolean
  open(): Promise<OpenStore>
  close(): Promise<void>
}

export interface OpenStore {
  driver: Driver
  close(): Promise<void>
}

export type Prepare = (database: Ports['database']) => Promise<void>

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
    isFile: true,
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
export function migrations() {
  return readMigrations(pathToFileURL(`${resolve('server/db/migrations')}/`))
}
