import type { Database, Statement } from '../../db/database.ts'

/**
 * Takes the statements of the real writes and runs none: they go into the real database together, in one transaction.
 * There is nothing to read yet.
 */
export function collectingDatabase(statements: Statement[]): Database {
  const projections = new Map<string, number>()
  return {
    get orm(): never {
      throw new Error('nothing can be read while the demo is being written')
    },
    read: async () => {
      throw new Error('nothing can be read while the demo is being written')
    },
    write: async (more) => {
      for (const statement of more) {
        const row = projectionOf(statement)
        const earlier = row === undefined ? undefined : projections.get(row)
        // A projection is written whole: of several for one request only the last is to be seen.
        if (earlier !== undefined) statements[earlier] = nothing
        if (row !== undefined) projections.set(row, statements.length)
        statements.push(statement)
      }
      return more.map(() => [])
    },
  }
}

const nothing: Statement = { sql: '', args: [] }

/** Takes out what was replaced by a later statement. */
export function collected(statements: readonly Statement[]): Statement[] {
  return statements.filter((statement) => statement !== nothing)
}

/** The request's number, when this replaces a request's projection. */
function projectionOf({ sql, args }: Statement): string | undefined {
  return sql.startsWith('UPDATE requests SET number = ?1') ? String(args[0]) : undefined
}
