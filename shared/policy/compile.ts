import { type ZonedClock, zonedClock } from '../time/zoned.ts'
import { type Bank, banksOf, type Column } from './bank.ts'
import { factsIn } from './clauses.ts'
import { maskReader } from './fact-tables.ts'
import { type FactScope, factReader } from './facts.ts'
import type { OrderView } from './order-view.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import type { FactName, Facts, Policy, Reason, Terms } from './policy.ts'
import type { Statute } from './statutes/statute.ts'
import { type Region, statuteIn } from './statutes/statute-for.ts'

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
  readonly banks: readonly CompiledBank[]
  /** Facts that some rule reads. */
  readonly factNames: readonly FactName[]
  readonly cache: EvaluationCache
  outcomeOf(masks: readonly number[]): Outcome
}

export interface CompiledReason {
  readonly reason: Reason
  /** Per bank: the clauses that this reason leaves possible. */
  readonly masks: readonly number[]
  /** Delivery windows do not apply. */
  readonly ignoresWindow: boolean
  /** By region of the shopper's country. */
  readonly statutes: readonly (Statute | undefined)[]
}

export interface CompiledBank extends Bank {
  readonly orderColumns: readonly ReadColumn[]
  readonly lineColumns: readonly ReadColumn[]
  readonly claimColumns: readonly ReadColumn[]
}

export interface ReadColumn {
  touches: number
  maskOf: (scope: FactScope) => number
}

/** The order and line asked about last, with the clauses they leave possible: a line is asked about for many reasons. */
export interface EvaluationCache {
  view: OrderView | undefined
  nowMs: number
  today: number
  refunds90: number
  region: Region
  orderMasks: number[]
  /** The line asked about last; -1 is none, -2 is not asked yet. */
  lineIndex: number
  /** What the order and that line leave possible. */
  lineMasks: number[]
  masks: number[]
  refusals: Map<string, Terms>
}

/** Bound of remembered outcomes; a policy's claims match a few dozen different sets of rules. */
const rememberedOutcomes = 10_000

/** @throws RangeError for a zone that the runtime does not know; the schema refuses such a policy. */
export function compile(policy: Policy, { statutes = 'on', reasons = 'known' }: CompileOptions = {}): CompiledPolicy {
  const withReader = ({ fact, table, touches }: Column): ReadColumn => ({
    touches,
    maskOf: maskReader(table, factReader(fact, policy)),
  })
  const banks = banksOf(policy).map(
    (bank): CompiledBank => ({
      ...bank,
      orderColumns: bank.columns.order.map(withReader),
      lineColumns: bank.columns.line.map(withReader),
      claimColumns: bank.columns.claim.map(withReader),
    }),
  )
  const compileReason = (reason: Reason) => compiledReason(reason, banks, statutes === 'on')
  const unstated = (subject: Reason['subject']) => compileReason(unstatedReason(subject))
  const factNames = new Set<FactName>()
  for (const { when } of policy.rules) factsIn(when, factNames)
  return {
    policy,
    clock: zonedClock(policy.timezone),
    anyReason: reasons === 'any',
    reasons: new Map(policy.reasons.map((reason) => [reason.code, compileReason(reason)])),
    unstated: { line: unstated('line'), payment: unstated('payment'), shipping: unstated('shipping') },
    banks,
    factNames: [...factNames],
    cache: {
      view: undefined,
      nowMs: Number.NaN,
      today: 0,
      refunds90: 0,
      region: 0,
      orderMasks: banks.map(() => 0),
      lineIndex: -2,
      lineMasks: banks.map(() => 0),
      masks: banks.map(() => 0),
      refusals: new Map(),
    },
    outcomeOf: rememberOutcomes(policy, banks),
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

function compiledReason(reason: Reason, banks: readonly Bank[], withStatutes: boolean): CompiledReason {
  const facts: Partial<Record<FactName, Facts[keyof Facts]>> = {
    'claim.reason': reason.code,
    'claim.reasonGroup': reason.parent ?? reason.code,
    'claim.fault': reason.fault,
    'claim.noReason': reason.noReason ?? false,
  }
  return {
    reason,
    masks: banks.map(({ all, columns }) =>
      columns.reason.reduce((mask, { fact, table }) => mask & table.maskOf(facts[fact], ''), all),
    ),
    ignoresWindow: !reason.countsWindow && (reason.subject === 'payment' || reason.notReceived === true),
    statutes: regions.map((region) => (withStatutes ? statuteIn(region, reason) : undefined)),
  }
}

const regions: readonly Region[] = [0, 1, 2, 3]

/** Up to this many clauses, outcomes are found by index. */
const denseClauses = 14

function rememberOutcomes(policy: Policy, banks: readonly Bank[]): (masks: readonly number[]) => Outcome {
  const [only] = banks
  if (only && banks.length === 1) {
    if (only.rules.length <= denseClauses) {
      const outcomes: (Outcome | undefined)[] = new Array(only.all + 1).fill(undefined)
      return (masks) => {
        const mask = masks[0] as number
        const known = outcomes[mask]
        if (known) return known
        const outcome = outcomeOf(policy, banks, masks)
        outcomes[mask] = outcome
        return outcome
      }
    }
    const outcomes = new Map<number, Outcome>()
    return (masks) => {
      const mask = masks[0] as number
      const known = outcomes.get(mask)
      if (known) return known
      const outcome = outcomeOf(policy, banks, masks)
      if (outcomes.size >= rememberedOutcomes) outcomes.clear()
      outcomes.set(mask, outcome)
      return outcome
    }
  }
  const outcomes = new Map<string, Outcome>()
  return (masks) => {
    const key = masks.join()
    const known = outcomes.get(key)
    if (known) return known
    const outcome = outcomeOf(policy, banks, masks)
    if (outcomes.size >= rememberedOutcomes) outcomes.clear()
    outcomes.set(key, outcome)
    return outcome
  }
}
