import type { SqlValue, Statement } from '../../db/database.ts'

/** By column; what is undefined is null. */
export type TableRow = Record<string, SqlValue | undefined>

/** Well below what SQLite takes: preparing a statement grows with its length. */
const mostParameters = 2000

/** Many rows in few statements; all rows have the columns of the first. Not for D1, which takes 100 parameters. */
export function insertRows(table: string, rows: readonly TableRow[]): Statement[] {
  const columns = Object.keys(rows[0] ?? {})
  const atOnce = Math.max(1, Math.floor(mostParameters / columns.length))
  const tuple = `(${columns.map(() => '?').join(', ')})`
  const head = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `
  const statements: Statement[] = []
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = rows.slice(from, from + atOnce)
    const args = part.flatMap((row) => columns.map((column) => row[column] ?? null))
    statements.push({ sql: head + part.map(() => tuple).join(', '), args })
  }
  return statements
}
