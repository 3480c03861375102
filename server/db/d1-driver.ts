import type { D1Database } from '@cloudflare/workers-types'
import type { Driver, Row, SqlValue, Statement } from './database.ts'

/** Cloudflare D1. A batch is one transaction there too; at most 100 bound parameters a statement. */
export function d1Driver(d1: D1Database): Driver {
  const bound = ({ sql, args }: Statement) => d1.prepare(sql).bind(...args)
  return {
    values: (statement) => bound(statement).raw<SqlValue[]>(),
    rows: async (statement) => (await bound(statement).all<Row>()).results,
    batch: async (statements) => (await d1.batch<Row>(statements.map(bound))).map((result) => result.results),
  }
}
