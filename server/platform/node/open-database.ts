import { existsSync } from 'node:fs'
import { createDatabase, type Database } from '../../db/database.ts'
import { type LibsqlDatabase, openLibsql } from '../../db/libsql-driver-node.ts'
import { migrate } from '../../db/migrate.ts'
import { readMigrations } from '../../db/node-migrations.ts'
import { StartError } from './start-error.ts'

/** Opens, checks and migrates the file. @throws StartError for one that is damaged or cannot be opened */
export async function openDatabaseFile(file: string): Promise<{ database: Database; driver: LibsqlDatabase }> {
  const isOld = existsSync(file)
  try {
    const driver = await openLibsql(file)
    const database = createDatabase(driver)
    if (isOld) await requireSound(database)
    await migrate(database, readMigrations())
    return { database, driver }
  } catch (error) {
    const { message } = error as Error
    const isDamaged = /not a database|malformed|corrupt|damaged|quick_check/i.test(message)
    throw new StartError(
      isDamaged
        ? `The database ${file} is damaged (${message}). Put a backup in its place, or move it away to start anew.`
        : `The database ${file} cannot be opened: ${message}`,
    )
  }
}

/** Pages and indexes, up to the first fault; some hundred megabytes a second. */
async function requireSound(database: Database): Promise<void> {
  const [row] = await database.read({ sql: 'PRAGMA quick_check(1)', args: [] })
  const verdict = row && Object.values(row)[0]
  if (verdict !== 'ok')
    throw new Error(
      `quick_check: ${String(verdict)
        .replaceAll(/[\s*]+/g, ' ')
        .trim()}`,
    )
}
