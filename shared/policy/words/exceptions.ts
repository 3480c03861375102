import type { LegalClass } from '../../order/order.ts'
import { entryFor } from '../category-class.ts'
import { factRow } from '../facts-table.ts'
import { Sources } from '../lint/sources.ts'
import type { Condition, Policy, Rule, Terms } from '../policy.ts'
import type { Statute } from '../statutes/statute.ts'
import { isSame } from './change.ts'
import { factsRead, type KnownFacts, remainderOf, truthOf } from './known-facts.ts'
import { type Phases, phasesOf, pickTerms } from './phases.ts'
import { knownOf, knownOfCountry, type Situation, take, termsOf, valuesRequired } from './situation.ts'

/** A rule that changes what some items get. */
export interface Exception {
  rule: Rule
  index: number
  /** Only in this situation; absent: in all, or in none of them (a payment, goods that never came). */
  situation?: Situation
  /** What is asked beside the situation and the country. */
  when: Condition
  /** What is different from what holds for everybody, with the law as its floor. */
  set: Partial<Terms>
  /** What is different only for the days of the law, and only after them. */
  first: Partial<Terms>
  later: Partial<Terms>
  /** What of `set` is the law's. */
  byLaw: (keyof Terms)[]
}

export interface Exceptions {
  exceptions: Exception[]
  /** What rules about the shopper or the worth of a claim change: not told. */
  withheld: Exception[]
  /** Some orders get what is not told. */
  isMore: boolean
}

/** Terms that are between shopper and shop; the others are how staff work. */
const shopperTerms: ReadonlySet<keyof Terms> = new Set<keyof Terms>([
  'eligible',
  'because',
  'window',
  'resolutions',
  'returnItem',
  'returnShipping',
  'restockingFee',
  'processingFee',
  'outboundShipping',
  'promotion',
  'gifts',
  'packaging',
  'creditBonusPercent',
  'keepItemPercent',
  'evidence',
  'refundTrigger',
])
const staffTerms: readonly (keyof Terms)[] = ['decision', 'approvals', 'lane']
/** What the shop knows of a person is between the two. */
const personalFacts: ReadonlySet<string> = new Set(['customer.tier', 'customer.tags', 'customer.refunds90'])

/** The rules that make a difference to shoppers of a country, in their order, as far as they are for everybody's eyes. */
export function exceptionsOf(policy: Policy, country: string, situations: readonly Situation[]): Exceptions {
  const exceptions: Exception[] = []
  const withheld: Exception[] = []
  let isDeclined = false
  const others = policy.reasons.filter((reason) => situations.every(({ reasons }) => !reasons.includes(reason)))
  const differences = policy.rules.map((rule, index) =>
    differencesOf(rule, index, policy, country, situations, knownOf(others, country)),
  )
  const keeps = keptBefore(differences.flat(), policy, country)
  policy.rules.forEach((rule, index) => {
    const found = differencesOf(rule, index, policy, country, situations, knownOf(others, country), keeps)
    if (isConfidential(rule, policy)) withheld.push(...found)
    else exceptions.push(...found)
    const claims = [...situations.map(({ known }) => known), knownOf(others, country)]
    if (rule.set.decision === 'decline' && canHold(rule, claims)) isDeclined = true
  })
  return { exceptions, withheld, isMore: isDeclined || withheld.length > 0 }
}

function canHold({ when }: Rule, ofClaims: readonly KnownFacts[]): boolean {
  return ofClaims.some((known) => known.get('claim.reason')?.length !== 0 && truthOf(when, known) !== 'no')
}

function differencesOf(
  rule: Rule,
  index: number,
  policy: Policy,
  country: string,
  situations: readonly Situation[],
  others: KnownFacts,
  keeps: Keeps = () => [],
): Exception[] {
  const truths = situations.map(({ known }) => truthOf(rule.when, known))
  if (truths.every((truth) => truth === 'no')) {
    if (!canHold(rule, [others])) return []
    const set = told(termsOf(rule.set).filter((term) => !isSame(rule.set[term], policy.terms[term])))
    const when = remainderOf(rule.when, knownOfCountry(country))
    return isSaid(set)
      ? [{ rule, index, when, set: pickTerms({ ...policy.terms, ...rule.set }, set), first: {}, later: {}, byLaw: [] }]
      : []
  }
  const found = situations.flatMap((situation, place): Exception[] =>
    truths[place] === 'maybe' ? differenceIn(situation, rule, index, policy, keeps(situation, rule, index)) : [],
  )
  const [first, second] = found
  const isEverywhere = first && second && saysSame(first, second)
  if (!isEverywhere) return found
  const { situation: _, ...everywhere } = first
  return [{ ...everywhere, when: remainderOf(rule.when, knownOfCountry(country)) }]
}

function differenceIn(
  base: Situation,
  rule: Rule,
  index: number,
  policy: Policy,
  kept: readonly (keyof Terms)[],
): Exception[] {
  const { known, given, givenBy, statute } = base
  const own: Terms = { ...given }
  const names = termsOf(rule.set).filter((term) => (givenBy.get(term) ?? Number.POSITIVE_INFINITY) > index)
  for (const term of names) take(own, rule.set, term)
  let when = remainderOf(rule.when, known)
  const out = statute && excludedPart(when, statute, policy)
  if (out) when = out
  // an item that the statute itself takes out is not raised; one of another class is
  const item = phasesOf(own, out ? undefined : statute)
  // more or less time also changes whose terms hold, the law's or the policy's
  const isTime = names.includes('eligible') || names.includes('window')
  const exception: Exception = {
    rule,
    index,
    situation: base,
    when,
    byLaw: item.first ? [] : termsOf(item.sources),
    ...compared(item, base, isTime ? [...shopperTerms] : names, kept),
  }
  return [exception.set, exception.first, exception.later].some((set) => isSaid(termsOf(set))) ? [exception] : []
}

/** What an item gets that others do not, and when. */
function compared(
  item: Phases,
  base: Phases,
  names: readonly (keyof Terms)[],
  kept: readonly (keyof Terms)[],
): Pick<Exception, 'set' | 'first' | 'later'> {
  const [itemFirst, baseFirst] = [item, base].map(({ first, terms }) => first?.terms ?? terms) as [Terms, Terms]
  const found: Pick<Exception, 'set' | 'first' | 'later'> = { set: {}, first: {}, later: {} }
  for (const term of told(names)) {
    if (term === 'because' && itemFirst.eligible) continue
    const isFirst = !isSame(itemFirst[term], baseFirst[term])
    const isLater = !item.isLawOnly && !isSame(item.terms[term], base.terms[term])
    const isKept = kept.includes(term)
    if (!isFirst && !isLater && !isKept) continue
    if (isSame(itemFirst[term], item.terms[term])) take(found.set, item.terms, term)
    else {
      if (isFirst || isKept) take(found.first, itemFirst, term)
      take(found.later, item.terms, term)
    }
  }
  return found
}

/** Of what everybody gets, the terms that a rule keeps from one after it: no difference of its own, and yet one. */
type Keeps = (situation: Situation, rule: Rule, index: number) => (keyof Terms)[]

function keptBefore(differences: readonly Exception[], policy: Policy, country: string): Keeps {
  const claims = new Sources(policy, undefined, { left: keptEffort })
  const inCountry = ['customer.country', 'order.country'].map((fact) => ({ fact, op: 'eq', value: country }) as const)
  const canBoth = ({ reasons }: Situation, ...conditions: Condition[]) =>
    claims.canBe(
      claims.situations.filter(({ reason }) => reasons.some(({ code }) => code === reason.code)),
      [...conditions, ...inCountry].map((condition) => ({ condition, holds: true })),
    )
  return (situation, rule, index) => {
    const later = differences.filter(
      (each) => each.index > index && (!each.situation || each.situation.kind === situation.kind),
    )
    const changing = (term: keyof Terms) =>
      later.filter(({ set, first, later: after }) => [set, first, after].some((terms) => terms[term] !== undefined))
    return termsOf(rule.set).filter(
      (term) => shopperTerms.has(term) && changing(term).some((each) => canBoth(situation, rule.when, each.rule.when)),
    )
  }
}

/** Comparisons: what takes more is told rather than left out. */
const keptEffort = 200_000

function told(names: readonly (keyof Terms)[]): (keyof Terms)[] {
  return names.filter((term) => shopperTerms.has(term))
}

/** A clause alone is no difference: it is the reason for one. */
function isSaid(names: readonly (keyof Terms)[]): boolean {
  return names.some((term) => term !== 'because')
}

function saysSame(a: Exception, b: Exception): boolean {
  const days = ({ situation, first, later }: Exception) =>
    [first, later].some((set) => termsOf(set).length > 0) ? situation?.first?.days : undefined
  return isSame([a.set, a.first, a.later, days(a)], [b.set, b.first, b.later, days(b)])
}

/** Rules on persons, and on the worth above or below which a claim is trusted, would teach how to get around them. */
function isConfidential({ when, set }: Rule, policy: Policy): boolean {
  const facts = factsRead(when)
  if (facts.some((fact) => personalFacts.has(fact))) return true
  const isTrust = staffTerms.some((term) => set[term] !== undefined) || set.returnItem === false
  return isTrust && facts.some((fact) => factRow(fact, policy)?.type === 'money')
}

/** The condition, for those of its items that the statute takes out; undefined: for none. */
function excludedPart(
  when: Condition,
  { excludedClasses, excludedIfConfirmed }: Statute,
  policy: Policy,
): Condition | undefined {
  const classOf = {
    'line.legalClass': (value: string) => value,
    'line.categories': (value: string) => entryFor(policy.legalClasses ?? [], value)?.legalClass,
  }
  if (excludedIfConfirmed && isRequired(when, 'line.legalConfirmed')) return when
  for (const [fact, read] of Object.entries(classOf)) {
    const values = valuesRequired(when, fact) ?? []
    const excluded = values.filter((value) => excludedClasses[read(value) as LegalClass] !== undefined)
    if (excluded.length === 0) continue
    return excluded.length < values.length ? withValues(when, fact, excluded) : when
  }
  return undefined
}

/** Whether a condition holds only where this is so. */
function isRequired(when: Condition, fact: string): boolean {
  if ('all' in when) return when.all.some((child) => isRequired(child, fact))
  if ('any' in when) return when.any.length > 0 && when.any.every((child) => isRequired(child, fact))
  if ('not' in when) return false
  return when.fact === fact && when.value === (when.op === 'eq')
}

function withValues(condition: Condition, fact: string, values: readonly string[]): Condition {
  const limited = (child: Condition) => withValues(child, fact, values)
  if ('all' in condition) return { all: condition.all.map(limited) }
  if ('any' in condition) return { any: condition.any.map(limited) }
  if ('not' in condition || condition.fact !== fact) return condition
  return { fact, op: 'in', value: values }
}
