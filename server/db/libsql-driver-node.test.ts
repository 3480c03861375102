import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterEach, expect, it } from 'vitest'
import { openLibsql } from './libsql-driver-node.ts'

const folder = mkdtempSync(join(tmpdir(), 'amends-driver-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('works again after another program held the file for longer than we wait', async () => {
  const file = join(folder, 'a.db')
  const driver = await openLibsql(file, { busyMs: 100 })
  await driver.batch([{ sql: 'CREATE TABLE t (a INTEGER)', args: [] }])
  await driver.batch([{ sql: 'INSERT INTO t VALUES (1)', args: [] }])
  const other = createClient({ url: `file:${file}` })
  const held = await other.transaction('write')
  const lease = { sql: 'UPDATE t SET a = a + 1 RETURNING a', args: [] }
  await expect(driver.rows(lease)).rejects.toThrow(/SQLITE_BUSY/)
  await expect(driver.batch([lease])).rejects.toThrow(/SQLITE_BUSY/)
  await held.rollback()
  other.close()
  expect(await driver.rows(lease)).toMatchObject([{ a: 2 }])
  expect(await driver.batch([lease, { sql: 'SELECT a FROM t', args: [] }])).toMatchObject([[{ a: 3 }], [{ a: 3 }]])
  driver.close()
})
