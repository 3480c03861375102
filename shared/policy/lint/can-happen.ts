import type { Leaf } from '../leaf.ts'
import type { Condition } from '../policy.ts'
import type { PossibleValues } from './possible-values.ts'
import type { Situation } from './situations.ts'

/** A condition that must hold, or must not. */
export interface Demand {
  condition: Condition
  holds: boolean
}

/** Comparisons that a question, and all questions of one lint, may cost; beyond it everything is taken as possible. */
export interface Effort {
  left: number
}
const effortPerQuestion = 20_000

/**
 * Is there a claim in this situation, in an order of this currency, that meets every demand? Exact but for two things:
 * facts are taken as independent of each other, and a question that takes too long is answered with yes.
 */
export function canHappen(
  situation: Situation,
  demands: readonly Demand[],
  currency: string,
  effort: Effort = { left: effortPerQuestion },
): boolean {
  const own = { left: Math.min(effort.left, effortPerQuestion) }
  const before = own.left
  const answer = new Search(situation, currency, own).isMet(demands)
  effort.left -= before - own.left
  return answer
}

type Verdict = 'yes' | 'no' | 'open'

class Search {
  private readonly situation: Situation
  private readonly currency: string
  private readonly effort: Effort
  /** What every fact that was compared can still be, and how to go back: what it was before each step. */
  private readonly known = new Map<string, PossibleValues>()
  private readonly steps: { fact: string; before: PossibleValues | undefined }[] = []

  constructor(situation: Situation, currency: string, effort: Effort) {
    this.situation = situation
    this.currency = currency
    this.effort = effort
  }

  isMet(demands: readonly Demand[]): boolean {
    let choices: Demand[] = []
    if (!this.demandAll(demands, choices)) return false
    // What has one way left may leave others one way only.
    for (let isNarrower = true; isNarrower && this.effort.left > 0; ) {
      isNarrower = false
      const open = choices
      choices = []
      for (const choice of open) {
        const ways = this.waysOf(choice)
        if (ways === 'met') continue
        if (ways.length === 0) return false
        if (ways.length > 1) choices.push(choice)
        else if (!this.demandAll(ways, choices)) return false
        else isNarrower = true
      }
    }
    return this.choose(choices, 0)
  }

  /** One way after the other; each that leads nowhere is taken back. */
  private choose(choices: readonly Demand[], at: number): boolean {
    const choice = choices[at]
    if (!choice || this.effort.left <= 0) return true
    const ways = this.waysOf(choice)
    if (ways === 'met') return this.choose(choices, at + 1)
    const mark = this.steps.length
    return ways.some((way) => {
      const more: Demand[] = []
      const isPossible =
        this.demandAll([way], more) &&
        (more.length === 0 ? this.choose(choices, at + 1) : this.choose([...more, ...choices.slice(at + 1)], 0))
      if (!isPossible) this.goBack(mark)
      return isPossible
    })
  }

  private goBack(mark: number): void {
    while (this.steps.length > mark) {
      const step = this.steps.pop()
      if (step?.before) this.known.set(step.fact, step.before)
      else if (step) this.known.delete(step.fact)
    }
  }

  /** Narrows by every demand that is a comparison or several at once; alternatives go to `choices`. */
  private demandAll(demands: readonly Demand[], choices: Demand[]): boolean {
    return demands.every(({ condition, holds }) => {
      if ('not' in condition) return this.demandAll([{ condition: condition.not, holds: !holds }], choices)
      if ('fact' in condition) return this.narrow(condition as Leaf, holds)
      if ('all' in condition === holds) return this.demandAll(childrenOf(condition, holds), choices)
      choices.push({ condition, holds })
      return true
    })
  }

  private narrow(leaf: Leaf, holds: boolean): boolean {
    if (this.effort.left <= 0) return true
    this.effort.left -= costOf(leaf)
    const before = this.known.get(leaf.fact)
    const values = before ?? this.situation.valuesOf(leaf.fact)
    // A fact that does not exist is refused elsewhere; here it could be anything.
    if (!values) return true
    const next = values.narrowed(leaf, holds, this.currency)
    if (!next) return false
    if (next !== values) {
      this.steps.push({ fact: leaf.fact, before })
      this.known.set(leaf.fact, next)
    }
    return true
  }

  /** The alternatives that are left, or that one holds anyway. */
  private waysOf({ condition, holds }: Demand): Demand[] | 'met' {
    const ways: Demand[] = []
    for (const child of childrenOf(condition, holds)) {
      const verdict = this.verdictOn(child)
      if (verdict === 'yes') return 'met'
      if (verdict === 'open') ways.push(child)
    }
    return ways
  }

  private verdictOn({ condition, holds }: Demand): Verdict {
    if ('not' in condition) return this.verdictOn({ condition: condition.not, holds: !holds })
    if ('fact' in condition) {
      const leaf = condition as Leaf
      this.effort.left -= costOf(leaf)
      const values = this.known.get(leaf.fact) ?? this.situation.valuesOf(leaf.fact)
      if (!values) return 'open'
      if (!values.allows(leaf, holds, this.currency)) return 'no'
      return values.allows(leaf, !holds, this.currency) ? 'open' : 'yes'
    }
    const [decisive, otherwise] = 'all' in condition === holds ? (['no', 'yes'] as const) : (['yes', 'no'] as const)
    let verdict: Verdict = otherwise
    for (const child of childrenOf(condition, holds)) {
      const one = this.verdictOn(child)
      if (one === decisive) return decisive
      if (one === 'open') verdict = 'open'
    }
    return verdict
  }
}

/** In comparisons; a list of values is compared with one after the other, quicker than in rules of their own. */
function costOf({ value }: Leaf): number {
  return Array.isArray(value) ? 1 + value.length / 16 : 1
}

function childrenOf(condition: Condition, holds: boolean): Demand[] {
  if ('all' in condition) return condition.all.map((child) => ({ condition: child, holds }))
  return 'any' in condition ? condition.any.map((child) => ({ condition: child, holds })) : []
}
