import { type Deadlines, refundTriggers, type TermSource, type Terms } from '../policy.ts'
import type { Source, Statute } from './statute.ts'

export interface Raised {
  terms: Terms
  /** Only the terms that the statute changed. */
  sources: { [T in keyof Terms]?: TermSource }
}

/** The clause a shopper reads where only the law makes the claim good. */
export const statutoryBecause = 'statutory_right'

/**
 * Terms with the statute as their floor: never harsher than the law, untouched where the merchant is kinder.
 * Business hours cannot be held against calendar days, so staff deadlines are only kept from exceeding the law's days;
 * the exact last day is computed from the duty.
 */
export function raiseTerms(terms: Terms, statute: Statute): Raised {
  const { floor, period } = statute
  const raised: Terms = { ...terms }
  const sources: Raised['sources'] = {}
  const set = <T extends keyof Terms>(term: T, value: Terms[T], { article, unverified }: Source) => {
    sources[term] = {
      from: 'statute',
      statute: statute.id,
      article,
      ...(unverified ? { unverified } : {}),
      raisedFrom: terms[term],
    }
    raised[term] = value
  }

  if (floor.eligible) {
    if (!terms.eligible) {
      set('eligible', true, floor.eligible)
      set('because', statutoryBecause, floor.eligible)
    }
    if (terms.window.days !== 'none' && terms.window.days < period.days) {
      set('window', { days: period.days, from: 'delivered' }, period)
    }
  }
  if (floor.restockingFee && terms.restockingFee !== 'none') set('restockingFee', 'none', floor.restockingFee)
  if (floor.processingFee && terms.processingFee !== 'none') set('processingFee', 'none', floor.processingFee)
  if (floor.returnShipping && (terms.returnShipping.paidBy === 'shopper' || !isFree(terms.returnShipping.fee))) {
    set('returnShipping', { paidBy: 'merchant', fee: freeIn(terms.returnShipping.fee) }, floor.returnShipping)
  }
  if (floor.evidence && Object.values(terms.evidence).some((count) => count > 0)) {
    set('evidence', { photos: 0, videos: 0, documents: 0, detailLength: 0 }, floor.evidence)
  }
  if (floor.refundOffered && !terms.resolutions.includes('refund')) {
    set('resolutions', ['refund', ...terms.resolutions], floor.refundOffered)
  }
  if (floor.decision && terms.decision === 'decline') set('decision', 'review', floor.decision)
  if (floor.refundTrigger && isLater(terms.refundTrigger, floor.refundTrigger.latest)) {
    set('refundTrigger', floor.refundTrigger.latest, floor.refundTrigger)
  }
  if (floor.outboundShipping && terms.outboundShipping === 'never') {
    set('outboundShipping', floor.outboundShipping.instead, floor.outboundShipping)
  }
  const { deadlines, asked } = raiseDeadlines(terms.deadlines, statute)
  if (asked.length > 0) set('deadlines', deadlines, together(asked))
  return { terms: raised, sources }
}

/** The deadlines that the law leaves, and the sources of those that it changed. */
function raiseDeadlines(own: Deadlines, { floor, refund }: Statute): { deadlines: Deadlines; asked: Source[] } {
  const { returnDays, answer } = floor
  const deadlines = { ...own }
  const asked: Source[] = []
  const atMost = (stage: 'decide' | 'inspect' | 'pay', days: number, source: Source) => {
    if (deadlines[stage] <= days * dayHours) return
    deadlines[stage] = days * dayHours
    asked.push(source)
  }
  if (returnDays && own.return < returnDays.days) {
    deadlines.return = returnDays.days
    asked.push(returnDays)
  }
  if (answer) atMost('decide', answer.days, answer)
  atMost('inspect', refund.refundDays, refund)
  atMost('pay', refund.refundDays, refund)
  return { deadlines, asked }
}

const dayHours = 24

/** Several sources as one; where any was not re-read, neither is the whole. */
export function together(sources: readonly Source[]): Source {
  const articles = [...new Set(sources.map(({ article }) => article))]
  const isUnread = sources.some(({ unverified }) => unverified)
  return { article: articles.join('; '), ...(isUnread ? { unverified: true } : {}) }
}

function isLater(trigger: Terms['refundTrigger'], latest: Terms['refundTrigger']): boolean {
  return refundTriggers.indexOf(trigger) > refundTriggers.indexOf(latest)
}

function isFree(fee: Terms['returnShipping']['fee']): boolean {
  return Object.values(fee).every((amount) => amount === 0)
}

function freeIn(fee: Terms['returnShipping']['fee']): Terms['returnShipping']['fee'] {
  return Object.fromEntries(Object.keys(fee).map((currency) => [currency, 0]))
}
