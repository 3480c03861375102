import { permissivePolicy } from '../permissive.ts'
import type { Terms } from '../policy.ts'
import { raiseTerms } from '../statutes/raise.ts'
import type { Statute } from '../statutes/statute.ts'
import type { LawSource } from './finding.ts'
import type { Law } from './laws.ts'
import type { Source, Sources } from './sources.ts'

export const codes = ['below_statute', 'fee_forbidden', 'deadline_beyond_statute'] as const
/** Of the others: `below_statute`. */
const special: Readonly<Partial<Record<keyof Terms, (typeof codes)[number]>>> = {
  restockingFee: 'fee_forbidden',
  processingFee: 'fee_forbidden',
  returnShipping: 'fee_forbidden',
  refundTrigger: 'deadline_beyond_statute',
  deadlines: 'deadline_beyond_statute',
}

export function codeOf(term: keyof Terms): (typeof codes)[number] {
  return special[term] ?? 'below_statute'
}

/** One term that one statute raises. */
export interface Low extends LawSource {
  by: Statute
}

/** No statute raises any of these. */
const kind: Terms = {
  ...permissivePolicy.terms,
  outboundShipping: 'proportional',
  deadlines: { decide: 0, return: 36_500, inspect: 0, pay: 0, whole: 0 },
}

/** The clause follows from what is raised. */
const lawfulTerms = (Object.keys(kind) as (keyof Terms)[]).filter((term) => term !== 'because')

/** `isKnown`: which of its terms need not be looked at. */
export function lowTerms(
  sources: Sources,
  source: Source,
  laws: readonly Law[],
  isKnown: (term: keyof Terms, statute: string) => boolean = () => false,
): Low[] {
  const terms = lawfulTerms.filter((term) => source.set[term] !== undefined)
  return laws.flatMap(({ by, region, situations, demands }) =>
    terms.flatMap((term): Low[] => {
      if (isKnown(term, by.id)) return []
      const law = raiseTerms({ ...kind, [term]: source.set[term] }, by).sources[term]
      if (law?.from !== 'statute' || !sources.canDecide(source, term, situations, demands)) return []
      const { statute, article, unverified } = law
      return [{ statute, region, article, ...(unverified ? { unverified } : {}), covers: by.covers, term, by }]
    }),
  )
}

/** These terms as one statute after the other raises them. */
export function raisedBy(lows: readonly Low[], set: Partial<Terms>): Partial<Terms> {
  return lows.reduce<Partial<Terms>>(
    (terms, { by, term }) => ({ ...terms, [term]: raiseTerms({ ...kind, ...set, ...terms }, by).terms[term] }),
    {},
  )
}
