import { createClient } from '@libsql/client'
import type { Driver, Row, Statement } from './database.ts'

export interface LibsqlDatabase extends Driver {
  close(): void
}

/**
 * A SQLite file. One connection: with more, parallel batches fail with SQLITE_BUSY. synchronous FULL, because a batch
 * that was answered must survive a power cut: the money it starts may already be under way.
 */
export async function openLibsql(path: string, { busyMs = 5000 } = {}): Promise<LibsqlDatabase> {
  const client = createClient({ url: `file:${path}`, timeout: busyMs, concurrency: 1 })
  const prepare = async () => {
    await client.execute('PRAGMA journal_mode = WAL')
    await client.execute('PRAGMA synchronous = FULL')
  }
  await prepare()
  /** A statement that found the file held by another program stays open and blocks every later commit. */
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (isHeld(error)) {
        await Promise.resolve(client.reconnect())
        await prepare()
      }
      throw error
    }
  }
  return {
    values: (statement) =>
      run(async () => (await client.execute(own(statement))).rows.map((row) => Array.from(row) as never)),
    rows: (statement) => run(async () => (await client.execute(own(statement))).rows as unknown as Row[]),
    batch: (statements) =>
      run(async () =>
        (await client.batch(statements.map(own), 'write')).map((result) => result.rows as unknown as Row[]),
      ),
    close: () => client.close(),
  }
}

function isHeld(error: unknown): boolean {
  return /SQLITE_BUSY|SQL statements in progress/.test(String(error))
}

const own = ({ sql, args }: Statement) => ({ sql, args: args as never })
