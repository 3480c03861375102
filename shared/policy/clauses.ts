import { type Leaf, testOf } from './leaf.ts'
import type { Condition, FactName, Facts } from './policy.ts'

/** A comparison that must hold, or must not. */
export interface Literal {
  leaf: Leaf
  negated: boolean
}

export type ReadFact = (name: FactName) => Facts[keyof Facts]

/** All literals hold, and the rest when there is one: one way in which a rule matches. */
export interface Clause {
  literals: readonly Literal[]
  /** What did not unfold into few clauses; asked only when the literals hold. */
  rest?: (read: ReadFact, currency: string) => boolean
}

/** More alternatives than this cost more in tables than they save in closures. */
const clausesPerRule = 8

/** The alternatives under which the condition holds. */
export function clausesOf(condition: Condition): Clause[] {
  const unfolded = unfold(condition, false)
  if (unfolded) return unfolded.map((literals) => ({ literals }))
  if (!('all' in condition)) return [{ literals: [], rest: closureOf(condition) }]
  const literals: Literal[] = []
  const rest: Condition[] = []
  for (const child of condition.all) {
    const alternatives = unfold(child, false)
    const only = alternatives?.length === 1 ? alternatives[0] : undefined
    if (only) literals.push(...only)
    else rest.push(child)
  }
  return [{ literals, rest: closureOf({ all: rest }) }]
}

/** Disjunctive normal form with negations at the leaves; undefined when it grows beyond `clausesPerRule`. */
function unfold(condition: Condition, negated: boolean): Literal[][] | undefined {
  if ('not' in condition) return unfold(condition.not, !negated)
  if ('fact' in condition) return [[{ leaf: condition as Leaf, negated }]]
  const children = 'all' in condition ? condition.all : condition.any
  const conjunction = 'all' in condition !== negated
  let result: Literal[][] = conjunction ? [[]] : []
  for (const child of children) {
    const alternatives = unfold(child, negated)
    if (!alternatives) return undefined
    result = conjunction
      ? result.flatMap((left) => alternatives.map((right) => [...left, ...right]))
      : [...result, ...alternatives]
    if (result.length > clausesPerRule) return undefined
  }
  return result
}

/** The condition as one function of the facts. */
export function closureOf(condition: Condition): (read: ReadFact, currency: string) => boolean {
  if ('not' in condition) {
    const inner = closureOf(condition.not)
    return (read, currency) => !inner(read, currency)
  }
  if ('fact' in condition) {
    const leaf = condition as Leaf
    const holds = testOf(leaf)
    return (read, currency) => holds(read(leaf.fact), currency)
  }
  if ('all' in condition) {
    const parts = condition.all.map(closureOf)
    return (read, currency) => parts.every((part) => part(read, currency))
  }
  const parts = condition.any.map(closureOf)
  return (read, currency) => parts.some((part) => part(read, currency))
}

/** The facts a condition reads. */
export function factsIn(condition: Condition, into: Set<FactName> = new Set()): Set<FactName> {
  if ('not' in condition) return factsIn(condition.not, into)
  if ('fact' in condition) return into.add(condition.fact as FactName)
  for (const child of 'all' in condition ? condition.all : condition.any) factsIn(child, into)
  return into
}
