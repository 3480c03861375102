import { assertNever } from '../assert-never.ts'
import type { Literal } from './clauses.ts'
import type { FactType } from './facts-table.ts'
import { breakpointsOf, type Leaf, testOf } from './leaf.ts'

/** Literals on one fact, by the bit of the clause they belong to. */
export interface BitLiteral extends Literal {
  bit: number
}

/**
 * Answers, for one value of one fact, which clauses can still hold: a bit per clause, set unless one of its
 * literals on this fact fails. Asking is a look-up; values are worked out when first seen.
 */
export interface FactTable {
  maskOf(value: unknown, currency: string): number
}

/** Bound of every cache of seen values: a category has few, a SKU may have millions. */
const seenValues = 4096

export function factTable(type: FactType, literals: readonly BitLiteral[], all: number): FactTable {
  switch (type) {
    case 'boolean':
      return new BooleanTable(literals, all)
    case 'string':
      return new StringTable(literals, all)
    case 'number':
      return new NumberTable(literals, all, '')
    case 'money':
      return new MoneyTable(literals, all)
    case 'list':
      return new ListTable(literals, all)
    default:
      return assertNever(type)
  }
}

/**
 * Reading a fact and looking it up as one function. A body per kind of table, so that the engine sees one shape in
 * each and inlines it.
 */
export function maskReader<S extends { readonly currency: string }>(
  table: FactTable,
  read: (scope: S) => unknown,
): (scope: S) => number {
  if (table instanceof ListTable) return (scope) => table.maskOf(read(scope), scope.currency)
  if (table instanceof MoneyTable) return (scope) => table.maskOf(read(scope), scope.currency)
  if (table instanceof NumberTable) return (scope) => table.maskOf(read(scope))
  if (table instanceof StringTable) return (scope) => table.maskOf(read(scope))
  return (scope) => table.maskOf(read(scope), scope.currency)
}

function maskFor(literals: readonly BitLiteral[], all: number, value: unknown, currency: string): number {
  let mask = all
  for (const { leaf, negated, bit } of literals) if (testOf(leaf)(value, currency) === negated) mask &= ~bit
  return mask
}

class BooleanTable implements FactTable {
  private readonly whenTrue: number
  private readonly whenFalse: number

  constructor(literals: readonly BitLiteral[], all: number) {
    this.whenTrue = maskFor(literals, all, true, '')
    this.whenFalse = maskFor(literals, all, false, '')
  }

  maskOf(value: unknown): number {
    return value ? this.whenTrue : this.whenFalse
  }
}

class StringTable implements FactTable {
  private readonly seen = new Map<unknown, number>()
  private readonly literals: readonly BitLiteral[]
  private readonly all: number

  constructor(literals: readonly BitLiteral[], all: number) {
    this.literals = literals
    this.all = all
  }

  maskOf(value: unknown): number {
    const known = this.seen.get(value)
    if (known !== undefined) return known
    const mask = maskFor(this.literals, this.all, value, '')
    if (this.seen.size >= seenValues) this.seen.clear()
    this.seen.set(value, mask)
    return mask
  }
}

/** Cells of the grid over the numbers that leaves name; a cell with a border inside is searched. */
const gridCells = 512
const searched = -1

/** Piecewise constant: one mask at each number a leaf names, one for each gap between them. Facts are whole numbers. */
class NumberTable implements FactTable {
  private readonly points: readonly number[]
  /** below the first point, at it, between it and the second, at the second, … */
  private readonly masks: readonly number[]
  /** The mask of whole ranges of 2^shift numbers from 0 on: looked up without comparing, or `searched`. */
  private readonly grid: readonly number[]
  private readonly shift: number
  /** The grid answers below this. */
  private readonly gridEnd: number

  constructor(literals: readonly BitLiteral[], all: number, currency: string) {
    const points = [...new Set(literals.flatMap(({ leaf }) => breakpointsOf(leaf, currency)))].sort((a, b) => a - b)
    const probes = [Number.NEGATIVE_INFINITY]
    points.forEach((point, index) => {
      const next = points[index + 1]
      probes.push(point, next === undefined ? Number.POSITIVE_INFINITY : point + (next - point) / 2)
    })
    this.points = points
    this.masks = probes.map((probe) => maskFor(literals, all, probe, currency))
    const last = Math.min(Math.max(0, points.at(-1) ?? 0), 2 ** 30)
    let shift = 0
    while (last >> shift >= gridCells) shift += 1
    this.shift = shift
    this.grid = Array.from({ length: (last >> shift) + 1 }, (_, cell) => this.gridMask(cell * 2 ** shift, 2 ** shift))
    this.gridEnd = this.grid.length * 2 ** shift
  }

  maskOf(value: unknown): number {
    const actual = value as number
    if (actual >= 0 && actual < this.gridEnd) {
      const mask = this.grid[actual >> this.shift] as number
      if (mask !== searched) return mask
    }
    return this.search(actual)
  }

  /** The one mask of the whole numbers from `first` on, `count` of them, if there is one. */
  private gridMask(first: number, count: number): number {
    const last = first + count - 1
    if (first !== last && this.points.some((point) => point >= first && point <= last)) return searched
    return this.search(first)
  }

  private search(actual: number): number {
    const { points } = this
    let low = 0
    let high = points.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((points[middle] as number) < actual) low = middle + 1
      else high = middle
    }
    return this.masks[points[low] === actual ? 2 * low + 1 : 2 * low] as number
  }
}

class MoneyTable implements FactTable {
  private readonly byCurrency = new Map<string, NumberTable>()
  private readonly literals: readonly BitLiteral[]
  private readonly all: number
  private currency: string | undefined
  private table: NumberTable | undefined

  constructor(literals: readonly BitLiteral[], all: number) {
    this.literals = literals
    this.all = all
  }

  maskOf(value: unknown, currency: string): number {
    if (currency !== this.currency || !this.table) {
      this.currency = currency
      this.table = this.tableOf(currency)
    }
    return this.table.maskOf(value)
  }

  private tableOf(currency: string): NumberTable {
    const known = this.byCurrency.get(currency)
    if (known) return known
    const table = new NumberTable(this.literals, this.all, currency)
    if (this.byCurrency.size >= seenValues) this.byCurrency.clear()
    this.byCurrency.set(currency, table)
    return table
  }
}

/** A leaf on a list holds if any entry satisfies it (or, inverted, if none does): entries are looked up one by one. */
class ListTable implements FactTable {
  private readonly literals: readonly BitLiteral[]
  private readonly all: number
  private readonly positive: readonly { test: ReturnType<typeof testOf>; inverted: boolean }[]
  private readonly entries = new Map<unknown, number>()
  /** By the set of satisfied leaves; dense while those are few. */
  private readonly masks: Map<number, number> | number[]

  constructor(literals: readonly BitLiteral[], all: number) {
    this.literals = literals
    this.all = all
    this.positive = literals.map(({ leaf, negated }) => positive(leaf, negated))
    this.masks =
      literals.length <= 8
        ? Array.from({ length: 2 ** literals.length }, (_, satisfied) => this.maskOfSatisfied(satisfied))
        : new Map<number, number>()
  }

  maskOf(value: unknown, currency: string): number {
    const list = value as readonly string[]
    if (this.literals.length > 30) return maskFor(this.literals, this.all, list, currency)
    let satisfied = 0
    for (let index = 0; index < list.length; index++) satisfied |= this.satisfiedBy(list[index] as string)
    const { masks } = this
    if (Array.isArray(masks)) return masks[satisfied] as number
    const known = masks.get(satisfied)
    if (known !== undefined) return known
    const mask = this.maskOfSatisfied(satisfied)
    if (masks.size >= seenValues) masks.clear()
    masks.set(satisfied, mask)
    return mask
  }

  private satisfiedBy(entry: string): number {
    const known = this.entries.get(entry)
    if (known !== undefined) return known
    let satisfied = 0
    this.positive.forEach(({ test }, index) => {
      if (test([entry], '')) satisfied |= 1 << index
    })
    if (this.entries.size >= seenValues) this.entries.clear()
    this.entries.set(entry, satisfied)
    return satisfied
  }

  private maskOfSatisfied(satisfied: number): number {
    let mask = this.all
    this.positive.forEach(({ inverted }, index) => {
      const holds = (satisfied & (1 << index)) !== 0
      if (holds === inverted) mask &= ~(this.literals[index]?.bit ?? 0)
    })
    return mask
  }
}

function positive(leaf: Leaf, negated: boolean) {
  if (leaf.op === 'not_in') return { test: testOf({ ...leaf, op: 'in' }), inverted: !negated }
  if (leaf.op === 'exists')
    return { test: testOf({ ...leaf, value: true }), inverted: negated !== (leaf.value === false) }
  return { test: testOf(leaf), inverted: negated }
}
