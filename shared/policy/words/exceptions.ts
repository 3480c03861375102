import type { LegalClass } from '../../order/order.ts'
import { factRow } from '../facts-table.ts'
import type { Condition, Policy, Rule, Terms } from '../policy.ts'
import { raiseTerms } from '../statutes/raise.ts'
import { factsRead, type KnownFacts, remainderOf, truthOf } from './known-facts.ts'
import { classesRequired, knownOf, knownOfCountry, type Situation, take, termsOf } from './situation.ts'

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
}

export interface Exceptions {
  exceptions: Exception[]
  /** Rules about the shopper or the worth of a claim change what some orders get: they are not told. */
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
  let isMore = false
  const others = policy.reasons.filter((reason) => situations.every(({ reasons }) => !reasons.includes(reason)))
  policy.rules.forEach((rule, index) => {
    const found = differencesOf(rule, index, policy, country, situations, knownOf(others, country))
    if (
      rule.set.decision === 'decline' &&
      canHold(rule, [...situations.map(({ known }) => known), knownOf(others, country)])
    ) {
      isMore = true
    }
    if (found.length === 0) return
    if (isConfidential(rule, policy)) isMore = true
    else exceptions.push(...found)
  })
  return { exceptions, isMore }
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
): Exception[] {
  const truths = situations.map(({ known }) => truthOf(rule.when, known))
  if (truths.every((truth) => truth === 'no')) {
    if (!canHold(rule, [others])) return []
    const set = changedTerms(rule.set, policy.terms, () => true)
    return isSaid(set) ? [{ rule, index, when: remainderOf(rule.when, knownOfCountry(country)), set }] : []
  }
  const found = situations.flatMap((situation, place): Exception[] =>
    truths[place] === 'maybe' ? differenceIn(situation, rule, index) : [],
  )
  const [first, second] = found
  const isSame = first && second && JSON.stringify(first.set) === JSON.stringify(second.set)
  if (!isSame || found.length < situations.length) return found
  const { situation: _, ...everywhere } = first
  return [{ ...everywhere, when: remainderOf(rule.when, knownOfCountry(country)) }]
}

function differenceIn(situation: Situation, rule: Rule, index: number): Exception[] {
  const { known, given, givenBy, terms, statute } = situation
  const isFirst = (term: keyof Terms) => (givenBy.get(term) ?? Number.POSITIVE_INFINITY) > index
  const own: Terms = { ...given }
  for (const term of termsOf(rule.set)) if (isFirst(term)) take(own, rule.set, term)
  let when = remainderOf(rule.when, known)
  const classes = statute && classesRequired(rule.when)
  const excluded = classes?.filter((each) => statute?.excludedClasses[each as LegalClass] !== undefined)
  // an item that the statute itself takes out is not raised; one of another class is
  const isRaised = statute !== undefined && !excluded?.length
  if (classes && excluded && excluded.length > 0 && excluded.length < classes.length) {
    when = withClasses(when, excluded)
  }
  const floored = isRaised ? raiseTerms(own, statute).terms : own
  const set = changedTerms(pick(floored, termsOf(rule.set)), terms, isFirst)
  return isSaid(set) ? [{ rule, index, situation, when, set }] : []
}

function changedTerms(set: Partial<Terms>, base: Terms, counts: (term: keyof Terms) => boolean): Partial<Terms> {
  const changed: Partial<Terms> = {}
  for (const term of termsOf(set)) {
    if (!shopperTerms.has(term) || !counts(term)) continue
    if (JSON.stringify(set[term]) !== JSON.stringify(base[term])) take(changed, set, term)
  }
  return changed
}

/** A clause alone is no difference: it is the reason for one. */
function isSaid(set: Partial<Terms>): boolean {
  return termsOf(set).some((term) => term !== 'because')
}

function pick(terms: Terms, wanted: readonly (keyof Terms)[]): Partial<Terms> {
  const picked: Partial<Terms> = {}
  for (const term of wanted) take(picked, terms, term)
  return picked
}

/** Rules on persons, and on the worth above or below which a claim is trusted, would teach how to get around them. */
function isConfidential({ when, set }: Rule, policy: Policy): boolean {
  const facts = factsRead(when)
  if (facts.some((fact) => personalFacts.has(fact))) return true
  const isTrust = staffTerms.some((term) => set[term] !== undefined) || set.returnItem === false
  return isTrust && facts.some((fact) => factRow(fact, policy)?.type === 'money')
}

function withClasses(condition: Condition, classes: readonly string[]): Condition {
  if ('all' in condition) return { all: condition.all.map((child) => withClasses(child, classes)) }
  if ('any' in condition) return { any: condition.any.map((child) => withClasses(child, classes)) }
  if ('not' in condition || condition.fact !== 'line.legalClass') return condition
  return { fact: condition.fact, op: 'in', value: classes }
}
