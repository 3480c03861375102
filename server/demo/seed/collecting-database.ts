import type { Database, Statement } from '../../db/database.ts'

/**
 * Takes the statements of the real writes and runs none: they go into the real database together, in one transaction.
 * There is nothing to read yet.
 */
export function collectingDatabase(statements: Statement[]): Database {
  return {
    get orm(): never {
      throw new Error('nothing can be read while the demo is being written')
    },
    read: async () => {
      throw new Error('nothing can be read while the demo is being written')
    },
    write: async (more) => {
      statements.push(...more)
      return more.map(() => [])
    },
  }
}
