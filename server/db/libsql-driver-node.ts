import { createClient } from '@libsql/client'
import type { Driver, Row, Statement } from './database.ts'

export interface LibsqlDatabase extends Driver {
  close(): void
}

/**
 * A SQLite file. One connection: with more, parallel batches fail with SQLITE_BUSY. synchronous FULL, because a batch
 * that was answered must survive a power cut: the money it starts may already be under way.
 */
export async function openLibsql(path: string): Promise<LibsqlDatabase> {
  const client = createClient({ url: `file:${path}`, timeout: 5000, concurrency: 1 })
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA synchronous = FULL')
  return {
    values: async (statement) => (await client.execute(own(statement))).rows.map((row) => Array.from(row) as never),
    rows: async (statement) => (await client.execute(own(statement))).rows as unknown as Row[],
    batch: async (statements) =>
      (await client.batch(statements.map(own), 'write')).map((result) => result.rows as unknown as Row[]),
    close: () => client.close(),
  }
}

const own = ({ sql, args }: Statement) => ({ sql, args: args as never })
