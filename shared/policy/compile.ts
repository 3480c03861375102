import { type ZonedClock, zonedClock } from '../time/zoned.ts'
import { CategoryClasses } from './category-class.ts'
import type { FactScope } from './facts.ts'
import { type ClauseSet, type Matcher, matcherOf, narrowByName } from './matcher.ts'
import { type Outcome, type RaisedOutcome, rememberOutcomes } from './outcome.ts'
import type { Facts, Policy, Reason, Terms } from './policy.ts'
import type { Source, Statute } from './statutes/statute.ts'
import { type Region, regions, statuteIn } from './statutes/statute-for.ts'

export interface CompileOptions {
  /** "off": the policy alone, as `POST /quotes` with "permissive" and comparisons want it. */
  statutes?: 'on' | 'off'
  /** "any": a reason the policy does not name is taken as given without a reason. */
  reasons?: 'known' | 'any'
}

/** A policy ready to be asked. Immutable but for caches: the same question always gets the same answer. */
export interface CompiledPolicy {
  readonly policy: Policy
  readonly clock: ZonedClock
  readonly anyReason: boolean
  readonly reasons: ReadonlyMap<string, CompiledReason>
  /** Claims on a line, a payment or shipping that name no reason. */
  readonly unstated: Readonly<Record<Reason['subject'], CompiledReason>>
  readonly matcher: Matcher
  /** What lines are by law that do not say it themselves; absent: the policy classes no category. */
  readonly classes: CategoryClasses | undefined
  readonly cache: EvaluationCache
  outcomeOf(matched: ClauseSet): Outcome
}

export interface CompiledReason {
  readonly reason: Reason
  /** The clauses that this reason leaves possible. */
  readonly possible: ClauseSet
  /** Delivery windows do not apply. */
  readonly ignoresWindow: boolean
  /** By region of the shopper's country. */
  readonly statutes: readonly (Statute | undefined)[]
}

/** What a claim is judged from, and what came of it. One for a policy, filled anew for each claim. */
export interface JudgedScope extends FactScope {
  compiledReason: CompiledReason
  outcome: Outcome
  raised: RaisedOutcome | undefined
  statute: Statute | undefined
  excluded: Source | undefined
  lastDay: number | undefined
  /** Of the policy's own window, where it gives one; -Infinity: it gives nothing. */
  ownDay: number
  /** Only the statute's period still holds. */
  byLaw: boolean
}

/** The order and line asked about last, with the clauses they leave possible: a line is asked about for many reasons. */
export interface EvaluationCache {
  /** Made for the first claim; one for each order cost nearly a tenth of judging it. */
  scope: JudgedScope | undefined
  region: Region
  /** What the order leaves possible. */
  ofOrder: number[]
  /** The line asked about last; -1 is none, -2 is not asked yet. */
  lineIndex: number
  /** What the order and that line leave possible. */
  ofLine: number[]
  /** What is left of the claim. */
  ofClaim: number[]
  /** Of no rule: stands in a scope until a claim was judged. */
  nothing: Outcome
  refusals: Map<string, Terms>
}

/** @throws RangeError for a zone that the runtime does not know; the schema refuses such a policy. */
export function compile(policy: Policy, { statutes = 'on', reasons = 'known' }: CompileOptions = {}): CompiledPolicy {
  const matcher = matcherOf(policy)
  const outcomes = rememberOutcomes(policy, matcher)
  const compileReason = (reason: Reason) => compiledReason(reason, matcher, statutes === 'on')
  const unstated = (subject: Reason['subject']) => compileReason(unstatedReason(subject))
  return {
    policy,
    clock: zonedClock(policy.timezone),
    anyReason: reasons === 'any',
    reasons: new Map(policy.reasons.map((reason) => [reason.code, compileReason(reason)])),
    unstated: { line: unstated('line'), payment: unstated('payment'), shipping: unstated('shipping') },
    matcher,
    classes: policy.legalClasses && new CategoryClasses(policy.legalClasses),
    cache: {
      scope: undefined,
      region: 0,
      ofOrder: [...matcher.all],
      lineIndex: -2,
      ofLine: [...matcher.all],
      ofClaim: [...matcher.all],
      nothing: outcomes(matcher.all.map(() => 0)),
      refusals: new Map(),
    },
    outcomeOf: outcomes,
  }
}

/** No reason given is what the statutes call withdrawal. */
export function unstatedReason(subject: Reason['subject']): Reason {
  return {
    code: '',
    labels: {},
    fault: 'shopper',
    subject,
    asks: [],
    ...(subject === 'line' ? { noReason: true } : {}),
  }
}

function compiledReason(reason: Reason, { all, columns }: Matcher, withStatutes: boolean): CompiledReason {
  const facts: Partial<Facts> = {
    'claim.reason': reason.code,
    'claim.reasonGroup': reason.parent ?? reason.code,
    'claim.fault': reason.fault,
    'claim.noReason': reason.noReason ?? false,
  }
  const possible = [...all]
  narrowByName(possible, columns.reason, (name) => facts[name as keyof Facts] ?? '', '')
  return {
    reason,
    possible,
    ignoresWindow: !reason.countsWindow && (reason.subject === 'payment' || reason.notReceived === true),
    statutes: regions.map((region) => (withStatutes ? statuteIn(region, reason) : undefined)),
  }
}
