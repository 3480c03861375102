import { refundTriggers, type TermSource, type Terms } from '../policy.ts'
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
  const { floor, period, refund } = statute
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
  const hours = refund.refundDays * 24
  const { deadlines } = terms
  const returnDays = Math.max(deadlines.return, floor.returnDays?.days ?? 0)
  if (returnDays !== deadlines.return || deadlines.inspect > hours || deadlines.pay > hours) {
    const inspect = Math.min(deadlines.inspect, hours)
    const pay = Math.min(deadlines.pay, hours)
    set('deadlines', { ...deadlines, return: returnDays, inspect, pay }, floor.returnDays ?? refund)
  }
  return { terms: raised, sources }
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
