import { type ClauseSet, type Matcher, rulesBehind } from './matcher.ts'
import type { Policy, Rule, StatutoryDuty, TermSource, Terms } from './policy.ts'
import { type Raised, raiseTerms } from './statutes/raise.ts'
import { dutyOf, type Statute } from './statutes/statute.ts'
import { statutes } from './statutes/statute-for.ts'

/**
 * Terms, and what judging reads of them. Frozen copies have a hidden class each, which makes looking into them slow;
 * objects of this kind are written out as literals (a spread gives them one each, too).
 */
interface Given {
  terms: Terms
  eligible: boolean
  /** Infinity: no window. */
  windowDays: number
  windowFrom: Terms['window']['from']
  /** What the shopper reads: the clause of whoever decided `eligible`, though another rule may have set the term. */
  because: Terms['because']
}

/** What one set of matching rules gives. Claims that match the same rules share it. */
export interface Outcome extends Given {
  matched: readonly string[]
  sources: { readonly [T in keyof Terms]: TermSource }
  /** By `Statute.slot`, filled when first met. */
  raised: RaisedOutcomes
}

export type RaisedOutcomes = (RaisedOutcome | undefined)[]

export interface RaisedOutcome extends Given {
  sources: Raised['sources']
  duty: StatutoryDuty
}

/** Slots of the table of outcomes; a policy's claims match a few hundred different sets of rules. */
const slotBits = 12
const lastSlot = 2 ** slotBits - 1
/** A set that finds this many slots taken by others replaces the first. */
const probes = 8

/** The outcome of a set of clauses; worked out when first seen. */
export function rememberOutcomes(policy: Policy, matcher: Matcher): (matched: ClauseSet) => Outcome {
  const width = matcher.all.length
  // The sets lie flat beside their outcomes: finding one touches little memory.
  const sets = new Int32Array((lastSlot + 1) * width)
  const outcomes: (Outcome | undefined)[] = new Array(lastSlot + 1).fill(undefined)
  return (matched) => {
    const first = slotOf(matched)
    let free = first
    for (let probe = 0; probe < probes; probe++) {
      const slot = (first + probe) & lastSlot
      const known = outcomes[slot]
      if (known === undefined) {
        free = slot
        break
      }
      if (isAt(sets, slot * width, matched)) return known
    }
    const outcome = outcomeOf(policy, rulesBehind(matcher, matched))
    sets.set(matched, free * width)
    outcomes[free] = outcome
    return outcome
  }
}

function slotOf(set: ClauseSet): number {
  let hash = 0
  for (let word = 0; word < set.length; word++) hash = Math.imul(hash ^ (set[word] as number), 0x9e3779b1)
  return hash >>> (32 - slotBits)
}

function isAt(sets: Int32Array, start: number, set: ClauseSet): boolean {
  for (let word = 0; word < set.length; word++) if (sets[start + word] !== set[word]) return false
  return true
}

/** First rule wins, term by term; what no rule sets is the default. `matched`: indexes of rules, in their order. */
function outcomeOf(policy: Policy, matched: readonly number[]): Outcome {
  const rules = matched.flatMap((index) => policy.rules[index] ?? [])
  const terms: Terms = { ...policy.terms }
  const sources = {} as { [T in keyof Terms]: TermSource }
  const take = <T extends keyof Terms>(term: T) => {
    const first = rules.find(({ set }) => set[term] !== undefined)
    terms[term] = first?.set[term] ?? policy.terms[term]
    sources[term] = first ? { from: 'rule', rule: first.id } : { from: 'default' }
  }
  for (const term of Object.keys(policy.terms) as (keyof Terms)[]) take(term)
  const { eligible, window } = deepFreeze(terms)
  return {
    terms,
    eligible,
    windowDays: daysOf(window),
    windowFrom: window.from,
    because: becauseOf(policy, rules, terms),
    matched: Object.freeze(rules.map(({ id }) => id)),
    sources: deepFreeze(sources),
    raised: statutes.map(() => undefined),
  }
}

function daysOf({ days }: Terms['window']): number {
  return days === 'none' ? Number.POSITIVE_INFINITY : days
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
  const { terms, sources } = raiseTerms(outcome.terms, statute)
  const { eligible, window } = deepFreeze(terms)
  const result: RaisedOutcome = {
    terms,
    eligible,
    windowDays: daysOf(window),
    windowFrom: window.from,
    because: eligible ? terms.because : outcome.because,
    sources: deepFreeze(sources),
    duty: deepFreeze(dutyOf(statute)),
  }
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
