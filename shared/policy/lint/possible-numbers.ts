import { isAmounts, type Leaf } from '../leaf.ts'
import { oneOf, oppositeOf, type PossibleValues } from './possible-values.ts'

type Kind = 'whole' | 'fraction'

/** Both ends belong to it. */
interface Range {
  from: number
  to: number
}

interface Limits extends Range {
  /** An end that was given by "more than" or "less than" is outside. */
  fromOpen: boolean
  toOpen: boolean
}

/** Numbers from `from` on, whole or with fractions; an amount is compared in the claim's currency. */
export function anyNumber(kind: Kind, from = Number.NEGATIVE_INFINITY): PossibleValues {
  return new Numbers(kind, { from, to: Number.POSITIVE_INFINITY, fromOpen: false, toOpen: false }, [])
}

const everything: Limits = {
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  fromOpen: false,
  toOpen: false,
}

class Numbers implements PossibleValues {
  private readonly kind: Kind
  private readonly limits: Limits
  /** By their beginning. */
  private readonly holes: readonly Range[]

  constructor(kind: Kind, limits: Limits, holes: readonly Range[]) {
    this.kind = kind
    this.limits = limits
    this.holes = holes
  }

  allows(asked: Leaf, asksHolds: boolean, currency: string): boolean {
    const opposite = oppositeOf(asked)
    const leaf = opposite ?? asked
    const holds = opposite ? !asksHolds : asksHolds
    const operands = operandsOf(leaf, currency)
    const range = operands && holds === asksHolds ? rangeOf(leaf.op, operands[0] ?? 0, holds) : undefined
    return range ? this.isIn(range) : this.narrowed(asked, asksHolds, currency) !== undefined
  }

  narrowed(asked: Leaf, asksHolds: boolean, currency: string): PossibleValues | undefined {
    const opposite = oppositeOf(asked)
    const leaf = opposite ?? asked
    const holds = opposite ? !asksHolds : asksHolds
    if (leaf.op === 'exists') return holds ? this : undefined
    const operands = operandsOf(leaf, currency)
    // A comparison with what is no number never holds, and neither does its opposite; see `testOf`.
    if (!operands) return asksHolds ? undefined : this
    const [first = 0, second = 0] = operands
    const range = rangeOf(leaf.op, first, holds)
    if (range) return this.within(range)
    switch (leaf.op) {
      case 'eq':
      case 'in': {
        if (!holds) return this.without(operands.map((value) => ({ from: value, to: value })))
        const left = operands.filter((value) => this.isIn({ ...everything, from: value, to: value }))
        return left.length > 0 ? oneOf(left) : undefined
      }
      case 'between':
        if (holds) return this.within({ ...everything, from: first, to: second })
        return first > second ? this : this.without([{ from: first, to: second }])
      default:
        return holds ? undefined : this
    }
  }

  private within(range: Limits): PossibleValues | undefined {
    if (!this.isIn(range)) return undefined
    const { from, to, fromOpen, toOpen } = this.limits
    const isAbove = range.from > from || (range.from === from && range.fromOpen)
    const isBelow = range.to < to || (range.to === to && range.toOpen)
    if (!isAbove && !isBelow) return this
    const limits: Limits = {
      from: isAbove ? range.from : from,
      fromOpen: isAbove ? range.fromOpen : fromOpen,
      to: isBelow ? range.to : to,
      toOpen: isBelow ? range.toOpen : toOpen,
    }
    return new Numbers(this.kind, limits, this.holes)
  }

  private without(holes: readonly Range[]): PossibleValues | undefined {
    const all = [...this.holes, ...holes].sort((a, b) => a.from - b.from)
    const rest = new Numbers(this.kind, this.limits, all)
    return rest.isIn(everything) ? rest : undefined
  }

  /** Is there a number left in this range? */
  private isIn(range: Limits): boolean {
    const { limits, holes, kind } = this
    const from = Math.max(limits.from, range.from)
    const to = Math.min(limits.to, range.to)
    const fromOpen = (limits.fromOpen && limits.from === from) || (range.fromOpen && range.from === from)
    const toOpen = (limits.toOpen && limits.to === to) || (range.toOpen && range.to === to)
    return kind === 'whole'
      ? hasWhole(from, to, fromOpen, toOpen, holes)
      : hasFraction(from, to, fromOpen, toOpen, holes)
  }
}

/** Where a comparison with one number holds, or fails; undefined for the others. */
function rangeOf(op: Leaf['op'], value: number, holds: boolean): Limits | undefined {
  switch (op) {
    case 'lt':
      return holds ? { ...everything, to: value, toOpen: true } : { ...everything, from: value }
    case 'lte':
      return holds ? { ...everything, to: value } : { ...everything, from: value, fromOpen: true }
    case 'gt':
      return holds ? { ...everything, from: value, fromOpen: true } : { ...everything, to: value }
    case 'gte':
      return holds ? { ...everything, from: value } : { ...everything, to: value, toOpen: true }
    default:
      return undefined
  }
}

const operandsSeen = new WeakMap<Leaf, Map<string, number[] | undefined>>()

/** The numbers it compares with; undefined where the comparison is none. */
function operandsOf(leaf: Leaf, currency: string): number[] | undefined {
  const seen = operandsSeen.get(leaf) ?? new Map<string, number[] | undefined>()
  if (seen.has(currency)) return seen.get(currency)
  const operands = readOperands(leaf, currency)
  seen.set(currency, operands)
  operandsSeen.set(leaf, seen)
  return operands
}

function readOperands({ op, value }: Leaf, currency: string): number[] | undefined {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value]
  const read = listed.map((single) => (isAmounts(single) ? single[currency] : single))
  const found = read.filter((single) => typeof single === 'number')
  if (op === 'in') return Array.isArray(value) ? found : []
  return found.length === (op === 'between' ? 2 : 1) && found.length === read.length ? found : undefined
}

function hasWhole(from: number, to: number, fromOpen: boolean, toOpen: boolean, holes: readonly Range[]): boolean {
  let next = fromOpen ? Math.floor(from) + 1 : Math.ceil(from)
  const last = toOpen ? Math.ceil(to) - 1 : Math.floor(to)
  for (const hole of holes) {
    if (hole.from > next) break
    if (hole.to >= next) next = Math.floor(hole.to) + 1
  }
  return next <= last
}

function hasFraction(from: number, to: number, fromOpen: boolean, toOpen: boolean, holes: readonly Range[]): boolean {
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
