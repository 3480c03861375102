import type { PaymentMethod } from '../../order/order.ts'
import { usualArrival } from '../../time/arrival.ts'
import type { TermSource, Terms } from '../policy.ts'
import type { DescribeOptions } from './describe.ts'
import { articleWords, lawWords } from './law-words.ts'
import { listWords } from './list-parts.ts'
import { differingTerms, pickTerms } from './phases.ts'
import { asSentence, phrase, sentenceText } from './sentence.ts'
import { type SectionKind, sectionKinds, shopperClauses } from './shopper-clause.ts'
import { type Situation, situationWith } from './situation.ts'
import { workHoursWords } from './term-parts.ts'
import type { WordsContext } from './words-context.ts'

export interface DescribedSection {
  kind: SectionKind
  title: string
  sentences: string[]
  /** The articles that raised something here, or that a section on the law stands on. */
  articles?: string[]
}

type StatuteSource = Extract<TermSource, { from: 'statute' }>
type Add = (kind: SectionKind, sentence: string, sources?: readonly StatuteSource[]) => void

/** What holds for everybody, in sections; what the law raised says so and names its article. */
export function sectionsOf(
  situations: readonly Situation[],
  options: DescribeOptions,
  context: WordsContext,
): DescribedSection[] {
  const { t, language } = context
  const sentences = new Map<SectionKind, string[]>()
  const sources = new Map<SectionKind, StatuteSource[]>()
  const add: Add = (kind, sentence, from = []) => {
    const whole = sentenceText(asSentence([{ text: sentence }], t, language))
    sentences.set(kind, [...(sentences.get(kind) ?? []), whole])
    sources.set(kind, [...(sources.get(kind) ?? []), ...from])
  }
  const [own, faulty] = situations
  if (own) addOwnChoice(own, options, context, add)
  if (own && faulty) addFaulty(own, faulty, context, add)
  addTimes(situations, options, context, add)
  const law = lawWords(options.country, context)
  for (const sentence of law.sentences) add('law', sentence)
  return sectionKinds.flatMap((kind): DescribedSection[] => {
    const said = sentences.get(kind)
    if (!said) return []
    const articles = kind === 'law' ? law.articles : articleWords(sources.get(kind) ?? [], context)
    return [{ kind, title: t(`section.${kind}`), sentences: said, ...(articles.length > 0 ? { articles } : {}) }]
  })
}

function addOwnChoice(own: Situation, options: DescribeOptions, context: WordsContext, add: Add): void {
  const { t } = context
  const { terms } = own
  if (!terms.eligible) return add('window', t('shop.notOnlyForMind'))
  addTerms(own, worthSaying(terms), context, add)
  const condition = conditionWords(own, options.country, context)
  if (condition) add('condition', condition)
  if (terms.returnItem) {
    const days = t('unit.days', { count: terms.deadlines.return })
    add('freight', phrase(t, 'shop.sendWithin', { days }))
  }
}

function addFaulty(own: Situation, faulty: Situation, context: WordsContext, add: Add): void {
  const { t } = context
  const base = own.terms.eligible ? own.terms : undefined
  const set = base || faulty.terms.eligible ? differing(faulty.terms, base) : {}
  const ifFaulty: Add = (kind, sentence, sources) =>
    add(kind, phrase(t, 'shop.ifFaulty', { clause: sentence }), sources)
  addTerms(faulty, set, context, ifFaulty)
}

/** What holds throughout, then what holds only for the days of the law and after them. */
function addTerms(situation: Situation, set: Partial<Terms>, context: WordsContext, add: Add): void {
  const { t } = context
  const { terms, first } = situation
  const changing = first ? differingTerms(first.terms, terms) : []
  const lasting = Object.fromEntries(Object.entries(set).filter(([term]) => !changing.includes(term as keyof Terms)))
  for (const { kind, text, terms: about } of shopperClauses(lasting, terms, context)) {
    const sources = first ? [] : sourcesOf(about, situation)
    add(kind, sources.length > 0 ? phrase(t, 'shop.byLaw', { clause: text }) : text, sources)
  }
  if (!first) return
  const days = t('unit.days', { count: first.days })
  for (const { kind, text, terms: about } of shopperClauses(worthSaying(first.terms, changing), first.terms, context)) {
    add(kind, phrase(t, 'shop.byLawForFirst', { days, clause: text }), sourcesOf(about, situation))
  }
  for (const { kind, text } of shopperClauses(worthSaying(terms, changing), terms, context)) {
    add(kind, phrase(t, 'shop.afterFirst', { days, clause: text }))
  }
}

function addTimes(situations: readonly Situation[], options: DescribeOptions, context: WordsContext, add: Add): void {
  const { t, policy } = context
  const [own] = situations
  if (!own || situations.every(({ terms }) => !terms.eligible)) return
  const { window, deadlines } = own.terms
  if (policy.assumedTransitDays > 0 && window.from === 'delivered' && window.days !== 'none') {
    add('window', phrase(t, 'shop.assumed', { days: t('unit.days', { count: policy.assumedTransitDays }) }))
  }
  add('time', phrase(t, 'shop.decideWithin', { hours: workHoursWords(deadlines.decide, context) }))
  const arrival = arrivalWords(options, situations, context)
  if (arrival) add('time', arrival)
}

/** What everybody takes for granted is not said. `only`: of these terms. */
function worthSaying(terms: Terms, only?: readonly (keyof Terms)[]): Partial<Terms> {
  const isGranted: { [T in keyof Terms]?: boolean } = {
    because: true,
    returnItem: terms.returnItem,
    packaging: terms.packaging === 'own',
    evidence: only === undefined && Object.values(terms.evidence).every((count) => count === 0),
  }
  const names = only ?? (Object.keys(terms) as (keyof Terms)[])
  return pickTerms(
    terms,
    names.filter((name) => !isGranted[name]),
  )
}

function differing(terms: Terms, base: Terms | undefined): Partial<Terms> {
  if (!base) return worthSaying(terms)
  if (!terms.eligible) return { eligible: false, because: terms.because }
  const isOther = ([term, value]: [string, unknown]) =>
    term !== 'because' && JSON.stringify(value) !== JSON.stringify(base[term as keyof Terms])
  return Object.fromEntries(Object.entries(terms).filter(isOther))
}

function sourcesOf(terms: readonly (keyof Terms)[], { sources }: Situation): StatuteSource[] {
  return terms.flatMap((term) => {
    const source = sources[term]
    return source?.from === 'statute' ? [source] : []
  })
}

const conditions = ['unopened', 'opened', 'used', 'broken'] as const

/** In which condition goods are taken back because somebody changed their mind. */
function conditionWords(own: Situation, country: string, { policy, t, language }: WordsContext): string {
  const taken = conditions.filter(
    (condition) => situationWith(own, { 'claim.condition': condition }, policy, country).terms.eligible,
  )
  if (taken.length === conditions.length || taken.length === 0) return own.terms.returnItem ? t('shop.mayTry') : ''
  const words = taken.map((condition) => t(`value.claim_condition.${condition}`))
  return phrase(t, 'shop.takenIf', { list: listWords(words, 'disjunction', language) })
}

const usualMethods: readonly PaymentMethod[] = ['card', 'alipay', 'wechat_pay', 'paypal', 'bank_transfer']

/** How long money is under way, ways that take the same time together. */
function arrivalWords(
  { arrival = {}, methods = usualMethods }: DescribeOptions,
  situations: readonly Situation[],
  { t, language }: WordsContext,
): string {
  const isCredited = situations.some(({ terms }) => terms.eligible && terms.resolutions.includes('store_credit'))
  const byTime = new Map<string, string[]>()
  const isToAccount = situations.some(({ terms }) => terms.eligible && terms.resolutions.includes('other_account'))
  const more = [
    ...(isCredited ? (['store_credit'] as const) : []),
    ...(isToAccount ? (['bank_transfer'] as const) : []),
  ]
  for (const method of new Set([...methods, ...more])) {
    const [from, to] = arrival[method] ?? usualArrival[method]
    const days = from === to ? t('unit.workingDays', { count: to }) : t('shop.workingDays', { from, to })
    const time = to === 0 ? t('shop.atOnce') : days
    byTime.set(time, [...(byTime.get(time) ?? []), t(`value.payment_method.${method}`)])
  }
  const list = [...byTime].map(([time, names]) =>
    phrase(t, 'shop.arrival', { names: listWords(names, 'conjunction', language), time }),
  )
  return list.length === 0 ? '' : phrase(t, 'shop.arrivals', { list: list.join(t('shop.semicolon')) })
}
