import type { Evaluation } from '../policy.ts'
import { statutoryBecause } from '../statutes/raise.ts'
import type { Judged } from './simulation.ts'

/** The law alone makes the claim good, or keeps it from being declined. */
export function heldByLaw({ eligible, because, terms, statutory, trace }: Evaluation): Judged['heldByLaw'] {
  if (!eligible || !statutory) return undefined
  if (because !== statutoryBecause && terms.decision !== 'review') return undefined
  const { terms: sources, period } = trace()
  if (because === statutoryBecause) {
    for (const source of [sources.eligible, sources.window]) {
      if (source?.from === 'statute') return lawOf(source)
    }
    return lawOf({ statute: statutory.statute, ...(period ?? { article: statutory.article }) })
  }
  const { decision } = sources
  return decision?.from === 'statute' ? lawOf(decision) : undefined
}

function lawOf({ statute, article, unverified }: NonNullable<Judged['heldByLaw']>): Judged['heldByLaw'] {
  return { statute, article, ...(unverified ? { unverified } : {}) }
}
