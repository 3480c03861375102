import { currencies } from '../../../../shared/money/currencies.ts'
import { minorUnitDigits } from '../../../../shared/money/minor-units.ts'
import type { TableRow } from '../../csv-table.ts'
import { UnreadableRow } from './settlement-format.ts'

/** A cell that must not be empty. @throws UnreadableRow */
export function needed(row: TableRow, column: string): string {
  const text = row.cells[column.toLowerCase()]
  if (!text) throw new UnreadableRow(row, `no ${column}`)
  return text
}

export function optional(row: TableRow, column: string): string | undefined {
  return row.cells[column.toLowerCase()] || undefined
}

/** A decimal, whatever its sign, in minor units. @throws UnreadableRow */
export function amountIn(row: TableRow, column: string, currency: string): number {
  const text = needed(row, column)
  // A comma only groups thousands: "12,50" is no twelve hundred and fifty.
  const match = /^[-+]?[¥￥]?(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d+))?$/.exec(text)
  const digits = minorUnitDigits(currency)
  const [, whole = '', fraction = ''] = match ?? []
  const rest = fraction.slice(digits)
  if (!match || /[1-9]/.test(rest)) throw new UnreadableRow(row, `${column} is no amount of ${currency}`)
  return Number(whole.replaceAll(',', '') + fraction.slice(0, digits).padEnd(digits, '0'))
}

/** ISO 4217. @throws UnreadableRow */
export function currencyIn(row: TableRow, column: string): string {
  const text = needed(row, column).toUpperCase()
  if (!currencies.has(text)) throw new UnreadableRow(row, `${column} is no currency`)
  return text
}

/** "2026-11-10 12:00:05", local to a zone with a fixed offset, or with one of its own; epoch ms. 0 where it is no time. */
export function timeIn(text: string | undefined, offset = 'Z'): number {
  const match = /^(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?\s*(Z|[-+]\d{2}:?\d{2})?$/.exec(
    text ?? '',
  )
  if (!match) return 0
  const [, year, month, day, time, own = offset] = match
  const zone = own.length === 5 ? `${own.slice(0, 3)}:${own.slice(3)}` : own
  return Date.parse(`${year}-${month}-${day}T${time}${zone}`) || 0
}
