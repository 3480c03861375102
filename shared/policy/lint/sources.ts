import type { Condition, Policy, Rule, Terms } from '../policy.ts'
import { canHappen, type Demand, type Effort } from './can-happen.ts'
import { type Situation, situationsOf } from './situations.ts'

/** Whoever sets terms: a rule, or the defaults, which come last and always hold. */
export interface Source {
  /** Absent: the defaults. */
  rule?: Rule
  /** Its place among the rules; the defaults are behind the last. */
  index: number
  set: Partial<Terms>
  /** JSON pointer to the terms it sets. */
  pointer: string
}

/**
 * Of comparisons, for what a lint finds and as many again for fixes that it tries: a policy that needs more is a puzzle,
 * and gets no findings that are hard to prove.
 */
const effortPerLint = 1_000_000
/** Of a question after that: enough for what one rule asks itself. */
const effortWhenSpent = 100

/** Which claims a rule can meet and decide; asked again and again about one policy. */
export class Sources {
  readonly policy: Policy
  readonly situations: readonly Situation[]
  readonly all: readonly Source[]
  private readonly effort: Effort
  private readonly trials: Effort = { left: effortPerLint }

  constructor(
    policy: Policy,
    situations: readonly Situation[] = situationsOf(policy),
    effort: Effort = { left: effortPerLint },
  ) {
    this.policy = policy
    this.situations = situations
    this.effort = effort
    this.all = [
      ...policy.rules.map((rule, index) => ({ rule, index, set: rule.set, pointer: `/rules/${index}/set` })),
      { index: policy.rules.length, set: policy.terms, pointer: '/terms' },
    ]
  }

  /** As if the policy had other terms or rules. All that is tried has one effort. */
  tried(policy: Policy): Sources {
    return new Sources(policy, this.situations, this.trials)
  }

  /** From here on everything is taken as possible: of what is tried, nothing is known. */
  get isSpent(): boolean {
    return this.effort.left <= 0
  }

  /** Is there a claim that meets these demands? */
  canBe(situations: readonly Situation[], demands: readonly Demand[]): boolean {
    const currencies = demands.some(({ condition }) => namesAmounts(condition)) ? this.policy.currencies : []
    return situations.some((situation) =>
      (currencies.length > 0 ? currencies : ['']).some((currency) =>
        canHappen(
          situation,
          withCurrency(demands, currencies.length > 0 ? currency : undefined),
          currency,
          this.isSpent ? { left: effortWhenSpent } : this.effort,
        ),
      ),
    )
  }

  /** Is there a claim that it matches? */
  canMatch(source: Source, situations = this.situations): boolean {
    return this.canBe(situations, matching(source))
  }

  /** Is there a claim whose term it decides, because no rule before it does? */
  canDecide(source: Source, term: keyof Terms, situations = this.situations, more: readonly Demand[] = []): boolean {
    return this.canBe(situations, [...this.deciding(source, term), ...more])
  }

  /** What a claim must be like for this source to decide this term. */
  deciding(source: Source, term: keyof Terms): Demand[] {
    if (this.isSpent) return matching(source)
    return [...matching(source), ...this.settersBefore(source, term).map(({ rule }) => failing(rule))]
  }

  settersBefore({ index }: Source, term: keyof Terms): (Source & { rule: Rule })[] {
    return this.all.slice(0, index).filter((earlier) => earlier.rule && earlier.set[term] !== undefined) as (Source & {
      rule: Rule
    })[]
  }
}

export function matching({ rule }: Source): Demand[] {
  return rule ? [{ condition: rule.when, holds: true }] : []
}

function failing({ when }: Rule): Demand {
  return { condition: when, holds: false }
}

/** Amounts differ by currency, and so may what a rule asks of it: each currency is looked at by itself. */
function namesAmounts(condition: Condition): boolean {
  const known = amountsNamed.get(condition)
  if (known !== undefined) return known
  const isNamed = looksAtAmounts(condition)
  amountsNamed.set(condition, isNamed)
  return isNamed
}

const amountsNamed = new WeakMap<Condition, boolean>()

function looksAtAmounts(condition: Condition): boolean {
  if ('not' in condition) return namesAmounts(condition.not)
  if ('fact' in condition) return condition.fact === 'order.currency' || holdsAmounts(condition.value)
  return ('all' in condition ? condition.all : condition.any).some(namesAmounts)
}

function holdsAmounts(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsAmounts)
  return typeof value === 'object' && value !== null
}

function withCurrency(demands: readonly Demand[], currency: string | undefined): readonly Demand[] {
  if (currency === undefined) return demands
  return [{ condition: { fact: 'order.currency', op: 'eq', value: currency }, holds: true }, ...demands]
}
