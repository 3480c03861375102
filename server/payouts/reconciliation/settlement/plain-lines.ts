import type { SettlementFormat } from './settlement-format.ts'

/** A line as RFC 4180 has it: cells in quotes, or without any. */
const standard = /^(?:"(?:[^"]|"")*"|[^",]*)(?:,(?:"(?:[^"]|"")*"|[^",]*))*$/

/**
 * A bill's text with its lines as RFC 4180 has them. Alipay and WeChat Pay write cells as they are, so that a product's name
 * with a comma or a quote would be read as other cells; what a spreadsheet saved anew has quotes already, and stays.
 */
export function standardLines(text: string, { columns, cellsOf }: SettlementFormat): string {
  if (!cellsOf) return text
  const lines = text.split(/\r?\n/)
  const at = lines.findIndex((line) => columns.every((name) => line.includes(name)))
  const heading = lines[at]?.replace(/^\uFEFF/, '').split(',') ?? []
  const names = heading.map((name) => name.trim())
  if (!columns.every((name) => names.includes(name))) return text
  const rows = lines.slice(at + 1).map((line) => {
    const cells = cellsOf(line, names)
    return cells ? cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') : line
  })
  return [...lines.slice(0, at + 1), ...rows].join('\n')
}

/** Commas beyond the columns are within `free`, the one column in which people write what they like. */
export function cellsAround(line: string, names: readonly string[], free: string): string[] | undefined {
  const freeAt = names.indexOf(free)
  const cells = line.split(',')
  const more = cells.length - names.length
  const isStandard = standard.test(line) && (more === 0 || line.includes('"'))
  if (freeAt < 0 || more < 0 || isStandard) return undefined
  const end = freeAt + more + 1
  return [...cells.slice(0, freeAt), cells.slice(freeAt, end).join(','), ...cells.slice(end)]
}
