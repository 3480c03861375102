import { Failure } from '../failure.ts'
import { csvRowsOf } from '../orders/index.ts'
import type { Clock } from '../platform/ports.ts'

export interface TableRow {
  /** Where it starts in the file, from 1. */
  line: number
  /** By the column's name, in small letters, without white space or backticks around them. */
  cells: Readonly<Record<string, string>>
}

/** Others are answered after so many rows of a long table. */
const rowsAtOnce = 1000

/**
 * The rows of a CSV by their columns' names (comma, semicolon or tab). Lines before the heading are passed over: providers
 * begin with remarks. @returns undefined where no row has all of `needed`
 * @throws Failure validation_failed for a row that is none: half a file must not look like a whole one
 */
export async function csvTable(
  text: string,
  needed: readonly string[],
  clock?: Pick<Clock, 'sleep'>,
): Promise<TableRow[] | undefined> {
  let heading: string[] | undefined
  const rows: TableRow[] = []
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  const start = lines.findIndex((line) => needed.every((name) => line.toLowerCase().includes(name.toLowerCase())))
  if (start < 0) return undefined
  const body = new Response(lines.slice(start).join('\n')).body
  if (!body) return undefined
  for await (const row of csvRowsOf(body)) {
    if (!('cells' in row)) throw malformed(start + row.line, row.message)
    const cells = row.cells.map(plain)
    if (!heading) {
      heading = cells.map((name) => name.toLowerCase())
      if (!needed.every((name) => heading?.includes(name.toLowerCase()))) return undefined
      continue
    }
    const named = heading.map((name, index) => [name, cells[index] ?? ''] as const)
    rows.push({ line: start + row.line, cells: Object.fromEntries(named) })
    if (rows.length % rowsAtOnce === 0) await clock?.sleep(0)
  }
  return heading && rows
}

// WeChat Pay writes a backtick before each cell, so that spreadsheets keep texts; ours writes an apostrophe.
function plain(cell: string): string {
  return cell.trim().replace(/^[`']/, '').trim()
}

function malformed(line: number, what: string): Failure {
  const message = `row ${line}: ${what}`
  return new Failure('validation_failed', { pointer: '', errors: [{ pointer: '', code: 'unreadable', message }] })
}
