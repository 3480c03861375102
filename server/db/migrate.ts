import type { Database, Statement } from './database.ts'

export interface Migration {
  /** The file's name without its ending: 0000_initial. */
  name: string
  sql: string
}

/** Applies what is not applied yet, each migration with its mark in one batch. The same files serve D1's own tool. */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  await database.write([
    { sql: 'CREATE TABLE IF NOT EXISTS applied_migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL)', args: [] },
  ])
  const rows = await database.read({ sql: 'SELECT name FROM applied_migrations', args: [] })
  const applied = new Set(rows.map((row) => row.name))
  const missing = migrations.filter(({ name }) => !applied.has(name))
  for (const { name, sql } of missing) {
    const mark = { sql: "INSERT INTO applied_migrations (name, at) VALUES (?1, datetime('now'))", args: [name] }
    await database.write([...statementsOf(sql), mark])
  }
  return missing.map(({ name }) => name)
}

export function statementsOf(sql: string): Statement[] {
  return sql
    .split('--> statement-breakpoint')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ sql: part, args: [] }))
}
