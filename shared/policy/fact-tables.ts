import type { Literal } from './clauses.ts'
import { breakpointsOf, type LeafTest } from './leaf.ts'

/** A literal with the bit of the clause it belongs to. */
export interface PlacedLiteral extends Literal {
  test: LeafTest
  word: number
  bit: number
}

/** Words of clause bits: set, unless a literal of the clause fails. */
export type Row = readonly number[]

/** Bound of every cache of seen values: a category has few, a SKU may have millions. */
const seenValues = 4096

function rowFor(literals: readonly PlacedLiteral[], all: Row, value: unknown, currency: string): Row {
  const row = [...all]
  for (const { test, negated, word, bit } of literals) {
    if (test(value, currency) === negated) row[word] = (row[word] as number) & ~bit
  }
  return row
}

/** Where a list has led, entry by entry. */
interface ListStep {
  next: Map<string, ListStep>
  row: Row | undefined
}

/**
 * Answers, for one text, truth value or list, which clauses can still hold: a look-up; values are worked out when first
 * seen. Lists are short and alike: a tree of those seen, in which following one finds its row.
 */
export class KeyTable {
  private readonly seen = new Map<unknown, Row>()
  private readonly literals: readonly PlacedLiteral[]
  private readonly all: Row
  private root: ListStep = { next: new Map(), row: undefined }
  private steps = 0

  /** `all`: the row that rules nothing out. */
  constructor(literals: readonly PlacedLiteral[], all: Row) {
    this.literals = literals
    this.all = all
  }

  rowOf(value: unknown): Row {
    if (typeof value === 'object') return this.rowOfList(value as readonly string[])
    const known = this.seen.get(value)
    if (known !== undefined) return known
    const row = rowFor(this.literals, this.all, value, '')
    if (this.seen.size >= seenValues) this.seen.clear()
    this.seen.set(value, row)
    return row
  }

  private rowOfList(list: readonly string[]): Row {
    let step = this.root
    for (let index = 0; index < list.length; index++) {
      const entry = list[index] as string
      step = step.next.get(entry) ?? this.stepAfter(step, entry)
    }
    step.row ??= rowFor(this.literals, this.all, list, '')
    return step.row
  }

  private stepAfter(step: ListStep, entry: string): ListStep {
    if (this.steps >= seenValues) {
      this.steps = 0
      this.root = { next: new Map(), row: undefined }
    }
    this.steps += 1
    const next: ListStep = { next: new Map(), row: undefined }
    step.next.set(entry, next)
    return next
  }
}

/** The same for a number, or an amount in a currency. */
export class NumberTable {
  private readonly byCurrency = new Map<string, Ranges>()
  private readonly literals: readonly PlacedLiteral[]
  private readonly all: Row
  private currency: string
  private ranges: Ranges

  constructor(literals: readonly PlacedLiteral[], all: Row) {
    this.literals = literals
    this.all = all
    this.currency = ''
    this.ranges = new Ranges(literals, all, '')
  }

  /** `currency`: '' for a number that is no amount. */
  rowOf(value: unknown, currency: string): Row {
    if (currency !== this.currency) {
      this.currency = currency
      this.ranges = this.rangesIn(currency)
    }
    return this.ranges.rowOf(value as number)
  }

  private rangesIn(currency: string): Ranges {
    const known = this.byCurrency.get(currency)
    if (known) return known
    const ranges = new Ranges(this.literals, this.all, currency)
    if (this.byCurrency.size >= seenValues) this.byCurrency.clear()
    this.byCurrency.set(currency, ranges)
    return ranges
  }
}

/** Cells of the grid over the numbers that leaves name; a cell with a border inside is searched. */
const gridCells = 512

/** Piecewise constant: one row at each number a leaf names, one for each gap between them. */
class Ranges {
  private readonly points: readonly number[]
  /** below the first point, at it, between it and the second, at the second, … */
  private readonly rows: readonly Row[]
  /** The row of whole ranges of 2^shift numbers from 0 on, where there is one: looked up without comparing. */
  private readonly grid: readonly (Row | undefined)[]
  private readonly shift: number
  /** The grid answers below this. */
  private readonly gridEnd: number

  constructor(literals: readonly PlacedLiteral[], all: Row, currency: string) {
    const points = [...new Set(literals.flatMap(({ leaf }) => breakpointsOf(leaf, currency)))].sort((a, b) => a - b)
    const probes = [Number.NEGATIVE_INFINITY]
    points.forEach((point, index) => {
      const next = points[index + 1]
      probes.push(point, next === undefined ? Number.POSITIVE_INFINITY : point + (next - point) / 2)
    })
    this.points = points
    this.rows = probes.map((probe) => rowFor(literals, all, probe, currency))
    const last = Math.min(Math.max(0, points.at(-1) ?? 0), 2 ** 30)
    let shift = 0
    while (last >> shift >= gridCells) shift += 1
    this.shift = shift
    this.grid = Array.from({ length: (last >> shift) + 1 }, (_, cell) => this.gridRow(cell * 2 ** shift, 2 ** shift))
    this.gridEnd = this.grid.length * 2 ** shift
  }

  rowOf(actual: number): Row {
    const whole = actual | 0
    if (whole === actual && whole >= 0 && whole < this.gridEnd) {
      const row = this.grid[whole >> this.shift]
      if (row !== undefined) return row
    }
    return this.search(actual)
  }

  /** The one row of the whole numbers from `first` on, `count` of them, if there is one. */
  private gridRow(first: number, count: number): Row | undefined {
    const last = first + count - 1
    if (first !== last && this.points.some((point) => point >= first && point <= last)) return undefined
    return this.search(first)
  }

  private search(actual: number): Row {
    const { points } = this
    let low = 0
    let high = points.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((points[middle] as number) < actual) low = middle + 1
      else high = middle
    }
    return this.rows[points[low] === actual ? 2 * low + 1 : 2 * low] as Row
  }
}
