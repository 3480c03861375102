import { maxLines } from '../../shared/order/order.schema.ts'
import type { CsvRow } from './import-csv.ts'
import type { FoundRow } from './import-orders.ts'

/** Cells of these fields are integers; others stay text, and the schema says what is wrong with them. */
const integers = new Set([
  'amount',
  'discount',
  'fulfilledQuantity',
  'orderDiscount',
  'quantity',
  'standardAmount',
  'tax',
  'unitPrice',
])
const booleans = new Set(['taxesIncluded', 'legalConfirmed'])
/** Several values in one cell are parted by "|". */
const lists = new Set(['categories', 'tags', 'legalClass', 'shippingAddress.lines'])
/** Lists of objects of the order: without an index a column is of the first. */
const groups = new Set(['shipping', 'payments', 'fulfillments', 'refunds'])
const jsonFields = new Set(['attributes', 'taxes', 'lines'])

interface Column {
  /** Into the order; for a line's column, into the line. */
  path: (string | number)[]
  ofLine: boolean
}

/**
 * Column names are JSON paths: `number`, `customer.email`, `lines.sku` (of this row's line), `payments.0.amount`. JSON
 * pointers and `lines[].sku` are read as the same.
 */
export function columnOf(heading: string): Column {
  const tokens = heading
    .trim()
    .replace(/^\//, '')
    .replaceAll(/\[(\d*)\]/g, '.$1')
    .split(/[./]/)
    .filter((token) => token !== '')
    .map((token) => (/^\d+$/.test(token) ? Number(token) : token))
  const [first, second] = tokens
  if ((first === 'lines' || first === 'line') && tokens.length > 1) {
    return { path: typeof second === 'number' ? tokens.slice(2) : tokens.slice(1), ofLine: true }
  }
  if (typeof first === 'string' && groups.has(first) && typeof second === 'string') {
    return { path: [first, 0, ...tokens.slice(1)], ofLine: false }
  }
  return { path: tokens, ofLine: false }
}

interface Gathered {
  /** Line of the order's first row. */
  line: number
  order: Record<string, unknown>
  lines: Record<string, unknown>[]
  /** Where each of its lines stands in the file. */
  rowOf: number[]
  /** Cells of the first row, by column: later rows may leave them empty, not change them. */
  stated: string[]
  conflict?: { line: number; pointer: string }
}

/** Rows of one order stand together; a later row of an order that is over is an error, or it would replace the first. */
export async function* csvOrders(rows: AsyncIterable<CsvRow>): AsyncGenerator<FoundRow> {
  let columns: Column[] | undefined
  let current: Gathered | undefined
  const over = new SeenNumbers()
  for await (const row of rows) {
    if ('code' in row) {
      yield { line: row.line, errors: [{ pointer: '', code: row.code, message: row.message }] }
      continue
    }
    if (!columns) {
      columns = row.cells.map(columnOf)
      continue
    }
    if (row.cells.length > columns.length) {
      const message = `${row.cells.length} cells, ${columns.length} columns`
      yield { line: row.line, errors: [{ pointer: '', code: 'malformed_csv', message }] }
      continue
    }
    const number = numberOf(columns, row.cells)
    if (current && current.order.number !== number) {
      over.add(String(current.order.number))
      yield foundOf(current)
      current = undefined
    }
    if (number !== undefined && over.has(number)) {
      const message = `rows of order ${number} do not stand together`
      yield { line: row.line, errors: [{ pointer: '/number', code: 'not_consecutive', message }] }
      continue
    }
    current ??= { line: row.line, order: {}, lines: [], rowOf: [], stated: row.cells }
    addRow(current, columns, row)
  }
  if (current) yield foundOf(current)
}

function numberOf(columns: readonly Column[], cells: readonly string[]): string | undefined {
  const at = columns.findIndex(({ path, ofLine }) => !ofLine && path.length === 1 && path[0] === 'number')
  return cells[at] === '' ? undefined : cells[at]
}

function addRow(into: Gathered, columns: readonly Column[], { line, cells }: { line: number; cells: string[] }): void {
  // One more than allowed, so that the schema says so; whatever follows would only fill the memory.
  if (into.lines.length > maxLines) return
  const orderLine: Record<string, unknown> = {}
  columns.forEach(({ path, ofLine }, index) => {
    const cell = cells[index] ?? ''
    if (cell === '' || path.length === 0) return
    if (ofLine) put(orderLine, path, valueOf(cell, path, true))
    else if (into.rowOf.length === 0) put(into.order, path, valueOf(cell, path, false))
    else if (cell !== into.stated[index]) into.conflict ??= { line, pointer: `/${path.join('/')}` }
  })
  into.lines.push(orderLine)
  into.rowOf.push(line)
}

function foundOf({ line, order, lines, rowOf, conflict }: Gathered): FoundRow {
  if (conflict) {
    const message = 'rows of one order say different things'
    return { line: conflict.line, errors: [{ pointer: conflict.pointer, code: 'conflicting_value', message }] }
  }
  return {
    line,
    value: { ...order, lines },
    lineOf: (pointer) => rowOf[Number(/^\/lines\/(\d+)/.exec(pointer)?.[1] ?? Number.NaN)] ?? line,
  }
}

function valueOf(cell: string, path: readonly (string | number)[], ofLine: boolean): unknown {
  const name = String(path.at(-1))
  const at = ofLine ? name : path.join('.')
  if (integers.has(name) && /^-?\d{1,16}$/.test(cell)) return Number(cell)
  if (name === 'rate' && /^\d+(\.\d+)?$/.test(cell)) return Number(cell)
  if (at === 'revision' && /^\d{1,15}$/.test(cell)) return Number(cell)
  if (booleans.has(name) && (cell === 'true' || cell === 'false')) return cell === 'true'
  if (jsonFields.has(name) && /^[[{]/.test(cell)) return parsedOrText(cell)
  if (lists.has(name) || lists.has(at)) return cell.split('|').map((part) => part.trim())
  return cell
}

function parsedOrText(cell: string): unknown {
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}

/** Names of JavaScript's own are fields like any other: nothing is inherited, and lists stay dense. */
function put(into: Record<string, unknown>, path: readonly (string | number)[], value: unknown): void {
  let at: Record<string | number, unknown> = into
  path.forEach((key, index) => {
    if (index === path.length - 1) define(at, key, value)
    else {
      if (!Object.hasOwn(at, key)) define(at, key, typeof path[index + 1] === 'number' ? [] : {})
      at = at[key] as Record<string | number, unknown>
    }
  })
}

function define(at: object, key: string | number, value: unknown): void {
  Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Which orders are over, by a 53-bit hash: a million take some 50 MB; beyond that rows are no longer checked. */
class SeenNumbers {
  private readonly hashes = new Set<number>()

  add(number: string): void {
    if (this.hashes.size < 1_000_000) this.hashes.add(hash53(number))
  }

  has(number: string): boolean {
    return this.hashes.has(hash53(number))
  }
}

/** cyrb53 (public domain): two 32-bit multiplicative hashes side by side. */
function hash53(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
