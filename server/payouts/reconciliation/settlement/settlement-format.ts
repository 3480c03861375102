import type { ProviderRefund } from '../../../platform/ports.ts'
import type { TableRow } from '../../csv-table.ts'

/** One kind of settlement file: a table of which some rows are refunds. */
export interface SettlementFormat {
  /** As it is shown for the source of a day's figures. */
  name: string
  /** Columns by which it is known. */
  columns: readonly string[]
  /** Of a file that is made for each day of China: when the refund was asked for and done, either of which is of its day. */
  timesOf?(row: TableRow): number[]
  /** The provider's account, or accounts, whose refund it is, where the row says so. */
  accountsOf?(row: TableRow): (string | undefined)[]
  /** Where the file is not as RFC 4180 has it: the cells of a line under these names; undefined where they stand as they are. */
  cellsOf?(line: string, names: readonly string[]): string[] | undefined
  /** The refund of a row; undefined where it is something else, such as a payment. @throws UnreadableRow */
  refundOf(row: TableRow): ProviderRefund | undefined
}

/** A row that is a refund and cannot be understood: half a file must not look like a whole one. */
export class UnreadableRow extends Error {
  readonly line: number

  constructor({ line }: Pick<TableRow, 'line'>, what: string) {
    super(`row ${line}: ${what}`)
    this.name = 'UnreadableRow'
    this.line = line
  }
}
