import { legalClasses } from '../../order/order.ts'
import type { Condition, FactValue, Policy, Reason, Terms } from '../policy.ts'
import type { Statute } from '../statutes/statute.ts'
import { statuteFor } from '../statutes/statute-for.ts'
import { type KnownFacts, truthOf } from './known-facts.ts'
import { type Phases, phasesOf } from './phases.ts'

/** Why goods come back, as far as a text for everybody tells it apart. */
export type SituationKind = 'own_choice' | 'faulty'

/** What holds for every item that comes back for this kind of reason to a shopper of one country. */
export interface Situation extends Phases {
  kind: SituationKind
  reasons: readonly Reason[]
  known: KnownFacts
  /** What of it goes beyond the reason and the country. */
  more: More
  /** As the policy gives them, before the law. */
  given: Terms
  /** By term: the index of the rule that gives it to everybody. */
  givenBy: ReadonlyMap<keyof Terms, number>
  statute?: Statute
}

const unsaid: Reason = {
  code: '',
  labels: {},
  fault: 'shopper',
  subject: 'line',
  asks: [],
  noReason: true,
}

/** More that is known: the condition of the goods, their categories, what they are by law. */
type More = Readonly<Record<string, FactValue | readonly string[]>>

/** The situations of a country, with the rules in force for everybody in them. */
export function situationsOf(policy: Policy, country: string): Situation[] {
  const lines = policy.reasons.filter(({ subject, notReceived }) => subject === 'line' && !notReceived)
  const noReason = lines.filter((reason) => reason.noReason)
  const faulty = lines.filter(({ fault }) => fault !== 'shopper')
  return [
    situationOf('own_choice', noReason.length > 0 ? noReason : [unsaid], policy, country),
    ...(faulty.length > 0 ? [situationOf('faulty', faulty, policy, country)] : []),
  ]
}

/** The same situation with more known about it, such as the condition of the goods. */
export function situationWith(
  { kind, reasons, more: before }: Situation,
  more: More,
  policy: Policy,
  country: string,
): Situation {
  return situationOf(kind, reasons, policy, country, { ...before, ...more })
}

function situationOf(
  kind: SituationKind,
  reasons: readonly Reason[],
  policy: Policy,
  country: string,
  more: More = {},
): Situation {
  const known = knownOf(reasons, country, more)
  const given: Terms = { ...policy.terms }
  const givenBy = new Map<keyof Terms, number>()
  policy.rules.forEach((rule, index) => {
    if (truthOf(rule.when, known) !== 'yes') return
    for (const term of termsOf(rule.set)) {
      if (givenBy.has(term)) continue
      givenBy.set(term, index)
      take(given, rule.set, term)
    }
  })
  const [first] = reasons
  const law = first && statuteFor(country, first)
  const statute = law && !isTakenOut(law, more['line.legalClass']) ? law : undefined
  return { kind, reasons, known, more, given, givenBy, ...phasesOf(given, statute), ...(statute ? { statute } : {}) }
}

/** Goods that the law excepts whatever their condition. */
function isTakenOut({ excludedClasses }: Statute, classes: More[string] = []): boolean {
  return legalClasses.some((each) => {
    const exclusion = excludedClasses[each]
    return exclusion && !exclusion.unlessUnopened && Array.isArray(classes) && classes.includes(each)
  })
}

/** Of a claim on an item. */
const noPayment: readonly [string, readonly FactValue[]][] = [
  ['payment.method', ['']],
  ['payment.duplicate', [false]],
]

/** What is known of every claim with one of these reasons, for shoppers who live where their parcels go. */
export function knownOf(reasons: readonly Reason[], country: string, more: More = {}): KnownFacts {
  return new Map<string, readonly (FactValue | readonly string[])[]>([
    ...knownOfCountry(country),
    ['claim.reason', reasons.map(({ code }) => code)],
    ['claim.reasonGroup', reasons.map(({ parent, code }) => parent ?? code)],
    ['claim.fault', reasons.map(({ fault }) => fault)],
    ['claim.noReason', reasons.map(({ noReason }) => noReason ?? false)],
    ...(reasons.every(({ subject }) => subject === 'line') ? noPayment : []),
    ...Object.entries(more).map(([fact, value]): [string, (FactValue | readonly string[])[]] => [fact, [value]]),
  ])
}

export function knownOfCountry(country: string): Map<string, readonly FactValue[]> {
  return new Map([
    ['order.country', [country]],
    ['customer.country', [country]],
  ])
}

export function termsOf(set: { [T in keyof Terms]?: unknown }): (keyof Terms)[] {
  return (Object.keys(set) as (keyof Terms)[]).filter((term) => set[term] !== undefined)
}

export function take<T extends keyof Terms>(into: Partial<Terms>, from: Partial<Terms>, term: T): void {
  into[term] = from[term]
}

/** The values of a list without one of which a condition does not hold; undefined: it does not ask for any. */
export function valuesRequired(condition: Condition, fact: string): readonly string[] | undefined {
  const required = (child: Condition) => valuesRequired(child, fact)
  if ('all' in condition) return condition.all.map(required).find((values) => values !== undefined)
  if ('any' in condition) {
    const each = condition.any.map(required)
    return each.length > 0 && each.every((values) => values !== undefined) ? each.flat() : undefined
  }
  if ('not' in condition || condition.fact !== fact) return undefined
  if (condition.op === 'contains' || condition.op === 'eq') return [String(condition.value)]
  return condition.op === 'in' && Array.isArray(condition.value) ? condition.value.map(String) : undefined
}
