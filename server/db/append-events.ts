import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import type { SqlValue, Statement } from './database.ts'

/** Events of one statement: D1 takes 100 parameters, five a row and two shared. */
const rowsPerStatement = 19

/** The primary key (merchant, request, seq) refuses whoever comes second. */
export function appendEvents(merchant: string, request: string, events: readonly RequestEvent[]): Statement[] {
  const statements: Statement[] = []
  for (let from = 0; from < events.length; from += rowsPerStatement) {
    const rows = events.slice(from, from + rowsPerStatement)
    const args: SqlValue[] = [merchant, request]
    for (const { seq, type, at, actor, ...body } of rows) {
      args.push(seq, type, at, JSON.stringify(actor), JSON.stringify(body))
    }
    statements.push({ sql: insertOf(rows.length), args })
  }
  return statements
}

const inserts = new Map<number, string>()

function insertOf(rows: number): string {
  let sql = inserts.get(rows)
  if (sql === undefined) {
    const values = Array.from({ length: rows }, (_, row) => {
      const at = 3 + row * 5
      return `(?1, ?2, ?${at}, ?${at + 1}, ?${at + 2}, ?${at + 3}, ?${at + 4})`
    })
    sql = `INSERT INTO request_events (merchant, request, seq, type, at, actor, body) VALUES ${values.join(', ')}`
    inserts.set(rows, sql)
  }
  return sql
}

/** A stored event as the core knows it. */
export function eventOf(row: { seq: number; type: string; at: number; actor: string; body: string }): RequestEvent {
  return {
    seq: row.seq,
    at: row.at,
    actor: JSON.parse(row.actor),
    type: row.type,
    ...JSON.parse(row.body),
  } as RequestEvent
}
