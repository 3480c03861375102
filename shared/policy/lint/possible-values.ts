import { type Leaf, type LeafTest, testOf } from '../leaf.ts'
import type { Facts } from '../policy.ts'

/** The values that a fact can still have. Immutable: each comparison gives a narrower one, or none at all. */
export interface PossibleValues {
  /** Those for which the comparison holds, or fails; undefined when there are none. */
  narrowed(leaf: Leaf, holds: boolean, currency: string): PossibleValues | undefined
  /** Are there any left then? */
  allows(leaf: Leaf, holds: boolean, currency: string): boolean
}

type Value = Facts[keyof Facts]

/** One of these: an answer of a choice, what a reason fixes. */
export function oneOf(these: readonly Value[]): PossibleValues {
  return {
    narrowed(leaf, holds, currency) {
      const test = holdsFor(leaf)
      const left = these.filter((value) => test(value, currency) === holds)
      return left.length === 0 ? undefined : left.length === these.length ? this : oneOf(left)
    },
    allows(leaf, holds, currency) {
      const test = holdsFor(leaf)
      return these.some((value) => test(value, currency) === holds)
    },
  }
}

interface TextLimits {
  prefix: string
  contains: readonly string[]
  /** Comparisons that must fail. */
  refused: Refused
}

/** The one that was refused last, and those before it: one more costs no copy of the others. */
type Refused = { leaf: Leaf; before: Refused } | undefined

function isRefused(refused: Refused, value: unknown, currency: string): boolean {
  for (let one = refused; one; one = one.before) if (holdsFor(one.leaf)(value, currency)) return true
  return false
}

/** Any text. Exact: a text is made up that satisfies every limit, or there is none. */
export function anyText(limits: TextLimits = { prefix: '', contains: [], refused: undefined }): PossibleValues {
  return {
    narrowed(asked, asksHolds, currency) {
      const { leaf, holds } = positive(asked, asksHolds)
      if (holds && leaf.op === 'eq') return listed([leaf.value], limits)
      if (holds && leaf.op === 'in') return listed(Array.isArray(leaf.value) ? leaf.value : [], limits)
      if (!holds && leaf.op === 'exists') return listed([''], limits)
      const next = withText(limits, leaf, holds)
      if (next === limits) return this
      return next && isPossible(next, limits, currency) ? anyText(next) : undefined
    },
    allows(leaf, holds, currency) {
      return this.narrowed(leaf, holds, currency) !== undefined
    },
  }
}

/** Never part of a policy. */
const apart = '\uffff'

function withText(limits: TextLimits, leaf: Leaf, holds: boolean): TextLimits | undefined {
  const { prefix, contains, refused: before } = limits
  if (!holds) return { prefix, contains, refused: { leaf, before } }
  const { op, value } = leaf
  if (op === 'exists') {
    return prefix === '' ? { prefix, contains, refused: { leaf: empty(leaf), before } } : limits
  }
  if (typeof value !== 'string') return undefined
  if (op === 'contains') return { ...limits, contains: [...contains, value] }
  if (op !== 'starts_with' || prefix.startsWith(value)) return op === 'starts_with' ? limits : undefined
  return value.startsWith(prefix) ? { ...limits, prefix: value } : undefined
}

function empty(leaf: Leaf): Leaf {
  return { ...leaf, op: 'eq', value: '' }
}

/** `before`: limits that are possible, of which one was added to. */
function isPossible({ prefix, contains, refused }: TextLimits, before: TextLimits, currency: string): boolean {
  const text = [prefix, ...contains, ''].join(apart)
  const isSameText = prefix === before.prefix && contains === before.contains
  return !isRefused(isSameText && refused ? { leaf: refused.leaf, before: undefined } : refused, text, currency)
}

function listed(values: readonly unknown[], { prefix, contains, refused }: TextLimits): PossibleValues | undefined {
  const left = values.filter(
    (value) =>
      typeof value === 'string' &&
      value.startsWith(prefix) &&
      contains.every((part) => value.includes(part)) &&
      !isRefused(refused, value, ''),
  ) as string[]
  return left.length > 0 ? oneOf(left) : undefined
}

interface ListLimits {
  /** Each is satisfied by some entry: the entries that are left for it. */
  wanted: readonly (readonly string[])[]
  /** None is satisfied by any entry. */
  refused: Refused
}

/** Any list of texts, or of those in `entries`. */
export function anyList(
  entries?: readonly string[],
  limits: ListLimits = { wanted: [], refused: undefined },
): PossibleValues {
  return {
    narrowed(asked, asksHolds, currency) {
      const { leaf, holds } = positive(asked, asksHolds)
      const { wanted, refused } = limits
      const test = holdsFor(leaf)
      if (holds) {
        const left = candidates(leaf, entries).filter(
          (entry) => test([entry], currency) && !isRefused(refused, [entry], currency),
        )
        return left.length > 0 ? anyList(entries, { wanted: [...wanted, left], refused }) : undefined
      }
      const left = wanted.map((some) => some.filter((entry) => !test([entry], currency)))
      if (left.some((some) => some.length === 0)) return undefined
      return anyList(entries, { wanted: left, refused: { leaf, before: refused } })
    },
    allows(leaf, holds, currency) {
      return this.narrowed(leaf, holds, currency) !== undefined
    },
  }
}

/** Entries that can satisfy it, one of each kind. */
function candidates({ op, value }: Leaf, entries: readonly string[] | undefined): readonly string[] {
  if (entries) return entries
  if (op === 'in' && Array.isArray(value)) return value.filter((single) => typeof single === 'string')
  if (op === 'exists') return [apart]
  if (typeof value !== 'string') return []
  return op === 'starts_with' ? [value + apart, value] : [value]
}

/** The same question without its negation. */
function positive(leaf: Leaf, holds: boolean): { leaf: Leaf; holds: boolean } {
  const opposite = oppositeOf(leaf)
  return opposite ? { leaf: opposite, holds: !holds } : { leaf, holds }
}

const opposites = new WeakMap<Leaf, Leaf>()

/** What a comparison that is a negation denies. */
export function oppositeOf(leaf: Leaf): Leaf | undefined {
  const isNegation = leaf.op === 'ne' || leaf.op === 'not_in' || (leaf.op === 'exists' && leaf.value === false)
  if (!isNegation) return undefined
  const known = opposites.get(leaf)
  if (known) return known
  const opposite: Leaf =
    leaf.op === 'exists' ? { ...leaf, value: true } : { ...leaf, op: leaf.op === 'ne' ? 'eq' : 'in' }
  opposites.set(leaf, opposite)
  return opposite
}

const tests = new WeakMap<Leaf, LeafTest>()

/** A policy's comparisons are asked again and again. */
function holdsFor(leaf: Leaf): LeafTest {
  const known = tests.get(leaf)
  if (known) return known
  const test = testOf(leaf)
  tests.set(leaf, test)
  return test
}
