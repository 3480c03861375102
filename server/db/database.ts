import { drizzle, type SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy'

export type SqlValue = string | number | null
export interface Statement {
  sql: string
  args: readonly SqlValue[]
}
export type Row = Record<string, SqlValue>

/** What a database must offer: libSQL's file client and D1 both do. A batch is one transaction, all or nothing. */
export interface Driver {
  /** Rows as arrays of column values. */
  values(statement: Statement): Promise<SqlValue[][]>
  /** Rows as objects, of one statement outside any batch. */
  rows(statement: Statement): Promise<Row[]>
  /** Rows as objects, per statement. */
  batch(statements: readonly Statement[]): Promise<Row[][]>
}

/** The query builder for what is built when needed, and the driver for what is built once and batched. */
export interface Database {
  orm: SqliteRemoteDatabase
  read(statement: Statement): Promise<Row[]>
  /** The one way to write: atomic. There is no interactive transaction, the edge database has none. */
  write(statements: readonly Statement[]): Promise<Row[][]>
}

export function createDatabase(driver: Driver): Database {
  const orm = drizzle(
    async (sql, params, method) => {
      const rows = await driver.values({ sql, args: params as SqlValue[] })
      return { rows: method === 'get' ? (rows[0] as unknown as SqlValue[][]) : rows }
    },
    async (queries) => {
      const results = await driver.batch(queries.map(({ sql, params }) => ({ sql, args: params as SqlValue[] })))
      return results.map((rows) => ({ rows: rows.map((row) => Object.values(row)) }))
    },
  )
  return { orm, read: (statement) => driver.rows(statement), write: (statements) => driver.batch(statements) }
}

/**
 * SQL with `:name` parameters, turned into positions once: binding costs nothing more. Conditional inserts, guards and
 * children as JSON are beyond the query builder, and a query that it builds each time costs as much as running it.
 */
export function prepareSql(text: string): (values?: Record<string, SqlValue | undefined>) => Statement {
  const names: string[] = []
  const sql = text.replace(/(?<![:\w]):([a-zA-Z]\w*)/g, (_, name: string) => {
    const known = names.indexOf(name)
    if (known >= 0) return `?${known + 1}`
    return `?${names.push(name)}`
  })
  return (values = {}) => ({ sql, args: names.map((name) => values[name] ?? null) })
}
