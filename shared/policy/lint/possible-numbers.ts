import { isAmounts, type Leaf } from '../leaf.ts'
import { oneOf, type PossibleValues, positive } from './possible-values.ts'

/** Both ends belong to it. */
interface Range {
  from: number
  to: number
}

interface Limits extends Range {
  /** Whether an end that was given by "more than" or "less than" is outside. Only for fractions. */
  fromOpen: boolean
  toOpen: boolean
  holes: readonly Range[]
}

/** Numbers from `from` on, whole or with fractions; an amount is compared in the claim's currency. */
export function anyNumber(kind: 'whole' | 'fraction', from = Number.NEGATIVE_INFINITY): PossibleValues {
  return numbers(kind, { from, to: Number.POSITIVE_INFINITY, fromOpen: false, toOpen: false, holes: [] })
}

function numbers(kind: 'whole' | 'fraction', limits: Limits): PossibleValues {
  return {
    narrowed(asked, asksHolds, currency) {
      const { leaf, holds } = positive(asked, asksHolds)
      if (leaf.op === 'exists') return holds ? this : undefined
      const operands = operandsOf(leaf, currency)
      // A comparison with what is no number never holds, and neither does its opposite; see `testOf`.
      if (!operands) return asksHolds ? undefined : this
      if (holds && (leaf.op === 'eq' || leaf.op === 'in')) {
        const left = operands.filter((value) => isIn(value, kind, limits))
        return left.length > 0 ? oneOf(left) : undefined
      }
      const next = withLimit(limits, leaf.op, operands, holds)
      return next && isPossible(kind, next) ? numbers(kind, next) : undefined
    },
  }
}

/** The numbers it compares with; undefined where the comparison is none. */
function operandsOf({ op, value }: Leaf, currency: string): number[] | undefined {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value]
  const read = listed.map((single) => (isAmounts(single) ? single[currency] : single))
  const found = read.filter((single) => typeof single === 'number')
  if (op === 'in') return Array.isArray(value) ? found : []
  return found.length === (op === 'between' ? 2 : 1) && found.length === read.length ? found : undefined
}

function withLimit(limits: Limits, op: Leaf['op'], operands: readonly number[], holds: boolean): Limits | undefined {
  const [first = 0, second = 0] = operands
  switch (op) {
    case 'eq':
    case 'in':
      return { ...limits, holes: [...limits.holes, ...operands.map((value) => ({ from: value, to: value }))] }
    case 'between':
      if (!holds) return first > second ? limits : { ...limits, holes: [...limits.holes, { from: first, to: second }] }
      return atMost(atLeast(limits, first, false), second, false)
    case 'lt':
      return holds ? atMost(limits, first, true) : atLeast(limits, first, false)
    case 'lte':
      return holds ? atMost(limits, first, false) : atLeast(limits, first, true)
    case 'gt':
      return holds ? atLeast(limits, first, true) : atMost(limits, first, false)
    case 'gte':
      return holds ? atLeast(limits, first, false) : atMost(limits, first, true)
    default:
      return holds ? undefined : limits
  }
}

function atLeast(limits: Limits, value: number, isOpen: boolean): Limits {
  if (value < limits.from || (value === limits.from && (limits.fromOpen || !isOpen))) return limits
  return { ...limits, from: value, fromOpen: isOpen }
}

function atMost(limits: Limits, value: number, isOpen: boolean): Limits {
  if (value > limits.to || (value === limits.to && (limits.toOpen || !isOpen))) return limits
  return { ...limits, to: value, toOpen: isOpen }
}

function isIn(value: number, kind: 'whole' | 'fraction', { from, to, fromOpen, toOpen, holes }: Limits): boolean {
  if (kind === 'whole' && !Number.isInteger(value)) return false
  if (value < from || value > to || (fromOpen && value === from) || (toOpen && value === to)) return false
  return holes.every((hole) => value < hole.from || value > hole.to)
}

function isPossible(kind: 'whole' | 'fraction', limits: Limits): boolean {
  const holes = [...limits.holes].sort((a, b) => a.from - b.from)
  return kind === 'whole' ? hasWhole(limits, holes) : hasFraction(limits, holes)
}

function hasWhole({ from, to, fromOpen, toOpen }: Limits, holes: readonly Range[]): boolean {
  let next = fromOpen ? Math.floor(from) + 1 : Math.ceil(from)
  const last = toOpen ? Math.ceil(to) - 1 : Math.floor(to)
  for (const hole of holes) {
    if (hole.from > next) break
    if (hole.to >= next) next = Math.floor(hole.to) + 1
  }
  return next <= last
}

function hasFraction({ from, to, fromOpen, toOpen }: Limits, holes: readonly Range[]): boolean {
  let next = from
  let isOpen = fromOpen
  for (const hole of holes) {
    if (hole.from > next) break
    if (hole.to >= next) {
      next = hole.to
      isOpen = true
    }
  }
  return next < to || (next === to && !isOpen && !toOpen)
}
