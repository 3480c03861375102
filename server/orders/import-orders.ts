import { type FieldError, parseOrder } from '../../shared/order/order.schema.ts'
import type { Order } from '../../shared/order/order.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { OrderBatch } from './import-batch.ts'
import { csvRowsOf } from './import-csv.ts'
import { csvOrders } from './import-csv-orders.ts'
import { linesOf } from './import-lines.ts'

/** One order as it stands in the file: a value to judge, or why there is none. */
export type FoundRow =
  | { line: number; value: unknown; lineOf?(pointer: string): number }
  | { line: number; errors: FieldError[] }

export interface ImportReport {
  accepted: number
  rejected: number
  /** The first 1,000. */
  errors: (FieldError & { line: number })[]
}

const reportedErrors = 1000

export type ImportFormat = 'ndjson' | 'csv'

/** @throws Failure unsupported_media_type */
export function importFormatOf(contentType: string | null): ImportFormat {
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-ndjson' || type === 'application/ndjson' || type === 'application/jsonl') return 'ndjson'
  if (type === 'text/csv') return 'csv'
  throw new Failure('unsupported_media_type', { detail: { accepts: 'application/x-ndjson, text/csv' } })
}

/**
 * Keeps every good order of a file of any size, a batch at a time, and says of every bad one where and why. Nothing is
 * lost by sending a file again: the same content changes nothing.
 * @throws Failure payload_too_large where the runtime allows fewer orders a call; those before are kept
 */
export async function importOrders(
  ports: Ports,
  wanted: { merchant: string; format: ImportFormat; body: ReadableStream<Uint8Array>; signal: AbortSignal },
): Promise<ImportReport> {
  const { merchant, format, body, signal } = wanted
  const most = ports.settings.importLimit ?? Number.POSITIVE_INFINITY
  const report: ImportReport = { accepted: 0, rejected: 0, errors: [] }
  const batch = new OrderBatch(ports, merchant)
  const rows = format === 'csv' ? csvOrders(csvRowsOf(body)) : ndjsonRows(body)
  for await (const row of rows) {
    if (signal.aborted) break
    const judged = judge(row)
    if ('order' in judged) {
      if (report.accepted >= most) {
        await batch.flush()
        throw new Failure('payload_too_large', { limit: most })
      }
      await batch.add(judged.order)
      report.accepted += 1
      continue
    }
    report.rejected += 1
    for (const error of judged.errors) if (report.errors.length < reportedErrors) report.errors.push(error)
  }
  await batch.flush()
  return report
}

async function* ndjsonRows(body: ReadableStream<Uint8Array>): AsyncGenerator<FoundRow> {
  for await (const line of linesOf(body)) {
    if ('code' in line) yield { line: line.line, errors: [{ pointer: '', code: line.code, message: line.message }] }
    else yield { line: line.line, ...parsedJson(line.text) }
  }
}

function parsedJson(text: string): { value: unknown } | { errors: FieldError[] } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { errors: [{ pointer: '', code: 'malformed_json', message: 'not JSON' }] }
  }
}

function judge(row: FoundRow): { order: Order } | { errors: (FieldError & { line: number })[] } {
  if ('errors' in row) return { errors: row.errors.map((error) => ({ line: row.line, ...error })) }
  const parsed = parseOrder(row.value)
  if ('order' in parsed) return parsed
  return { errors: parsed.errors.map((error) => ({ line: row.lineOf?.(error.pointer) ?? row.line, ...error })) }
}
