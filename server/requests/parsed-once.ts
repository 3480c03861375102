import type { Row } from '../db/database.ts'

const mostKept = 1_000
/** Longer rows are parsed every time, so that what is kept has a bound. */
const mostCharacters = 16_384

/**
 * What a row says, parsed once for as long as the row reads the same: a request is looked at again and again between two
 * changes. All who look are given the same object, so nobody may change it.
 */
export function parsedOnce<T extends object>(
  columns: readonly string[],
  parse: (row: Row) => T,
): (key: string, row: Row) => T {
  const kept = new Map<string, { row: Row; parsed: T }>()
  return (key, row) => {
    const known = kept.get(key)
    if (known && columns.every((column) => known.row[column] === row[column])) return known.parsed
    const parsed = parse(row)
    if (lengthOf(row) > mostCharacters) {
      kept.delete(key)
    } else {
      if (kept.size >= mostKept) kept.clear()
      kept.set(key, { row, parsed })
    }
    return parsed
  }
}

function lengthOf(row: Row): number {
  return Object.values(row).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0)
}
