import { becauseKeys } from './because-keys.ts'
import type { CompiledPolicy } from './compile.ts'
import type { Evaluation, PolicyText, Resolution, TermSource, Terms, Trace } from './policy.ts'
import { statutoryBecause } from './statutes/raise.ts'

/** A sentence as a key of the locales and its parameters; a merchant's own words come as `text`. */
export interface Clause {
  key: string
  params?: Record<string, string | number>
  text?: Record<string, string>
}

/** A clause for staff, with where it came from. */
export interface StaffClause extends Clause {
  tone: 'yes' | 'no' | 'person' | 'law' | 'note'
  rule?: string
  ruleName?: PolicyText
  article?: string
  unverified?: boolean
}

/** What the order says of the line: only then is a clause on it worth reading. */
export interface ClauseSubject {
  /** It counts towards a promotion of the order. */
  isPromoted?: boolean
  /** Such a promotion gave something for nothing. */
  hasGifts?: boolean
}

/**
 * What a shopper may read, most decisive first: the clause that decides, time, way back, fees, what is asked, when the
 * money moves. Nothing of rules, facts, thresholds or who is looked at more closely.
 */
export function shopperClauses(evaluation: Evaluation, currency: string, subject: ClauseSubject = {}): Clause[] {
  const trace = evaluation.trace()
  const decisive = becauseClause(evaluation.because, becauseParams(evaluation, trace))
  if (!evaluation.eligible) return [decisive]
  const { terms } = evaluation
  return [
    decisive,
    ...windowClause(evaluation, trace),
    ...returnClauses(terms, currency),
    ...(terms.returnItem && terms.packaging === 'free' ? [{ key: 'packaging.free' }] : []),
    ...feeClauses(terms, currency),
    ...(subject.isPromoted && terms.promotion === 'resettle' ? [{ key: 'promotion.resettle' }] : []),
    ...(subject.hasGifts && terms.gifts === 'return_or_pay' ? [{ key: 'gifts.return_or_pay' }] : []),
    ...evidenceClauses(terms),
    { key: `trigger.${terms.returnItem ? terms.refundTrigger : 'on_approval'}` },
    { key: `outbound.${terms.outboundShipping}` },
    ...(terms.creditBonusPercent > 0 && terms.resolutions.includes('store_credit')
      ? [{ key: 'credit.bonus', params: { percent: terms.creditBonusPercent / 100 } }]
      : []),
    ...(evaluation.statutory ? [lawClause(evaluation.statutory)] : []),
  ]
}

/** Every term with the rule, default or article it comes from, for staff; most decisive first. */
export function staffClauses(evaluation: Evaluation, { policy }: CompiledPolicy, currency: string): StaffClause[] {
  const trace = evaluation.trace()
  const names = new Map(policy.rules.map(({ id, name }) => [id, name]))
  const { terms } = evaluation
  const from = (term: keyof Terms) => sourceParts(trace.terms[term], names)
  const toneOf = (term: keyof Terms, tone: StaffClause['tone']): StaffClause['tone'] =>
    trace.terms[term]?.from === 'statute' ? 'law' : tone
  const isByPeriod = evaluation.because === statutoryBecause && trace.terms.eligible?.from !== 'statute'
  const clauses: StaffClause[] = [
    {
      ...becauseClause(evaluation.because, becauseParams(evaluation, trace)),
      tone: isByPeriod ? 'law' : toneOf('eligible', evaluation.eligible ? 'yes' : 'no'),
      ...from('eligible'),
      ...(isByPeriod ? periodParts(trace.period) : {}),
    },
    {
      key: `decision.${terms.decision}`,
      tone: toneOf('decision', terms.decision === 'approve' ? 'yes' : terms.decision === 'review' ? 'person' : 'no'),
      ...from('decision'),
    },
    ...windowClause(evaluation, trace).map((clause) => ({
      ...clause,
      tone: trace.period ? 'law' : toneOf('window', 'note'),
      ...from('window'),
      ...periodParts(trace.period),
    })),
    ...(trace.period?.isCalendarUnknown ? [{ key: 'window.calendar_unknown', tone: 'note' as const }] : []),
    {
      key: 'resolutions',
      params: listParams(terms.resolutions),
      tone: toneOf('resolutions', 'note'),
      ...from('resolutions'),
    },
    ...returnClauses(terms, currency).map((clause) => {
      const term =
        clause.key === 'return.not_needed' || clause.key === 'return.needed' ? 'returnItem' : 'returnShipping'
      return { ...clause, tone: toneOf(term, 'note'), ...from(term) }
    }),
    ...feeTerms.flatMap((term) =>
      trace.terms[term]?.from === 'statute' || terms[term] !== 'none'
        ? [{ ...feeClause(terms, term, currency), tone: toneOf(term, 'note'), ...from(term) }]
        : [],
    ),
    ...(['packaging', 'promotion', 'gifts'] as const).flatMap((term) => {
      const isSaid = terms[term] !== undefined && (trace.terms[term]?.from ?? 'default') !== 'default'
      const key = `${term}.${terms[term]}`
      return isSaid || unusualKeys.includes(key) ? [{ key, tone: toneOf(term, 'note'), ...from(term) }] : []
    }),
    ...evidenceClauses(terms).map((clause) => ({ ...clause, tone: toneOf('evidence', 'note'), ...from('evidence') })),
    { key: `trigger.${terms.refundTrigger}`, tone: toneOf('refundTrigger', 'note'), ...from('refundTrigger') },
    {
      key: `outbound.${terms.outboundShipping}`,
      tone: toneOf('outboundShipping', 'note'),
      ...from('outboundShipping'),
    },
  ]
  if (evaluation.statutory) {
    const { article } = evaluation.statutory
    clauses.push({ ...lawClause(evaluation.statutory), tone: 'law', article })
  }
  if (trace.excluded) {
    const { statute, article, unverified, category } = trace.excluded
    clauses.push({
      key: category === undefined ? 'law.excluded' : 'law.excluded_category',
      params: { statute, article, ...(category === undefined ? {} : { category }) },
      tone: 'law',
      article,
      ...(unverified ? { unverified } : {}),
    })
  }
  if (terms.approvals > 1)
    clauses.push({ key: 'approvals', params: { count: terms.approvals }, tone: 'person', ...from('approvals') })
  return clauses
}

/** Worth a line for staff also where no rule set them. Requests of before these terms have none of them. */
const unusualKeys: readonly string[] = ['packaging.free', 'promotion.resettle', 'gifts.return_or_pay']

/** Every key these functions can give, unless a policy names a clause of its own; the locales have words for each. */
export const clauseKeys: readonly string[] = [
  ...becauseKeys.map((key) => `because.${key}`),
  'because.own',
  'window.open',
  'window.open_assumed',
  'window.none',
  'window.calendar_unknown',
  'return.needed',
  'return.not_needed',
  'return.merchant_pays',
  'return.shopper_pays',
  'return.shopper_sends',
  'packaging.own',
  'packaging.free',
  'promotion.keep',
  'promotion.resettle',
  'gifts.keep',
  'gifts.return_or_pay',
  'fee.none',
  'fee.restocking_percent',
  'fee.restocking_amount',
  'fee.processing',
  'evidence.photos',
  'evidence.videos',
  'evidence.documents',
  'evidence.details',
  'decision.approve',
  'decision.review',
  'decision.decline',
  'resolutions',
  'trigger.on_approval',
  'trigger.on_dispatch',
  'trigger.on_received',
  'trigger.on_inspection',
  'outbound.never',
  'outbound.whole_order',
  'outbound.proportional',
  'credit.bonus',
  'approvals',
  'law.raised',
  'law.excluded',
  'law.excluded_category',
]

function becauseClause(because: Terms['because'], params: Record<string, string | number>): Clause {
  return typeof because === 'string' ? { key: `because.${because}`, params } : { key: 'because.own', text: because }
}

/** `days` of the window, `endsAt` in ms, the `article` where the law decides. */
function becauseParams({ terms, windowEndsAt }: Evaluation, trace: Trace): Record<string, string | number> {
  const { eligible, window } = trace.terms
  const law = eligible?.from === 'statute' ? eligible : window?.from === 'statute' ? window : trace.period
  return {
    ...(terms.window.days === 'none' ? {} : { days: terms.window.days }),
    ...(windowEndsAt === undefined ? {} : { endsAt: windowEndsAt }),
    ...(law ? { article: law.article } : {}),
  }
}

function periodParts(period: Trace['period']): Partial<StaffClause> {
  return period ? { article: period.article, ...(period.unverified ? { unverified: true } : {}) } : {}
}

function windowClause({ windowEndsAt, daysLeft, terms }: Evaluation, { deliveryAssumed }: Trace): Clause[] {
  if (windowEndsAt === undefined || daysLeft === undefined)
    return windowEndsAt === undefined ? [{ key: 'window.none' }] : []
  const assumed = deliveryAssumed && terms.window.from === 'delivered'
  return [{ key: assumed ? 'window.open_assumed' : 'window.open', params: { daysLeft, endsAt: windowEndsAt } }]
}

function returnClauses({ returnItem, returnShipping: { paidBy, fee }, deadlines }: Terms, currency: string): Clause[] {
  if (!returnItem) return [{ key: 'return.not_needed' }]
  const amountMinor = fee[currency] ?? 0
  const needed = { key: 'return.needed', params: { days: deadlines.return } }
  if (paidBy === 'merchant') return [needed, { key: 'return.merchant_pays' }]
  if (amountMinor === 0) return [needed, { key: 'return.shopper_sends' }]
  return [needed, { key: 'return.shopper_pays', params: { amountMinor, currency } }]
}

const feeTerms = ['restockingFee', 'processingFee'] as const

function feeClauses(terms: Terms, currency: string): Clause[] {
  return feeTerms.filter((term) => terms[term] !== 'none').map((term) => feeClause(terms, term, currency))
}

function feeClause(terms: Terms, term: (typeof feeTerms)[number], currency: string): Clause {
  const fee = terms[term]
  if (fee === 'none') return { key: 'fee.none' }
  if (term === 'processingFee')
    return { key: 'fee.processing', params: { amountMinor: amountIn(terms.processingFee, currency), currency } }
  if (typeof terms.restockingFee === 'object' && 'percent' in terms.restockingFee) {
    return { key: 'fee.restocking_percent', params: { percent: (terms.restockingFee.percent as number) / 100 } }
  }
  const amount = typeof terms.restockingFee === 'object' ? terms.restockingFee.amount : 'none'
  return { key: 'fee.restocking_amount', params: { amountMinor: amountIn(amount, currency), currency } }
}

function amountIn(amounts: Terms['processingFee'], currency: string): number {
  return amounts === 'none' ? 0 : (amounts[currency] ?? 0)
}

function evidenceClauses({ evidence }: Terms): Clause[] {
  const clauses: Clause[] = []
  for (const kind of ['photos', 'videos', 'documents'] as const) {
    if (evidence[kind] > 0) clauses.push({ key: `evidence.${kind}`, params: { count: evidence[kind] } })
  }
  if (evidence.detailLength > 0) clauses.push({ key: 'evidence.details', params: { count: evidence.detailLength } })
  return clauses
}

function lawClause({ statute, article, refundDays }: NonNullable<Evaluation['statutory']>): Clause {
  return { key: 'law.raised', params: { statute, article, days: refundDays } }
}

function listParams(resolutions: readonly Resolution[]): Record<string, string> {
  return { list: resolutions.join(',') }
}

function sourceParts(source: TermSource | undefined, names: ReadonlyMap<string, PolicyText>): Partial<StaffClause> {
  if (source?.from === 'rule') return { rule: source.rule, ruleName: names.get(source.rule) ?? source.rule }
  if (source?.from === 'statute') {
    return { article: source.article, ...(source.unverified ? { unverified: true } : {}) }
  }
  return {}
}
