/** Excel takes UTF-8 for what it is only behind this. */
export const byteOrderMark = '\uFEFF'

/**
 * A row of a CSV (RFC 4180, CRLF). A text that a spreadsheet would calculate is made a text by an apostrophe; figures of
 * ours, which may begin with a minus, are passed as numbers.
 */
export function csvRow(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(cell: string | number | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[\s]*[=+\-@\t\r＝＋－＠]/u.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
