import type { Amounts, Condition, FactName, FactValue } from './policy.ts'

export type Leaf = Extract<Condition, { fact: string }> & { fact: FactName }

/** Does this value of the fact satisfy the leaf? `currency` picks the amount of a money fact. */
export type LeafTest = (value: unknown, currency: string) => boolean

const never: LeafTest = () => false

/** Total: a leaf that a valid policy cannot contain never holds. */
export function testOf(leaf: Leaf): LeafTest {
  const { op, value } = leaf
  switch (op) {
    case 'exists':
      return value === false ? (actual) => !isPresent(actual) : isPresent
    case 'eq':
      return (actual, currency) => actual === operand(value, currency)
    case 'ne':
      return (actual, currency) => {
        const expected = operand(value, currency)
        return expected !== undefined && actual !== expected
      }
    case 'in':
      return anyOf(value)
    case 'not_in': {
      const listed = anyOf(value)
      return (actual, currency) => !listed(actual, currency)
    }
    case 'lt':
      return compared(value, (actual, limit) => actual < limit)
    case 'lte':
      return compared(value, (actual, limit) => actual <= limit)
    case 'gt':
      return compared(value, (actual, limit) => actual > limit)
    case 'gte':
      return compared(value, (actual, limit) => actual >= limit)
    case 'between':
      return between(value)
    case 'contains':
      return textual(
        value,
        (actual, part) => actual.includes(part),
        (entry, wanted) => entry === wanted,
      )
    case 'starts_with':
      return textual(
        value,
        (actual, part) => actual.startsWith(part),
        (entry, wanted) => entry.startsWith(wanted),
      )
    default:
      return never
  }
}

function isPresent(actual: unknown): boolean {
  if (typeof actual === 'string' || Array.isArray(actual)) return actual.length > 0
  return actual !== undefined
}

type LeafValue = Leaf['value']

/** A single value, or the amount in this currency; undefined where the policy does not name the currency. */
function operand(value: LeafValue, currency: string): FactValue | undefined {
  if (typeof value !== 'object') return value
  return isAmounts(value) && Object.hasOwn(value, currency) ? value[currency] : undefined
}

export function isAmounts(value: unknown): value is Amounts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function anyOf(value: LeafValue): LeafTest {
  if (!Array.isArray(value)) return never
  const listed = new Set<unknown>(value)
  return (actual) => (Array.isArray(actual) ? actual.some((entry) => listed.has(entry)) : listed.has(actual))
}

function compared(value: LeafValue, holds: (actual: number, limit: number) => boolean): LeafTest {
  return (actual, currency) => {
    const limit = operand(value, currency)
    return typeof actual === 'number' && typeof limit === 'number' && holds(actual, limit)
  }
}

function between(value: LeafValue): LeafTest {
  if (!Array.isArray(value) || value.length !== 2) return never
  const [low, high]: readonly (FactValue | Amounts)[] = value
  const atLeast = compared(low, (actual, limit) => actual >= limit)
  const atMost = compared(high, (actual, limit) => actual <= limit)
  return (actual, currency) => atLeast(actual, currency) && atMost(actual, currency)
}

function textual(
  value: LeafValue,
  onText: (actual: string, part: string) => boolean,
  onEntry: (entry: string, part: string) => boolean,
): LeafTest {
  if (typeof value !== 'string') return never
  return (actual) => {
    if (typeof actual === 'string') return onText(actual, value)
    return Array.isArray(actual) && actual.some((entry) => typeof entry === 'string' && onEntry(entry, value))
  }
}

/** Every number at which this leaf may change its answer in this currency. */
export function breakpointsOf(leaf: Leaf, currency: string): number[] {
  const values: readonly unknown[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value]
  return values
    .map((value) => (isAmounts(value) ? operand(value, currency) : value))
    .filter((value) => typeof value === 'number')
}
