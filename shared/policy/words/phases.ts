import type { TermSource, Terms } from '../policy.ts'
import { raiseTerms } from '../statutes/raise.ts'
import type { Statute } from '../statutes/statute.ts'
import { isSame } from './change.ts'

/**
 * Terms over time. A statute raises them for its own period; where the policy gives more time, its own terms hold for the
 * days that are left.
 */
export interface Phases {
  /** What holds throughout, or once the period of the law is over. */
  terms: Terms
  /** What holds before, where that is different. */
  first?: { terms: Terms; days: number }
  /** The articles by which `first`, or without it `terms`, is what it is. */
  sources: { [T in keyof Terms]?: TermSource }
  /** Nothing is taken back once the period of the law is over. */
  isLawOnly: boolean
}

export function phasesOf(given: Terms, statute: Statute | undefined): Phases {
  if (!statute) return { terms: given, sources: {}, isLawOnly: false }
  const { period, floor } = statute
  const { terms, sources } = raiseTerms(given, statute)
  if (floor.eligible && !given.eligible) {
    const { article, unverified } = period
    const window: TermSource = {
      from: 'statute',
      statute: statute.id,
      article,
      ...(unverified ? { unverified } : {}),
      raisedFrom: given.window,
    }
    return {
      terms: { ...terms, window: { days: period.days, from: 'delivered' } },
      sources: { ...sources, window },
      isLawOnly: true,
    }
  }
  const isOutlasted = given.window.days === 'none' || given.window.days > period.days
  if (!isOutlasted || isSame(terms, given)) return { terms, sources, isLawOnly: !isOutlasted }
  return { terms: given, first: { terms, days: period.days }, sources, isLawOnly: false }
}

/** The names of terms that differ between two. */
export function differingTerms(a: Terms, b: Terms): (keyof Terms)[] {
  return (Object.keys(a) as (keyof Terms)[]).filter((term) => !isSame(a[term], b[term]))
}

export function pickTerms(terms: Terms, names: readonly (keyof Terms)[]): Partial<Terms> {
  return Object.fromEntries(names.map((name) => [name, terms[name]]))
}
