import type { Bank } from './bank.ts'
import type { Policy, Rule, StatutoryDuty, TermSource, Terms } from './policy.ts'
import { type Raised, raiseTerms } from './statutes/raise.ts'
import { dutyOf, type Statute } from './statutes/statute.ts'
import { statutes } from './statutes/statute-for.ts'

/** What one set of matching rules gives. Claims that match the same rules share it: it is frozen. */
export interface Outcome {
  matched: readonly string[]
  terms: Terms
  sources: { readonly [T in keyof Terms]: TermSource }
  /** What the shopper reads: the clause of whoever decided `eligible`, though another rule may have set the term. */
  because: Terms['because']
  /** By `Statute.slot`, filled when first met. */
  raised: RaisedOutcomes
}

export type RaisedOutcomes = (RaisedOutcome | undefined)[]

export interface RaisedOutcome extends Raised {
  because: Terms['because']
  duty: StatutoryDuty
}

/** First rule wins, term by term; what no rule sets is the default. */
export function outcomeOf(policy: Policy, banks: readonly Bank[], masks: readonly number[]): Outcome {
  const matchedRules = new Set<number>()
  banks.forEach((bank, index) => {
    bank.rules.forEach((rule, bit) => {
      if (((masks[index] ?? 0) & (1 << bit)) !== 0) matchedRules.add(rule)
    })
  })
  const rules = [...matchedRules].sort((a, b) => a - b).flatMap((index) => policy.rules[index] ?? [])
  const terms: Terms = { ...policy.terms }
  const sources = {} as { [T in keyof Terms]: TermSource }
  const take = <T extends keyof Terms>(term: T) => {
    const first = rules.find(({ set }) => set[term] !== undefined)
    terms[term] = first?.set[term] ?? policy.terms[term]
    sources[term] = first ? { from: 'rule', rule: first.id } : { from: 'default' }
  }
  for (const term of Object.keys(policy.terms) as (keyof Terms)[]) take(term)
  const fixed = deepFreeze({
    matched: rules.map(({ id }) => id),
    terms,
    sources,
    because: becauseOf(policy, rules, terms),
  })
  return { ...fixed, raised: statutes.map(() => undefined) }
}

function becauseOf(policy: Policy, rules: readonly Rule[], terms: Terms): Terms['because'] {
  const decider = rules.find(({ set }) => set.eligible !== undefined)
  if (decider?.set.because !== undefined) return decider.set.because
  const author = rules.find(({ set }) => set.because !== undefined)
  if (author && (author.set.eligible ?? terms.eligible) === terms.eligible) return terms.because
  if (terms.eligible === policy.terms.eligible) return policy.terms.because
  return terms.eligible ? 'covered' : 'not_covered'
}

/** The outcome with a statute as its floor; worked out once. */
export function raisedOutcome(outcome: Outcome, statute: Statute): RaisedOutcome {
  const known = outcome.raised[statute.slot]
  if (known) return known
  const raised = raiseTerms(outcome.terms, statute)
  const because = raised.terms.eligible ? raised.terms.because : outcome.because
  const result = deepFreeze({ ...raised, because, duty: dutyOf(statute) })
  outcome.raised[statute.slot] = result
  return result
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
