import type { Statement } from './database.ts'

/** Directly after a conditional UPDATE or INSERT: rolls the batch back unless exactly one row changed. */
export function guardOneRow(name: string): Statement {
  return { sql: 'INSERT INTO guards (ok, name) SELECT 0, ?1 WHERE changes() <> 1', args: [name] }
}
