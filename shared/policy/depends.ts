import type { CompiledPolicy } from './compile.ts'
import { type Leaf, testOf } from './leaf.ts'
import type { Condition, Evaluation, FactName, Rule, Terms } from './policy.ts'

/** What a shopper says beyond what, why and how many. Files of any kind are `photos`. */
export const saidParts = ['condition', 'answers', 'photos', 'details'] as const
export type SaidPart = (typeof saidParts)[number]

export interface Dependence {
  parts: SaidPart[]
  /** Terms that saying more may change. */
  terms: ReadonlySet<keyof Terms>
}

/**
 * Of what the shopper may still say, the parts that can change what this evaluation gave, because a rule that reads them
 * could still match, or cease to, and no rule before it has settled its terms. `asked`: codes of the questions asked.
 */
export function dependenceOf(
  compiled: CompiledPolicy,
  evaluation: Evaluation,
  asked: readonly string[],
  currency: string,
): Dependence {
  const rules = weighedRules(compiled)
  if (!rules.some(({ reads }) => reads.size > 0)) return independent
  const facts = evaluation.trace().facts as Partial<Record<FactName, unknown>>
  const scope: Weighing = { facts, currency, isOpen: (fact) => isOpenFact(fact, asked) }
  const settled = new Set<keyof Terms>()
  const parts = new Set<SaidPart>()
  const terms = new Set<keyof Terms>()
  for (const { rule, weigh, reads } of rules) {
    const verdict = weigh(scope)
    const isMatched = evaluation.matched.includes(rule.id)
    for (const [name, value] of Object.entries(rule.set)) {
      const term = name as keyof Terms
      if (settled.has(term)) continue
      if (verdict === true) settled.add(term)
      if (verdict !== undefined || isInternal(term) || (!isMatched && isSame(value, evaluation.terms[term]))) continue
      terms.add(term)
      for (const fact of reads) if (scope.isOpen(fact)) parts.add(partOf(fact) as SaidPart)
    }
  }
  return { parts: saidParts.filter((part) => parts.has(part)), terms }
}

const independent: Dependence = { parts: [], terms: new Set() }

function partOf(fact: string): SaidPart | undefined {
  if (fact.startsWith('answer.')) return 'answers'
  switch (fact) {
    case 'claim.condition':
      return 'condition'
    case 'claim.photos':
    case 'claim.videos':
    case 'claim.documents':
      return 'photos'
    case 'claim.detailLength':
      return 'details'
    default:
      return undefined
  }
}

/** A question that is not asked stays unanswered. */
function isOpenFact(fact: string, asked: readonly string[]): boolean {
  const part = partOf(fact)
  return part === 'answers' ? asked.includes(fact.slice('answer.'.length)) : part !== undefined
}

/** Nothing that a shopper is given depends on it. */
function isInternal(term: keyof Terms): boolean {
  return term === 'lane' || term === 'approvals'
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Holds, holds not, or depends on what is not said yet. */
type Verdict = boolean | undefined

interface Weighing {
  facts: Partial<Record<FactName, unknown>>
  currency: string
  isOpen(fact: string): boolean
}

interface WeighedRule {
  rule: Rule
  weigh(scope: Weighing): Verdict
  /** The facts among those it reads that a shopper says. */
  reads: ReadonlySet<string>
}

const known = new WeakMap<CompiledPolicy, readonly WeighedRule[]>()

function weighedRules(compiled: CompiledPolicy): readonly WeighedRule[] {
  const found = known.get(compiled)
  if (found) return found
  const rules = compiled.policy.rules.map((rule): WeighedRule => {
    const reads = new Set<string>()
    return { rule, weigh: weigher(rule.when, reads), reads }
  })
  known.set(compiled, rules)
  return rules
}

function weigher(condition: Condition, reads: Set<string>): (scope: Weighing) => Verdict {
  if ('fact' in condition) {
    const leaf = condition as Leaf
    const holds = testOf(leaf)
    if (partOf(leaf.fact)) reads.add(leaf.fact)
    return ({ facts, currency, isOpen }) => (isOpen(leaf.fact) ? undefined : holds(facts[leaf.fact], currency))
  }
  if ('not' in condition) {
    const inner = weigher(condition.not, reads)
    return (scope) => {
      const verdict = inner(scope)
      return verdict === undefined ? undefined : !verdict
    }
  }
  const isAll = 'all' in condition
  const parts = (isAll ? condition.all : condition.any).map((part) => weigher(part, reads))
  // One `false` decides all, one `true` decides any; short of that, one open part leaves it open.
  return (scope) => {
    let verdict: Verdict = isAll
    for (const part of parts) {
      const own = part(scope)
      if (own === !isAll) return own
      if (own === undefined) verdict = undefined
    }
    return verdict
  }
}
