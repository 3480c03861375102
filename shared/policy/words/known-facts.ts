import { type Leaf, type LeafTest, testOf } from '../leaf.ts'
import type { Condition, FactValue } from '../policy.ts'

/** Facts of which every value they can have is known: nobody has claimed anything yet. */
export type KnownFacts = ReadonlyMap<string, readonly (FactValue | readonly string[])[]>

export type Truth = 'yes' | 'no' | 'maybe'

/** Whether a condition holds for every, for no, or for some claim of which this is known. */
export function truthOf(condition: Condition, known: KnownFacts): Truth {
  if ('all' in condition) return worst(condition.all.map((child) => truthOf(child, known)))
  if ('any' in condition) return contrary[worst(condition.any.map((child) => contrary[truthOf(child, known)]))]
  if ('not' in condition) return contrary[truthOf(condition.not, known)]
  const values = known.get(condition.fact)
  if (!values) return 'maybe'
  const test = testFor(condition as Leaf)
  const holding = values.filter((value) => test(value, '')).length
  return holding === values.length ? 'yes' : holding === 0 ? 'no' : 'maybe'
}

const tests = new WeakMap<Leaf, LeafTest>()

/** A policy's comparisons are asked again for each country and category. */
function testFor(leaf: Leaf): LeafTest {
  const known = tests.get(leaf)
  if (known) return known
  const test = testOf(leaf)
  tests.set(leaf, test)
  return test
}

/** What is left to be asked once this is known; `{ all: [] }`: nothing. */
export function remainderOf(condition: Condition, known: KnownFacts): Condition {
  const truth = truthOf(condition, known)
  if (truth !== 'maybe') return truth === 'yes' ? { all: [] } : { any: [] }
  if ('all' in condition) return { all: openOf(condition.all, known) }
  if ('any' in condition) return { any: openOf(condition.any, known) }
  if ('not' in condition) return { not: remainderOf(condition.not, known) }
  return condition
}

/** The names of all facts that a condition reads. */
export function factsRead(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsRead)
  if ('any' in condition) return condition.any.flatMap(factsRead)
  return 'not' in condition ? factsRead(condition.not) : [condition.fact]
}

function openOf(children: readonly Condition[], known: KnownFacts): Condition[] {
  return children.filter((child) => truthOf(child, known) === 'maybe').map((child) => remainderOf(child, known))
}

const contrary: Readonly<Record<Truth, Truth>> = { yes: 'no', no: 'yes', maybe: 'maybe' }

function worst(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no'
  return truths.includes('maybe') ? 'maybe' : 'yes'
}
