import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createDatabase } from './database.ts'
import { type LibsqlDatabase, openLibsql } from './libsql-driver-node.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './node-migrations.ts'

const folder = mkdtempSync(join(tmpdir(), 'amends-migrate-'))
let driver: LibsqlDatabase | undefined
afterEach(() => {
  driver?.close()
  rmSync(folder, { recursive: true })
})

it('versions from before they had a day of their own took effect when they were published', async () => {
  driver = await openLibsql(join(folder, 'amends.db'))
  const database = createDatabase(driver)
  const all = readMigrations()
  const old = all.filter(({ name }) => name < '0002')
  expect(await migrate(database, old)).toEqual(old.map(({ name }) => name))
  const insert = `INSERT INTO policy_versions (merchant, version, policy, published_at) VALUES ('m', ?1, '{}', ?2)`
  await database.write([
    { sql: insert, args: [1, 1000] },
    { sql: insert, args: [2, 2000] },
  ])
  expect(await migrate(database, all)).toEqual(all.slice(old.length).map(({ name }) => name))
  const rows = await database.read({
    sql: 'SELECT version, effective_at, cancelled_at FROM policy_versions ORDER BY version',
    args: [],
  })
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { version: 1, effective_at: 1000, cancelled_at: null },
    { version: 2, effective_at: 2000, cancelled_at: null },
  ])
  expect(await migrate(database, all)).toEqual([])
})
